package odoofake

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"net/http"
	"sort"
	"strings"

	"github.com/shopspring/decimal"
)

// encodeXML writes an answer in XML-RPC. What XML-RPC cannot carry becomes a
// fault, though the call has been carried out and committed by then.
func (s *Server) encodeXML(value any) encoded {
	if p, ok := value.(page); ok {
		return pageEncoder(p)
	}
	if f := unwritable(value); f != nil {
		value = f
	}
	return encoded{status: http.StatusOK, media: "text/xml", body: writeXML(value, s.opts.Version <= 15)}
}

// unwritable is Python's complaint about a value that XML-RPC has no form for.
func unwritable(value any) *fault {
	switch v := value.(type) {
	case nil:
		return &fault{1, traceback("TypeError", "cannot marshal None unless allow_none is enabled")}
	case int64:
		if v > math.MaxInt32 || v < math.MinInt32 {
			return &fault{1, traceback("OverflowError", "int exceeds XML-RPC limits")}
		}
	case map[int64]any:
		return &fault{1, traceback("TypeError", "dictionary key must be string")}
	case []any:
		for _, item := range v {
			if f := unwritable(item); f != nil {
				return f
			}
		}
	case map[string]any:
		for _, item := range v {
			if f := unwritable(item); f != nil {
				return f
			}
		}
	}
	return nil
}

// pythonFloat prints a number as Python prints a float.
func pythonFloat(d decimal.Decimal) string {
	s := d.String()
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// xmlWriter writes values; raw leaves control characters in texts, which makes
// the XML unreadable, as Odoo 14 and 15 do.
type xmlWriter struct {
	bytes.Buffer
	raw bool
}

func (b *xmlWriter) text(s string) {
	for _, r := range s {
		switch {
		case r >= ' ' || r == '\t' || r == '\n' || r == '\r':
			_ = xml.EscapeText(b, []byte(string(r)))
		case b.raw:
			b.WriteRune(r)
		}
	}
}

// writeXML writes a methodResponse as Python's xmlrpc does.
func writeXML(value any, raw bool) []byte {
	b := xmlWriter{raw: raw}
	b.WriteString("<?xml version='1.0'?>\n<methodResponse>\n")
	if f, ok := value.(*fault); ok {
		b.WriteString("<fault>\n")
		b.value(map[string]any{"faultCode": int64(f.code), "faultString": f.text})
		b.WriteString("</fault>\n")
	} else {
		b.WriteString("<params>\n<param>\n")
		b.value(value)
		b.WriteString("</param>\n</params>\n")
	}
	b.WriteString("</methodResponse>\n")
	return b.Bytes()
}

func (b *xmlWriter) value(value any) {
	b.WriteString("<value>")
	switch v := value.(type) {
	case bool:
		fmt.Fprintf(b, "<boolean>%d</boolean>", map[bool]int{true: 1}[v])
	case int64:
		fmt.Fprintf(b, "<int>%d</int>", v)
	case int:
		fmt.Fprintf(b, "<int>%d</int>", v)
	case decimal.Decimal:
		fmt.Fprintf(b, "<double>%s</double>", pythonFloat(v))
	case string:
		b.WriteString("<string>")
		b.text(v)
		b.WriteString("</string>")
	case []any:
		b.WriteString("<array><data>\n")
		for _, item := range v {
			b.value(item)
		}
		b.WriteString("</data></array>")
	case map[string]any:
		b.structure(v)
	default:
		b.WriteString("<nil/>")
	}
	b.WriteString("</value>\n")
}

func (b *xmlWriter) structure(fields map[string]any) {
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	sort.Strings(names)
	b.WriteString("<struct>\n")
	for _, name := range names {
		b.WriteString("<member>\n<name>")
		b.text(name)
		b.WriteString("</name>\n")
		b.value(fields[name])
		b.WriteString("</member>\n")
	}
	b.WriteString("</struct>")
}
