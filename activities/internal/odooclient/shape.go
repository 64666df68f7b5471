package odooclient

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
)

// errShape is an answer that is none of Odoo's.
var errShape = errors.New("not an answer of Odoo")

// errDepth is an answer nested deeper than any of Odoo's.
var errDepth = errors.New("answer nested too deeply")

// checkShape walks the answer without recursion before the codec, which
// recurses, sees it: a few MB of nested arrays would otherwise overflow the
// stack, which ends the process. It tells whether the answer is a fault.
func checkShape(body []byte) (fault bool, err error) {
	dec := xml.NewDecoder(bytes.NewReader(body))
	depth := 0
	seen := ""
	for {
		token, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return false, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			if err := checkStart(depth, t.Name.Local); err != nil {
				return false, err
			}
			if depth == 2 && seen == "" {
				seen = t.Name.Local
			}
		case xml.EndElement:
			depth--
		case xml.Directive:
			return false, errShape
		}
	}
	if depth != 0 || (seen != "params" && seen != "fault") {
		return false, errShape
	}
	return seen == "fault", nil
}

func checkStart(depth int, name string) error {
	if depth > maxDepth {
		return errDepth
	}
	if depth == 1 && name != "methodResponse" {
		return errShape
	}
	return nil
}
