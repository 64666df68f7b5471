package markdown

import (
	"net/url"
	"slices"
	"strings"
)

// Target gives the address of a link of ours as Markdown takes it: http(s), or
// a path in the vault. Anything else gives "". A password in an address is
// left out.
func Target(t string) string {
	marks := strings.NewReplacer("(", "%28", ")", "%29", " ", "%20", "<", "%3C", ">", "%3E", "|", "%7C", "\\", "%5C", "`", "%60", "\"", "%22",
		"[", "%5B", "]", "%5D", "*", "%2A", "^", "%5E", "{", "%7B", "}", "%7D", "$", "%24", "~", "%7E", "%%", "%25%25", "==", "%3D%3D", "::", "%3A%3A")
	if len(t) > MaxInline*4 {
		return ""
	}
	if address := WebAddress(t); address != "" {
		return marks.Replace(address)
	}
	if t == "" || strings.Contains(t, "://") || strings.HasPrefix(t, "/") || slices.Contains(strings.Split(t, "/"), "..") {
		return ""
	}
	parts := strings.Split(t, "/")
	for i, p := range parts {
		parts[i] = strings.ReplaceAll(marks.Replace(url.PathEscape(p)), ":", "%3A")
	}
	return strings.Join(parts, "/")
}

// WebAddress gives an http(s) address without its password, and "" for anything
// else.
func WebAddress(t string) string {
	u, err := url.Parse(t)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || len(t) > MaxInline*4 {
		return ""
	}
	u.User = nil
	return parted(visible(u.String()))
}
