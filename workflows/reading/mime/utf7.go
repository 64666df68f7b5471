package mime

import (
	"encoding/base64"
	"strings"
	"unicode/utf16"
)

func utf7(charset string) bool {
	switch charsetName(charset) {
	case "utf-7", "utf7", "unicode-1-1-utf-7", "x-unicode-2-0-utf-7":
		return true
	}
	return false
}

// decodeUTF7 reads RFC 2152; what is no proper shift stays as it is.
func decodeUTF7(s string) string {
	var out strings.Builder
	for s != "" {
		plus := strings.IndexByte(s, '+')
		if plus < 0 {
			break
		}
		out.WriteString(s[:plus])
		s = s[plus+1:]
		n := 0
		for n < len(s) && isBase64(s[n]) {
			n++
		}
		text, ok := shifted(s[:n])
		if !ok {
			out.WriteByte('+')
			continue
		}
		out.WriteString(text)
		s = strings.TrimPrefix(s[n:], "-")
	}
	out.WriteString(s)
	return strings.ToValidUTF8(out.String(), "\uFFFD")
}

func shifted(code string) (string, bool) {
	if code == "" {
		return "+", true
	}
	raw, err := base64.RawStdEncoding.DecodeString(code)
	if err != nil || len(raw) < 2 {
		return "", false
	}
	units := make([]uint16, 0, len(raw)/2)
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units)), true
}

func isBase64(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/'
}
