package odoofake

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// The codec is written apart from the client's, so that one checks the other.

var errWire = errors.New("not an XML-RPC call")

// fault is an XML-RPC fault.
type fault struct {
	code int
	text string
}

func (f *fault) Error() string { return f.text }

// parseCall reads a methodCall.
func parseCall(body []byte) (string, []any, error) {
	dec := xml.NewDecoder(bytes.NewReader(body))
	var method string
	var params []any
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", nil, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "methodCall", "params", "param":
		case "methodName":
			if method, err = text(dec); err != nil {
				return "", nil, err
			}
		case "value":
			value, err := parseValue(dec)
			if err != nil {
				return "", nil, err
			}
			params = append(params, value)
		default:
			return "", nil, errWire
		}
	}
	if method == "" {
		return "", nil, errWire
	}
	return method, params, nil
}

// parseValue reads the rest of a value element. A value without a type is a
// text, as Python's reader has it; so a nil of the client arrives as "".
func parseValue(dec *xml.Decoder) (any, error) {
	var plain strings.Builder
	for {
		token, err := dec.Token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.CharData:
			plain.Write(t)
		case xml.EndElement:
			return plain.String(), nil
		case xml.StartElement:
			value, err := parseTyped(dec, t.Name.Local)
			if err != nil {
				return nil, err
			}
			return value, dec.Skip()
		}
	}
}

func parseTyped(dec *xml.Decoder, kind string) (any, error) {
	switch kind {
	case "array":
		return parseArray(dec)
	case "struct":
		return parseStruct(dec)
	}
	s, err := text(dec)
	if err != nil {
		return nil, err
	}
	switch kind {
	case "int", "i4", "i8":
		return strconv.ParseInt(s, 10, 64)
	case "boolean":
		return s == "1", nil
	case "string":
		return s, nil
	case "double":
		return strconv.ParseFloat(s, 64)
	default:
		return nil, fmt.Errorf("%w: type %s", errWire, kind)
	}
}

func parseArray(dec *xml.Decoder) (any, error) {
	out := []any{}
	for {
		token, err := dec.Token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local != "value" {
				continue
			}
			value, err := parseValue(dec)
			if err != nil {
				return nil, err
			}
			out = append(out, value)
		case xml.EndElement:
			if t.Name.Local == "array" {
				return out, nil
			}
		}
	}
}

func parseStruct(dec *xml.Decoder) (any, error) {
	out := map[string]any{}
	name := ""
	for {
		token, err := dec.Token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "name":
				if name, err = text(dec); err != nil {
					return nil, err
				}
			case "value":
				if out[name], err = parseValue(dec); err != nil {
					return nil, err
				}
			}
		case xml.EndElement:
			if t.Name.Local == "struct" {
				return out, nil
			}
		}
	}
}

// text reads up to the end of the current element.
func text(dec *xml.Decoder) (string, error) {
	var b strings.Builder
	for {
		token, err := dec.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.EndElement:
			return b.String(), nil
		default:
			return "", errWire
		}
	}
}

// IsLoad tells from a request's path and body, in either dialect, whether it
// makes records.
func IsLoad(path, body string) bool {
	return strings.HasSuffix(path, "/load") || strings.Contains(body, "<string>load</string>")
}
