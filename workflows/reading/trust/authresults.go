package trust

import "strings"

// authResults is one Authentication-Results field (RFC 8601).
type authResults struct {
	server  string // authserv-id, lower case
	results []authResult
	// odd is true when the field has quotes or brackets that do not close. Our
	// receiver repeats the sender's address in a remark; an address made of
	// quotes could write results of its own there.
	odd bool
}

// authResult is one method's result.
type authResult struct {
	method string // spf, dkim, dmarc and others, lower case
	value  string // pass, fail, none, softfail and others, lower case
	props  map[string]string
}

// Bounds of what is read of a field, and of results in it.
const (
	maxAuthField = 16 << 10
	maxAuthItems = 64
)

// parseAuthResults reads a field as far as it is one.
func parseAuthResults(field string) authResults {
	if len(field) > maxAuthField {
		field = field[:maxAuthField]
	}
	text, odd := dropComments(field)
	out := authResults{odd: odd}
	id, rest, _ := strings.Cut(text, ";")
	if f := strings.Fields(id); len(f) > 0 {
		out.server = strings.ToLower(f[0])
	}
	for item := range strings.SplitSeq(rest, ";") {
		if r, ok := parseAuthResult(item); ok {
			out.results = append(out.results, r)
		}
		if len(out.results) == maxAuthItems {
			break
		}
	}
	return out
}

func parseAuthResult(item string) (authResult, bool) {
	f := strings.Fields(tighten(item))
	if len(f) == 0 {
		return authResult{}, false
	}
	method, value, ok := strings.Cut(f[0], "=")
	if !ok || method == "" || value == "" {
		return authResult{}, false
	}
	method, _, _ = strings.Cut(strings.ToLower(method), "/")
	r := authResult{method: method, value: strings.ToLower(value)}
	for _, p := range f[1:] {
		if k, v, ok := strings.Cut(p, "="); ok && v != "" {
			if r.props == nil {
				r.props = make(map[string]string, len(f)-1)
			}
			if _, twice := r.props[strings.ToLower(k)]; !twice {
				r.props[strings.ToLower(k)] = strings.Trim(v, `"`)
			}
		}
	}
	return r, true
}

// tighten drops the white space that may stand around "=".
func tighten(item string) string {
	if !strings.Contains(item, " =") && !strings.Contains(item, "= ") {
		return item
	}
	item = strings.Join(strings.Fields(item), " ")
	return strings.ReplaceAll(strings.ReplaceAll(item, " =", "="), "= ", "=")
}

// dropComments takes the bracketed remarks out, and makes separators in quoted
// strings harmless.
func dropComments(field string) (text string, odd bool) {
	var b strings.Builder
	b.Grow(len(field))
	depth, quoted := 0, false
	for i := 0; i < len(field); i++ {
		c := field[i]
		switch {
		case c == '\\' && i+1 < len(field):
			i++
			odd = true
		case c == '"':
			odd = true
			if depth == 0 {
				quoted = !quoted
			}
		case quoted:
			if c == ';' || c == '=' || c == ' ' || c == '\t' {
				c = '_'
			}
			b.WriteByte(c)
		case c == '(':
			depth++
		case c == ')':
			if depth == 0 {
				odd = true
				continue
			}
			depth--
			b.WriteByte(' ')
		case depth == 0:
			b.WriteByte(c)
		}
	}
	return b.String(), odd || depth > 0 || quoted
}

// prop returns the first of several properties that is there.
func (r authResult) prop(names ...string) string {
	for _, n := range names {
		if v := r.props[n]; v != "" {
			return v
		}
	}
	return ""
}

// domainOfProp is the domain of "user@host", "@host" or "host".
func domainOfProp(v string) domain {
	if at := strings.LastIndexByte(v, '@'); at >= 0 {
		v = v[at+1:]
	}
	return parseDomain(v)
}
