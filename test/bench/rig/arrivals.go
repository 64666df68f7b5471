package rig

import (
	"bytes"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"time"
)

// orderNumber is how our mails name their request; it comes back in the invoice.
var orderNumber = regexp.MustCompile(`PO-2026-\d{6}`)

// Arrivals notes when the call that makes a draft arrives, before the fake
// begins to work on it.
type Arrivals struct {
	next http.Handler

	mu sync.Mutex
	at map[string]time.Time
}

// ServeHTTP implements http.Handler.
func (a *Arrivals) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasSuffix(r.URL.Path, "/account.move/load") {
		now := time.Now()
		body, err := io.ReadAll(r.Body)
		if err == nil {
			a.note(orderNumber.FindString(string(body)), now)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
	}
	a.next.ServeHTTP(w, r)
}

func (a *Arrivals) note(order string, now time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, seen := a.at[order]; !seen && order != "" {
		a.at[order] = now
	}
}

// At is when the draft of an order was asked for, zero before.
func (a *Arrivals) At(order string) time.Time {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.at[order]
}

// Count is how many drafts were asked for.
func (a *Arrivals) Count() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.at)
}
