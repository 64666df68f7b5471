package redact

import (
	"encoding/base64"
	"encoding/json"
	"html"
	"net/url"
	"strconv"
	"strings"
)

// encodings returns the forms in which a secret travels: in a URL, a JSON or XML body, a Go-quoted string, a Basic header.
func encodings(secret string) []string {
	forms := []string{
		secret,
		url.QueryEscape(secret),
		url.PathEscape(secret),
		url.UserPassword("", secret).String()[1:],
		strings.Trim(strconv.Quote(secret), `"`),
		strings.Trim(strconv.QuoteToASCII(secret), `"`),
		html.EscapeString(secret),
		xmlText(secret),
		jsonText(secret, true),
		jsonText(secret, false),
	}
	for offset := range 3 {
		forms = append(forms, base64Core(secret, offset, base64.RawStdEncoding), base64Core(secret, offset, base64.RawURLEncoding))
	}
	forms = append(forms, base64.StdEncoding.EncodeToString([]byte(secret)), base64.URLEncoding.EncodeToString([]byte(secret)))
	kept := forms[:0]
	for _, form := range forms {
		if len(form) >= MinSecret {
			kept = append(kept, form)
		}
	}
	return kept
}

// base64Core is the part of the encoding that depends on the secret alone when offset bytes modulo 3 stand before it, as
// the user name does in a Basic header. The characters at both edges mix with the neighbours and are left out.
func base64Core(secret string, offset int, enc *base64.Encoding) string {
	padded := append(make([]byte, offset), secret...)
	first := (offset*8 + 5) / 6
	last := len(padded) * 8 / 6
	return enc.EncodeToString(padded)[first:last]
}

func jsonText(secret string, escapeHTML bool) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(escapeHTML)
	if err := enc.Encode(secret); err != nil {
		return secret
	}
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSuffix(b.String(), "\n"), `"`), `"`)
}

// xmlText escapes as the XML-RPC encoders do, which leave quotes alone.
func xmlText(secret string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(secret)
}
