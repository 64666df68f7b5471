package consent

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// Screen is the consent screen of a service.
type Screen struct {
	Service string // as the owner calls it
	// Path is where the service sends the browser back to, such as "/".
	Path string
	// Refused gives a sentence for an error word of the service's own; nil = none is known. access_denied is not asked for.
	Refused func(word string) error
}

// answer is what the browser brings back.
type answer struct {
	code string
	err  error
}

// Await serves the redirect on the listener, which it closes, until an answer
// with the right state comes, and gives its code. A request with another state
// is turned away and changes nothing, so that a page open in the browser can
// neither end the login nor slip in a code. Errors are sentences for the owner.
func (s Screen) Await(ctx context.Context, listener net.Listener, state string) (string, error) {
	answers := make(chan answer, 1)
	server := &http.Server{
		Handler: s.wayBack(state, answers), ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: 64 << 10,
	}
	served := make(chan struct{})
	go func() {
		defer close(served)
		_ = server.Serve(listener) // it ends by being closed below; without a listener no answer comes and ctx ends the wait
	}()
	defer func() {
		closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
		defer cancel()
		_ = server.Shutdown(closing) // lets the page reach the browser
		_ = server.Close()
		<-served
	}()
	select {
	case a := <-answers:
		return a.code, a.err
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return "", errors.New("no answer came back from " + s.Service + " in time; run the command again, and open the address on this same machine")
		}
		return "", fmt.Errorf("the login was cancelled; nothing has been stored: %w", ctx.Err())
	}
}

func (s Screen) wayBack(state string, answers chan<- answer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Referrer-Policy", "no-referrer")
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		q := r.URL.Query()
		switch {
		case r.Method != http.MethodGet || r.URL.Path != s.Path:
			show(w, http.StatusNotFound, "There is nothing here.")
		case subtle.ConstantTimeCompare([]byte(q.Get("state")), []byte(state)) != 1:
			show(w, http.StatusBadRequest, "This is not the answer the employee waits for. Open the address from the terminal again.")
		case q.Get("error") != "":
			show(w, http.StatusOK, "The access was not allowed. You can close this window.")
			offer(answers, answer{err: s.refusal(q.Get("error"))})
		case q.Get("code") == "":
			show(w, http.StatusBadRequest, s.Service+"'s answer is incomplete. Open the address from the terminal again.")
		default:
			show(w, http.StatusOK, "Thank you. You can close this window; the rest is said in the terminal.")
			offer(answers, answer{code: q.Get("code")})
		}
	})
}

func (s Screen) refusal(word string) error {
	if word == "access_denied" {
		return errors.New("the access was not allowed on " + s.Service + "'s screen; nothing has been stored. Run the command again to allow it")
	}
	if s.Refused != nil {
		if err := s.Refused(word); err != nil {
			return err
		}
	}
	return errors.New(s.Service + "'s screen ended with an error; nothing has been stored. Run the command again")
}

// offer keeps the first answer; a browser may send it twice.
func offer(answers chan<- answer, a answer) {
	select {
	case answers <- a:
	default:
	}
}

func show(w http.ResponseWriter, status int, words string) {
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, "<!doctype html><meta charset=\"utf-8\"><title>Employee</title><p style=\"font-family:sans-serif\">%s</p>\n", words)
}
