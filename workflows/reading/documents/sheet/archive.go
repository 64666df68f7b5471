package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf8"
)

// Limits of a workbook's archive. Parts are decompressed one at a time, as a
// stream, and never more of them than these.
const (
	MaxWorkbook  = 10 << 20 // bytes of the file
	maxEntries   = 500
	maxUnpacked  = 32 << 20 // declared bytes of all parts
	maxPart      = 8 << 20  // bytes read of one part
	maxXMLTokens = 1_000_000
)

var (
	errPart     = errors.New("part over its limit")
	errDeclared = errors.New("document type declaration")
)

// archive is a workbook's container. tokens is what is left to parse: one
// budget for all parts.
type archive struct {
	files  map[string]*zip.File
	tokens int
}

// openArchive checks the directory before anything is decompressed.
func openArchive(content []byte) (*archive, string) {
	if len(content) > MaxWorkbook {
		return nil, SayBookSize
	}
	// The directory names its own length; a count far over the limit is
	// refused by the size of the smallest entry.
	r, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, SayBookDamaged
	}
	if len(r.File) > maxEntries {
		return nil, SayBookSize
	}
	a := &archive{files: make(map[string]*zip.File, len(r.File)), tokens: maxXMLTokens}
	total := uint64(0)
	for _, f := range r.File {
		if f.UncompressedSize64 > maxUnpacked {
			return nil, SayBookSize
		}
		if total += f.UncompressedSize64; total > maxUnpacked {
			return nil, SayBookSize
		}
		if f.Flags&1 != 0 {
			return nil, SayBookLocked
		}
		name := partName(f.Name)
		if _, twice := a.files[name]; twice {
			return nil, SayBookDamaged // two programs would read two different workbooks
		}
		a.files[name] = f
	}
	return a, ""
}

// partName brings a name to one form: names compare without case, and some
// programs write backslashes or a leading slash.
func partName(name string) string {
	if !utf8.ValidString(name) {
		return ""
	}
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

func (a *archive) has(prefix string) bool {
	for name := range a.files {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// walk hands every start and end tag of a part to visit, with the text before
// an end tag. visit stops the walk by returning errStop.
func (a *archive) walk(name string, visit func(v *visitor) error) error {
	f := a.files[name]
	if f == nil {
		return errMissing
	}
	if f.UncompressedSize64 > maxPart {
		return errPart
	}
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	d := xml.NewDecoder(io.LimitReader(in, maxPart))
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errDeclared }
	v := &visitor{}
	for {
		if a.tokens--; a.tokens < 0 {
			return errPart
		}
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := v.take(tok, visit); err != nil {
			if errors.Is(err, errStop) {
				return nil
			}
			return err
		}
	}
}

var (
	errStop    = errors.New("enough")
	errMissing = errors.New("part missing")
)

// maxNesting is deeper than any part of a workbook that is read here.
const maxNesting = 40

// visitor is where a walk stands. On a start tag Start is set; on an end tag
// Text is the character data since the last tag.
type visitor struct {
	Start *xml.StartElement
	End   string
	Text  string
	depth int
	text  strings.Builder
}

func (v *visitor) take(tok xml.Token, visit func(*visitor) error) error {
	switch t := tok.(type) {
	case xml.Directive:
		return errDeclared
	case xml.CharData:
		v.text.Write(t)
		return nil
	case xml.StartElement:
		if v.depth++; v.depth > maxNesting {
			return errPart
		}
		v.Start, v.End, v.Text = &t, "", ""
	case xml.EndElement:
		v.depth--
		v.Start, v.End, v.Text = nil, t.Name.Local, v.text.String()
	default:
		return nil
	}
	v.text.Reset()
	return visit(v)
}

// attr returns an attribute of the tag at which the walk stands, by its local
// name: workbooks of the strict form use other namespaces.
func (v *visitor) attr(name string) string {
	if v.Start == nil {
		return ""
	}
	for _, a := range v.Start.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (v *visitor) at(name string) bool { return v.Start != nil && v.Start.Name.Local == name }
