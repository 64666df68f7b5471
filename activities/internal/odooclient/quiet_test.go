package odooclient_test

import (
	"io"
	"log"
)

// quietLog swallows what an HTTP server says about a failed handshake.
func quietLog() *log.Logger { return log.New(io.Discard, "", 0) }
