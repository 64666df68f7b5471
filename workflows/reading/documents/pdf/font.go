package pdf

import (
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// font turns the bytes of a string into letters and widths.
type font struct {
	wide    bool // two bytes a letter
	utf16   bool // whose code is the letter itself
	cmap    *cmap
	letters [256]string
	widths  map[int]float64 // thousandths of the size
	missing float64
	scale   float64 // what a width is multiplied with: 1/1000 but for drawn fonts
}

// glyph is one letter of a string. Text is empty when nothing says what it is.
type glyph struct {
	text  string
	width float64 // of the font's size
	blank bool    // the single byte 32, to which word spacing applies
}

// maxWidths bounds the width tables of one font.
const maxWidths = 70_000

func (w *writer) newFont(d *dict) *font {
	f := &font{widths: map[int]float64{}, scale: 0.001}
	if s, ok := w.f.resolve(d.get("ToUnicode")).(*stream); ok {
		f.cmap = w.f.readCMap(s)
	}
	if w.f.name(d.get("Subtype")) == "Type0" {
		w.composite(f, d)
		return f
	}
	w.simple(f, d)
	return f
}

// composite reads a font of two-byte codes.
func (w *writer) composite(f *font, d *dict) {
	f.wide, f.missing = true, 1000
	encoding := string(w.f.name(d.get("Encoding")))
	f.utf16 = strings.Contains(encoding, "UCS2") || strings.Contains(encoding, "UTF16")
	var child *dict
	if kids := w.f.list(d.get("DescendantFonts")); len(kids) > 0 {
		child = w.f.dict(kids[0])
	}
	if dw, ok := w.f.resolve(child.get("DW")).(float64); ok {
		f.missing = dw
	}
	w.wideWidths(f, w.f.array(child.get("W")))
}

// wideWidths reads a list of "first [w w w]" and "first last w".
func (w *writer) wideWidths(f *font, list array) {
	if !w.f.budget.charge(len(list)) {
		return
	}
	for i := 0; i+1 < len(list) && len(f.widths) < maxWidths; {
		first := int(w.f.number(list[i]))
		if run := w.f.array(list[i+1]); run != nil {
			if !w.f.budget.charge(len(run)) {
				return
			}
			for j, v := range run {
				f.widths[first+j] = w.f.number(v)
			}
			i += 2
			continue
		}
		if i+2 >= len(list) {
			return
		}
		last, v := min(int(w.f.number(list[i+1])), 0xffff), w.f.number(list[i+2])
		first = max(first, 0)
		if last >= first && !w.f.budget.charge(last-first) {
			return
		}
		for c := first; c <= last; c++ {
			f.widths[c] = v
		}
		i += 3
	}
}

// simple reads a font of one-byte codes.
func (w *writer) simple(f *font, d *dict) {
	base := string(w.f.name(d.get("BaseFont")))
	page := charmap.Windows1252
	encoding := w.f.name(d.get("Encoding"))
	detail := w.f.dict(d.get("Encoding"))
	if encoding == "" {
		encoding = w.f.name(detail.get("BaseEncoding"))
	}
	if encoding == "MacRomanEncoding" {
		page = charmap.Macintosh
	}
	if !strings.Contains(base, "Symbol") && !strings.Contains(base, "Dingbats") {
		for i := 32; i < 256; i++ {
			f.letters[i] = string(page.DecodeByte(byte(i)))
		}
	}
	w.differences(f, w.f.array(detail.get("Differences")))
	first := int(w.f.number(d.get("FirstChar")))
	for i, v := range w.f.array(d.get("Widths")) {
		if i == 256 {
			break
		}
		f.widths[first+i] = w.f.number(v)
	}
	f.missing = w.f.number(w.f.dict(d.get("FontDescriptor")).get("MissingWidth"))
	if len(f.widths) == 0 {
		standardWidths(f, base)
	}
	if m := w.f.array(d.get("FontMatrix")); w.f.name(d.get("Subtype")) == "Type3" && len(m) > 0 {
		f.scale = w.f.number(m[0])
	}
}

// differences replaces letters of a code page: a code, then the glyphs from
// there on.
func (w *writer) differences(f *font, list array) {
	if len(list) == 0 || !w.f.budget.charge(len(list)) {
		return
	}
	if w.glyphs == nil {
		w.glyphs = newGlyphTable()
	}
	code := 0
	for _, o := range list {
		switch o := w.f.resolve(o).(type) {
		case float64:
			code = int(o)
		case name:
			if code >= 0 && code < 256 {
				f.letters[code] = w.glyphs.text(string(o))
			}
			code++
		}
	}
}

// glyphs calls show for every letter of s.
func (f *font) glyphs(s text, show func(glyph)) {
	for i := 0; i < len(s); {
		if f.wide && i+1 < len(s) {
			code := int(s[i])<<8 | int(s[i+1])
			show(glyph{f.lookup(code, 2, string(s[i:i+2])), f.width(code), false})
			i += 2
			continue
		}
		code := int(s[i])
		show(glyph{f.lookup(code, 1, string(s[i:i+1])), f.width(code), code == ' ' && !f.wide})
		i++
	}
}

func (f *font) width(code int) float64 {
	if v, ok := f.widths[code]; ok {
		return v * f.scale
	}
	return f.missing * f.scale
}

func (f *font) lookup(code, size int, raw string) string {
	if f.cmap != nil {
		if s, ok := f.cmap.to[cmapKey(code, size)]; ok {
			return s
		}
		// Some programs write one-byte codes into the map of a two-byte font.
		if s, ok := f.cmap.to[cmapKey(code, 3-size)]; ok {
			return s
		}
	}
	switch {
	case f.wide && f.utf16:
		return utf16BE(raw)
	case f.wide:
		return ""
	}
	return f.letters[code]
}

// helvetica holds the widths of the letters from 32 to 126 of the standard
// font which most files without width tables use (Adobe's metrics).
const helvetica = "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 " +
	"1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 " +
	"333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"

func standardWidths(f *font, base string) {
	f.missing = 556
	if strings.Contains(base, "Courier") {
		f.missing = 600
		return
	}
	factor := 1.0
	if strings.Contains(base, "Times") {
		factor = 0.9
	}
	code := 32
	for field := range strings.FieldsSeq(helvetica) {
		n, _ := parseNumber([]byte(field))
		f.widths[code] = n * factor
		code++
	}
}
