package media

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

const (
	fetchTimeout = 4 * time.Second
	maxRedirects = 3
	// maxPicture is the largest picture that is fetched to be looked at; no platform takes a larger one.
	maxPicture = 20 << 20
)

// Fetcher looks at media under public https addresses. It never connects to a
// private, local or reserved network address, also when a name resolves to one
// or another host redirects there.
type Fetcher struct {
	client *http.Client
	allow  func(netip.Addr) bool
}

// NewFetcher makes a fetcher. allow lets single addresses through besides
// public ones, and plain http there; nil = none. It is for tests on loopback.
func NewFetcher(allow func(netip.Addr) bool) *Fetcher {
	if allow == nil {
		allow = func(netip.Addr) bool { return false }
	}
	guard := func(_, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			return err
		}
		if ip := at.Addr().Unmap(); !Public(ip) && !allow(ip) {
			return errPrivate
		}
		return nil
	}
	dialer := &net.Dialer{Timeout: fetchTimeout, Control: guard}
	f := &Fetcher{allow: allow}
	f.client = &http.Client{
		Timeout: fetchTimeout,
		// No proxy: it would connect in our place, behind the guard's back.
		Transport: &http.Transport{DialContext: dialer.DialContext, TLSHandshakeTimeout: fetchTimeout, ResponseHeaderTimeout: fetchTimeout, DisableKeepAlives: true, MaxResponseHeaderBytes: 64 << 10},
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			if len(via) > maxRedirects {
				return errors.New("too many redirects")
			}
			return secure(req.URL, allow)
		},
	}
	return f
}

var (
	errPrivate   = errors.New("the address is not public")
	errNotSecure = errors.New("the address does not begin with https")
)

// secure wants https, except where tests listen.
func secure(u *url.URL, allow func(netip.Addr) bool) error {
	if u.Scheme == "https" {
		return nil
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil && u.Scheme == "http" && allow(ip) {
		return nil
	}
	return errNotSecure
}

// Public tells whether an address is one of the open Internet (IANA
// special-purpose registries for IPv4 and IPv6).
func Public(ip netip.Addr) bool {
	ip = ip.Unmap()
	if !ip.IsValid() || !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() {
		return false
	}
	for _, reserved := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fec0::/10",
	} {
		if netip.MustParsePrefix(reserved).Contains(ip) {
			return false
		}
	}
	return true
}

// Fetched is what lies under an address. Of a video only Type and Bytes are
// known, since it is not fetched as a whole.
type Fetched struct {
	Info Info
	// Hash names a picture's bytes in the store; "" for a video.
	Hash string
}

// Look looks at an address, and keeps a picture in the store. What cannot be
// used is a *Problem.
func (f *Fetcher) Look(ctx context.Context, address string, store *Store) (Fetched, error) {
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil || req.URL.Host == "" {
		return Fetched{}, problem("the address cannot be understood; write it whole, such as https://example.com/photo.jpg")
	}
	if err := secure(req.URL, f.allow); err != nil {
		return Fetched{}, explain(err)
	}
	req.Header.Set("Accept", "image/*,video/*")
	resp, err := f.client.Do(req)
	if err != nil {
		return Fetched{}, explain(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return Fetched{}, problem(fmt.Sprintf("the address answers %d %s, so no platform can fetch it; open it in a private browser window to check", resp.StatusCode, http.StatusText(resp.StatusCode)))
	}
	mime, _, _ := strings.Cut(strings.ToLower(resp.Header.Get("Content-Type")), ";")
	switch mime = strings.TrimSpace(mime); {
	case strings.HasPrefix(mime, "video/"):
		return Fetched{Info: Info{Kind: Video, Type: mime, Bytes: max(resp.ContentLength, 0)}}, nil
	case strings.HasPrefix(mime, "text/"):
		return Fetched{}, problem("the address leads to a page, not to the picture itself; copy the address of the picture")
	}
	return picture(resp.Body, store)
}

func picture(body io.Reader, store *Store) (Fetched, error) {
	hash, size, err := store.Keep(body, maxPicture)
	if err != nil {
		return Fetched{}, explain(err)
	}
	kept, err := store.Open(hash)
	if err != nil {
		return Fetched{}, err
	}
	defer func() { _ = kept.Close() }()
	info, err := Decode(kept, size)
	return Fetched{Info: info, Hash: hash}, err
}

// explain turns a failed fetch into a sentence without the address.
func explain(err error) error {
	var mine *Problem
	var dns *net.DNSError
	var timeout net.Error
	switch {
	case errors.As(err, &mine):
		return err
	case errors.Is(err, errPrivate):
		return problem("the address is not public, so no platform can fetch it; put the file into the vault, or on a public web page")
	case errors.Is(err, errNotSecure):
		return problem("the address does not begin with https, which platforms ask for; use the https one, or put the file into the vault")
	case errors.As(err, &dns):
		return problem("the host of the address is not found; check its spelling")
	case errors.As(err, &timeout) && timeout.Timeout():
		return problem("the address did not answer within a few seconds; check that it opens in a browser, and save the note again")
	default:
		return problem("the address cannot be fetched; check that it opens in a browser, and save the note again")
	}
}
