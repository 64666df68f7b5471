package consent

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// Visit is one way to a screen and back.
type Visit struct {
	Address string // of the screen, with the state
	State   string
	Please  string // asks the owner to open the address; begins a sentence that ends with it
	Out     io.Writer
	// Open starts the browser; nil leaves that to the owner.
	Open func(ctx context.Context, address string) error
	// Patience is how long the owner has.
	Patience time.Duration
}

// Ask shows the address, starts the browser where that is wanted, and waits for
// the way back as Await does.
func (s Screen) Ask(ctx context.Context, listener net.Listener, v Visit) (string, error) {
	_, _ = fmt.Fprintf(v.Out, "%s:\n\n  %s\n\nWaiting for the answer, at most %s ...\n", v.Please, v.Address, v.Patience)
	if v.Open != nil {
		if err := v.Open(ctx, v.Address); err != nil {
			_, _ = fmt.Fprintln(v.Out, "The browser could not be started; please open the address yourself.")
		}
	}
	ctx, cancel := context.WithTimeout(ctx, v.Patience)
	defer cancel()
	return s.Await(ctx, listener, v.State)
}

// HTTP is a client for the service's own addresses. It never follows a redirect,
// which could carry a secret elsewhere. No transport = the usual one.
func HTTP(transport http.RoundTripper) *http.Client {
	return &http.Client{
		Transport: transport, Timeout: 30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}
