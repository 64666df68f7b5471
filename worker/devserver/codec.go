package devserver

import (
	"net"
	"net/http"
	"slices"
	"strconv"
)

const (
	// codecPath is where the Web UI has payloads decrypted; it adds /encode or /decode.
	codecPath = "/codec"
	// maxCodecBody is more than a page of the UI asks for; Temporal's own limit for a payload is 2 MB.
	maxCodecBody = 32 << 20
)

// codecFor guards the handler that decrypts: only pages of this Web UI may ask.
// The browser says which page asks, and lets no page say otherwise; the UI
// opened as localhost is another origin than the same UI at 127.0.0.1, so that
// both are named.
func codecFor(handler http.Handler, port int) http.Handler {
	var pages []string
	for _, host := range []string{loopback, "localhost"} {
		pages = append(pages, "http://"+net.JoinHostPort(host, strconv.Itoa(port)))
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if !slices.Contains(pages, origin) {
			http.Error(w, "only the pages of this Web UI may have payloads decrypted", http.StatusForbidden)
			return
		}
		header := w.Header()
		header.Set("Access-Control-Allow-Origin", origin)
		header.Set("Access-Control-Allow-Methods", "POST, OPTIONS")
		header.Set("Access-Control-Allow-Headers", "Content-Type, X-Namespace")
		header.Add("Vary", "Origin")
		header.Set("Cache-Control", "no-store")
		if r.Method == http.MethodOptions {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxCodecBody)
		handler.ServeHTTP(w, r)
	})
}
