package pdf

import (
	"sort"
	"strings"
	"unicode/utf16"
)

// maxTreeNodes bounds the name tree of embedded files.
const maxTreeNodes = 200

// embedded finds XML files: through the name tree, the associated files of the
// catalog, and any file specification that a damaged tree no longer reaches.
func (f *file) embedded(root *dict) []File {
	e := &embedding{f: f, seen: map[*dict]bool{}, taken: map[*stream]bool{}}
	e.tree(f.dict(f.dict(root.get("Names")).get("EmbeddedFiles")), 0)
	for _, o := range f.list(root.get("AF")) {
		e.spec(f.dict(o))
	}
	if len(e.files) == 0 {
		e.loose()
	}
	return e.files
}

type embedding struct {
	f     *file
	seen  map[*dict]bool
	taken map[*stream]bool
	files []File
}

func (e *embedding) tree(d *dict, depth int) {
	if d == nil || e.seen[d] || depth > maxDepth || len(e.seen) > maxTreeNodes {
		return
	}
	e.seen[d] = true
	for i, o := range e.f.array(d.get("Names")) {
		if i == 2*maxTreeNodes {
			break
		}
		if i%2 == 1 {
			e.spec(e.f.dict(o))
		}
	}
	kids := e.f.array(d.get("Kids"))
	for _, o := range kids[:min(len(kids), maxTreeNodes)] {
		e.tree(e.f.dict(o), depth+1)
	}
}

// spec takes the file of a specification when its name or type says XML.
func (e *embedding) spec(d *dict) {
	if len(e.files) == MaxFiles {
		return
	}
	file := ""
	for _, k := range []name{"UF", "F"} {
		if t, ok := e.f.resolve(d.get(k)).(text); ok && file == "" {
			file = textString(t)
		}
	}
	ef := e.f.dict(d.get("EF"))
	for _, k := range []name{"UF", "F"} {
		s, ok := e.f.resolve(ef.get(k)).(*stream)
		if !ok || e.taken[s] {
			continue
		}
		subtype := strings.ToLower(string(e.f.name(s.get("Subtype"))))
		if !strings.HasSuffix(strings.ToLower(file), ".xml") && subtype != "text/xml" && subtype != "application/xml" {
			continue
		}
		e.taken[s] = true
		if data := e.f.data(s); len(data) > 0 {
			e.files = append(e.files, File{file, data})
		}
		return
	}
}

func (e *embedding) loose() {
	var ids []int
	for id, o := range e.f.objects {
		if d, ok := o.(*dict); ok && d.get("EF") != nil {
			ids = append(ids, id)
		}
	}
	sort.Ints(ids)
	for _, id := range ids {
		e.spec(e.f.dict(ref(id)))
	}
}

// textString decodes a string that is meant for people: UTF-16 or UTF-8 with
// a mark, else a code page that is Latin 1 as far as file names go.
func textString(t text) string {
	s := string(t)
	if tail, ok := strings.CutPrefix(s, "\xfe\xff"); ok {
		return utf16BE(tail)
	}
	if tail, ok := strings.CutPrefix(s, "\xef\xbb\xbf"); ok {
		return strings.ToValidUTF8(tail, "")
	}
	runes := make([]rune, 0, len(s))
	for i := 0; i < len(s); i++ {
		runes = append(runes, rune(s[i]))
	}
	return string(runes)
}

func utf16BE(s string) string {
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}
