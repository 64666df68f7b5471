package einvoice

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
)

// Limits of one document. A line takes 60 to 100 tokens, so 500 lines, which is
// as many as are read, stay well below.
const (
	MaxBytes  = 4 << 20
	maxTokens = 150_000
	maxDepth  = 32
	maxText   = 4_000 // bytes of one element's text
)

var (
	errDeclared = errors.New("document type declaration")
	errLimit    = errors.New("over the limits")
	errCharset  = errors.New("charset")
	errRoot     = errors.New("no root element")
)

// node is one element. Text is its own character data, blanks squeezed.
type node struct {
	space, name string
	attrs       []xml.Attr
	text        string
	kids        []*node
}

// parse builds the tree of a document within the limits.
func parse(content []byte) (*node, error) {
	if len(content) > MaxBytes {
		return nil, errLimit
	}
	d := xml.NewDecoder(bytes.NewReader(content))
	d.CharsetReader = charsetReader
	b := builder{}
	for n := 0; ; n++ {
		if n > maxTokens {
			return nil, errLimit
		}
		tok, err := d.Token()
		if errors.Is(err, io.EOF) && len(b.open) == 0 && b.root != nil {
			return b.root, nil
		}
		if err != nil {
			return nil, err
		}
		if err := b.add(tok); err != nil {
			return nil, err
		}
	}
}

func charsetReader(label string, in io.Reader) (io.Reader, error) {
	switch strings.ToLower(label) {
	case "utf-8", "utf8", "us-ascii":
		return in, nil
	case "iso-8859-1", "latin1", "windows-1252":
		// The two differ only where ISO 8859-1 has control characters.
		return charmap.Windows1252.NewDecoder().Reader(in), nil
	case "iso-8859-15":
		return charmap.ISO8859_15.NewDecoder().Reader(in), nil
	}
	return nil, errCharset
}

type builder struct {
	root *node
	open []*node
	raw  [][]byte
}

func (b *builder) add(tok xml.Token) error {
	switch t := tok.(type) {
	case xml.Directive:
		return errDeclared
	case xml.StartElement:
		return b.start(t)
	case xml.EndElement:
		last := len(b.open) - 1
		b.open[last].text = squeeze(string(b.raw[last]))
		b.open, b.raw = b.open[:last], b.raw[:last]
	case xml.CharData:
		if last := len(b.open) - 1; last >= 0 && len(b.raw[last]) < maxText {
			b.raw[last] = append(b.raw[last], t[:min(len(t), maxText)]...)
		}
	}
	return nil
}

func (b *builder) start(t xml.StartElement) error {
	if len(b.open) >= maxDepth {
		return errLimit
	}
	n := &node{space: t.Name.Space, name: t.Name.Local, attrs: t.Attr}
	switch {
	case len(b.open) > 0:
		up := b.open[len(b.open)-1]
		up.kids = append(up.kids, n)
	case b.root != nil:
		return errRoot
	default:
		b.root = n
	}
	b.open = append(b.open, n)
	b.raw = append(b.raw, nil)
	return nil
}

// squeeze makes one line of a text and drops what no reader can see.
func squeeze(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}

// all returns the elements at a path below n, in document order. Names are
// local: a document may choose its prefixes freely.
func (n *node) all(path string) []*node {
	here := []*node{n}
	for name := range strings.SplitSeq(path, "/") {
		var next []*node
		for _, h := range here {
			for _, k := range h.kids {
				if k.name == name {
					next = append(next, k)
				}
			}
		}
		here = next
	}
	return here
}

// at returns the first element at a path, or an empty one.
func (n *node) at(path string) *node {
	if found := n.all(path); len(found) > 0 {
		return found[0]
	}
	return &node{}
}

func (n *node) attr(name string) string {
	for _, a := range n.attrs {
		if a.Name.Local == name {
			return squeeze(a.Value)
		}
	}
	return ""
}
