package gmailauth

import (
	"errors"
	"net"
	"net/url"
)

// ErrAddress is the cause of every refusal by ParseAddress.
var ErrAddress = errors.New("must be an https address, or http on this machine (127.0.0.1, ::1, localhost)")

// ParseAddress accepts an absolute https address, or http when the host is the
// local machine: a token sent over plain http could be read on the way.
func ParseAddress(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.User != nil || u.Fragment != "" {
		return nil, ErrAddress
	}
	switch u.Scheme {
	case "https":
		return u, nil
	case "http":
		if isLoopback(u.Hostname()) {
			return u, nil
		}
	}
	return nil, ErrAddress
}

func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
