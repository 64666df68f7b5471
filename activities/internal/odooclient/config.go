package odooclient

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"
)

// Limits of the client, with their reasons.
const (
	// DefaultWriteTimeout is longer than Odoo's own limit of a request (120 s,
	// limit_time_real) so that the server's answer is heard rather than guessed.
	DefaultWriteTimeout = 130 * time.Second
	// DefaultReadTimeout bounds a read, which may simply be repeated.
	DefaultReadTimeout = 60 * time.Second
	// DefaultMaxInFlight: a bare Odoo serves four calls as fast as more.
	DefaultMaxInFlight = 4

	maxAnswer = 32 << 20 // bytes; a larger answer is no answer to our calls
	maxDepth  = 256      // XML elements; the codec recurses and a deep answer would end the process
	maxNested = 64       // JSON arrays and objects within each other, as many as the XML limit leaves
)

// Config says which database to use and as whom.
type Config struct {
	// URL is the server's address: https, or http on this machine only.
	URL      string
	Database string
	Username string
	// Password is the password or an API key. JSON-2 takes keys only.
	Password string
	// Zero values mean the defaults above.
	WriteTimeout time.Duration
	ReadTimeout  time.Duration
	MaxInFlight  int
}

// checked returns the configuration with defaults filled in and the parsed
// address, or an error that names the setting and never its secret.
func (c Config) checked() (Config, *url.URL, error) {
	base, err := parseBase(c.URL)
	if err != nil {
		return c, nil, err
	}
	for name, value := range map[string]string{"database": c.Database, "user name": c.Username, "password": c.Password} {
		if value == "" {
			return c, nil, fmt.Errorf("odoo: the %s is missing", name)
		}
	}
	if c.WriteTimeout <= 0 {
		c.WriteTimeout = DefaultWriteTimeout
	}
	if c.ReadTimeout <= 0 {
		c.ReadTimeout = DefaultReadTimeout
	}
	if c.MaxInFlight <= 0 {
		c.MaxInFlight = DefaultMaxInFlight
	}
	return c, base, nil
}

// timeout bounds a call, from its first byte to the last of the answer.
func (c Config) timeout(call Call) time.Duration {
	if call.Write() {
		return c.WriteTimeout
	}
	return c.ReadTimeout
}

// parseBase refuses every address over which the password would travel
// readable, or which holds one.
func parseBase(raw string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimRight(strings.TrimSpace(raw), "/"))
	if err != nil || u.Host == "" {
		return nil, errors.New("odoo: the address is not a URL such as https://example.odoo.com")
	}
	if u.User != nil {
		return nil, errors.New("odoo: the address holds a user name or password; give them as settings of their own")
	}
	if u.RawQuery != "" || u.Fragment != "" {
		return nil, errors.New("odoo: the address must end before any ? or #")
	}
	if u.Scheme == "https" || (u.Scheme == "http" && loopback(u.Hostname())) {
		return u, nil
	}
	return nil, errors.New("odoo: the address must start with https://, because the password would otherwise travel readable (http is for this machine only)")
}

func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
