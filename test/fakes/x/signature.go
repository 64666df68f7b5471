package x

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // RFC 5849 has HMAC-SHA1 and X takes no other
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The four values of OAuth 1 that the fake knows. They hold characters that
// must be escaped.
const (
	APIKey     = "fake-api-key"
	APISecret  = "fake+api/secret=="
	UserToken  = ownerID + "-fake-token"
	UserSecret = "fake user~secret&"
)

var headerPair = regexp.MustCompile(`^\s*([a-z_]+)="([^"]*)"\s*$`)

// checkSignature verifies a request after RFC 5849, from the request as it
// arrived. It returns what is wrong.
func (s *Server) checkSignature(r *http.Request, header string) string {
	given := map[string]string{}
	for pair := range strings.SplitSeq(header, ",") {
		found := headerPair.FindStringSubmatch(pair)
		if found == nil {
			return "the header cannot be read"
		}
		value, err := url.PathUnescape(found[2])
		if err != nil || given[found[1]] != "" {
			return "the header cannot be read"
		}
		given[found[1]] = value
	}
	seconds, err := strconv.ParseInt(given["oauth_timestamp"], 10, 64)
	switch {
	case given["oauth_consumer_key"] != APIKey, given["oauth_token"] != UserToken:
		return "unknown key or token"
	case given["oauth_signature_method"] != "HMAC-SHA1", given["oauth_version"] != "1.0":
		return "unknown method or version"
	case err != nil || s.opts.Now().Sub(time.Unix(seconds, 0)).Abs() > 5*time.Minute:
		return "timestamp out of bounds"
	case len(given["oauth_nonce"]) < 8 || s.auth.nonces[given["oauth_nonce"]]:
		return "nonce used before"
	}
	s.auth.nonces[given["oauth_nonce"]] = true
	want := signature(r, given)
	if !hmac.Equal([]byte(want), []byte(given["oauth_signature"])) {
		return "signature is wrong"
	}
	return ""
}

func signature(r *http.Request, given map[string]string) string {
	var pairs []string
	for key, value := range given {
		if key != "oauth_signature" && key != "realm" {
			pairs = append(pairs, percent(key)+"="+percent(value))
		}
	}
	for key, values := range r.URL.Query() {
		for _, value := range values {
			pairs = append(pairs, percent(key)+"="+percent(value))
		}
	}
	slices.Sort(pairs)
	base := r.Method + "&" + percent("http://"+strings.ToLower(r.Host)+r.URL.EscapedPath()) + "&" + percent(strings.Join(pairs, "&"))
	mac := hmac.New(sha1.New, []byte(percent(APISecret)+"&"+percent(UserSecret)))
	_, _ = mac.Write([]byte(base))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// percent escapes after RFC 5849 3.6.
func percent(text string) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return b.String()
}
