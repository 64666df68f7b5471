package redact

import (
	"regexp"
	"strings"
)

// Names of query parameters and fields whose value is a secret whatever it looks like.
const (
	queryNames = `access_token|refresh_token|id_token|token|api_key|apikey|key|client_secret|secret|password|passwd|code|` +
		`signature|sig|appsecret_proof|input_token|fb_exchange_token|oauth_token|oauth_signature|x-amz-signature`
	fieldNames = `access_token|refresh_token|id_token|api_?key|client_secret|app_?secret|secret|password|passwd|appsecret_proof|` +
		`fb_exchange_token|page_token|user_token|x-api-key`
)

var (
	pemBlock = regexp.MustCompile(`(?s)-----BEGIN [A-Z0-9 ]+-----.*?(?:-----END [A-Z0-9 ]+-----|$)`)
	userInfo = regexp.MustCompile(`([A-Za-z][A-Za-z0-9+.-]*://)[^/\s?#"'<>]*@`)
	query    = regexp.MustCompile(`(?i)([?&;](?:amp;)?(?:` + queryNames + `)=)[^&;#\s"'<>\\\[]+`)
	field    = regexp.MustCompile(`(?i)(\b(?:[a-z]+_)?(?:` + fieldNames + `)\\?["']?\s*[:=]\s*\\?["']?)([^\s"'&,;<>\\\[\]{}()]+)`)
	header   = regexp.MustCompile(`(?i)(\b(?:proxy-)?authorization\\?["']?\s*[:=]\s*\[?\\?["']?)([^\s"'\\\[\],]+)([ \t]+[^\s"'\\\[\],]+)?`)
	scheme   = regexp.MustCompile(`(?i)\b(bearer|basic)([ \t]+)([A-Za-z0-9._~+/=-]{6,})`)
	oauth1   = regexp.MustCompile(`(?i)(oauth_(?:token|signature|consumer_key|nonce)\\?=\\?["'])[^"'\\\[]+`)
	known    = regexp.MustCompile(`\b(?:EAA[A-Za-z0-9]{24,}|IGQ[A-Za-z0-9_-]{24,}|ya29\.[A-Za-z0-9._-]{16,}|1//[A-Za-z0-9_-]{24,}|GOCSPX-[A-Za-z0-9_-]{16,}|eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*)`)
)

// shapes takes out what looks like a secret. The cheap tests in front keep ordinary log lines fast.
func shapes(s string) string {
	lower := strings.ToLower(s)
	if strings.Contains(s, "-----BEGIN ") {
		s = pemBlock.ReplaceAllString(s, Mark)
	}
	if strings.Contains(s, "://") && strings.Contains(s, "@") {
		s = userInfo.ReplaceAllString(s, "${1}"+Mark+"@")
	}
	if strings.Contains(lower, "oauth_") {
		s = oauth1.ReplaceAllString(s, "${1}"+Mark)
	}
	if strings.Contains(s, "=") && strings.ContainsAny(s, "?&;") {
		s = query.ReplaceAllString(s, "${1}"+Mark)
	}
	if strings.Contains(lower, "authorization") {
		s = header.ReplaceAllStringFunc(s, headerValue)
	}
	if containsAny(lower, "token", "secret", "passw", "key", "appsecret_proof") {
		s = field.ReplaceAllString(s, "${1}"+Mark)
	}
	if containsAny(lower, "bearer", "basic") {
		s = scheme.ReplaceAllStringFunc(s, schemeValue)
	}
	if containsAny(s, "EAA", "IGQ", "ya29.", "1//", "GOCSPX-", "eyJ") {
		s = known.ReplaceAllString(s, Mark)
	}
	return s
}

func containsAny(s string, parts ...string) bool {
	for _, part := range parts {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}

// headerValue keeps the name of the header and of the scheme, which help to see what was sent.
func headerValue(match string) string {
	part := header.FindStringSubmatch(match)
	if strings.HasPrefix(Mark, "["+part[2]) && strings.HasSuffix(part[1], "[") {
		return match // done before; the bracket is the mark's
	}
	if part[3] == "" {
		if knownScheme(part[2]) {
			return match
		}
		return part[1] + Mark
	}
	if knownScheme(part[2]) {
		return part[1] + part[2] + " " + Mark
	}
	return part[1] + Mark
}

func knownScheme(word string) bool {
	switch strings.ToLower(word) {
	case "bearer", "basic", "digest", "oauth":
		return true
	}
	return false
}

// schemeValue leaves prose such as "basic understanding" alone: a credential has a digit, an upper-case letter after the first
// one or padding, or is long.
func schemeValue(match string) string {
	part := scheme.FindStringSubmatch(match)
	value := part[3]
	if len(value) < 20 && !strings.ContainsAny(value, "0123456789=_/+") && strings.ToLower(value[1:]) == value[1:] {
		return match
	}
	return part[1] + part[2] + Mark
}
