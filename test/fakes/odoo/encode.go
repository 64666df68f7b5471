package odoofake

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// encoder writes an answer in one of the dialects: a *fault, a page or a value.
type encoder func(value any) encoded

type encoded struct {
	status int
	media  string
	header http.Header
	body   []byte
}

// page is a web page, which is what Odoo answers where no controller is.
type page struct {
	status int
	html   string
}

func notFound() page {
	return page{http.StatusNotFound, "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.</p>\n"}
}

func tooLarge() page {
	return page{http.StatusRequestEntityTooLarge, "<!doctype html>\n<title>413 Request Entity Too Large</title>\n<p>The data value transmitted exceeds the capacity limit.</p>\n"}
}

func pageEncoder(value any) encoded {
	p, _ := value.(page)
	return encoded{status: p.status, media: "text/html; charset=utf-8", body: []byte(p.html)}
}

// encodeJSON writes an answer in JSON-2: the bare value, or the exception with
// its HTTP status.
func encodeJSON(value any) encoded {
	out := encoded{status: http.StatusOK, media: "application/json; charset=utf-8"}
	switch v := value.(type) {
	case page:
		return pageEncoder(v)
	case *fault:
		return encodeJSON(problemOf(v))
	case problem:
		out.status = v.status
		if v.status == http.StatusUnauthorized {
			out.header = http.Header{"Www-Authenticate": {"bearer"}}
		}
		value = map[string]any{
			"name": v.name, "message": v.message, "arguments": v.arguments,
			"context": map[string]any{"lang": "en_US", "uid": int64(userID)}, "debug": traceback(v.name, v.message),
		}
	}
	var b bytes.Buffer
	writeJSON(&b, value)
	out.body = b.Bytes()
	return out
}

// problem is an exception as JSON-2 tells it.
type problem struct {
	status    int
	name      string
	message   string
	arguments []any
}

// httpProblem is an exception of the controller itself.
func httpProblem(status int, class, message string) problem {
	return problem{status, "werkzeug.exceptions." + class, message, []any{message, int64(status)}}
}

// Patterns of the faults that JSON-2 tells otherwise than XML-RPC.
var (
	tracebackEnd = regexp.MustCompile(`(?m)^(\w+(?:\.\w+)+|\w*(?:Error|Exception))(?:: |$)`)
	noSuchModel  = regexp.MustCompile(`^Object ([\w.]+) doesn't exist`)
	tupleHead    = regexp.MustCompile(`^\((?:'([^']*)'|"([^"]*)")`)
)

// problemOf is what an exception that XML-RPC tells as a fault is over JSON-2.
func problemOf(f *fault) problem {
	simple := func(status int, class string) problem {
		return problem{status, "odoo.exceptions." + class, f.text, []any{f.text}}
	}
	switch f.code {
	case 2:
		if m := noSuchModel.FindStringSubmatch(f.text); m != nil {
			return httpProblem(http.StatusNotFound, "NotFound", "the model '"+m[1]+"' does not exist")
		}
		if m := tupleHead.FindStringSubmatch(f.text); m != nil {
			return problem{http.StatusInternalServerError, "odoo.exceptions.RedirectWarning", f.text, []any{m[1] + m[2], int64(42), "Go", map[string]any{"secret": int64(1)}}}
		}
		if strings.HasPrefix(f.text, "Record does not exist") {
			return simple(http.StatusNotFound, "MissingError")
		}
		return simple(http.StatusUnprocessableEntity, "UserError")
	case 3:
		return simple(http.StatusForbidden, "AccessDenied")
	case 4:
		return simple(http.StatusForbidden, "AccessError")
	default:
		return unexpected(f.text)
	}
}

// unexpected reads the exception from the traceback's end.
func unexpected(text string) problem {
	name, message := "Exception", text
	if all := tracebackEnd.FindAllStringSubmatchIndex(text, -1); len(all) > 0 {
		last := all[len(all)-1]
		name, message = text[last[2]:last[3]], strings.TrimSpace(text[last[1]:])
	}
	switch {
	case name == "AttributeError" && strings.HasPrefix(message, "The method "):
		return httpProblem(http.StatusNotFound, "NotFound", message)
	case name == "TypeError" && (strings.Contains(message, "unexpected keyword") || strings.Contains(message, "missing a required")):
		return httpProblem(http.StatusUnprocessableEntity, "UnprocessableEntity", message)
	}
	if !strings.Contains(name, ".") {
		name = "builtins." + name
	}
	return problem{http.StatusInternalServerError, name, message, []any{message}}
}

func writeJSON(b *bytes.Buffer, value any) {
	switch v := value.(type) {
	case decimal.Decimal:
		b.WriteString(pythonFloat(v))
	case []any:
		b.WriteString("[")
		for i, item := range v {
			if i > 0 {
				b.WriteString(", ")
			}
			writeJSON(b, item)
		}
		b.WriteString("]")
	case map[string]any:
		b.WriteString("{")
		for i, name := range slices.Sorted(maps.Keys(v)) {
			if i > 0 {
				b.WriteString(", ")
			}
			plain(b, name)
			b.WriteString(": ")
			writeJSON(b, v[name])
		}
		b.WriteString("}")
	default:
		plain(b, value) // also map[int64]any, whose keys become texts
	}
}

// plain leaves < > & as they are, as Python does.
func plain(b *bytes.Buffer, value any) {
	var one bytes.Buffer
	enc := json.NewEncoder(&one)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(value)
	b.Write(bytes.TrimRight(one.Bytes(), "\n"))
}
