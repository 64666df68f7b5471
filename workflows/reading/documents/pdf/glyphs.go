package pdf

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// glyphNames are the names that cannot be composed of a letter and an accent,
// from the Adobe Glyph List for New Fonts.
const glyphNames = `space 20 exclam 21 quotedbl 22 numbersign 23 dollar 24 percent 25 ampersand 26 quotesingle 27 parenleft 28 parenright 29 asterisk 2a
plus 2b comma 2c hyphen 2d minus 2212 period 2e slash 2f zero 30 one 31 two 32 three 33 four 34 five 35 six 36 seven 37 eight 38 nine 39 colon 3a
semicolon 3b less 3c equal 3d greater 3e question 3f at 40 bracketleft 5b backslash 5c bracketright 5d asciicircum 5e underscore 5f grave 60 braceleft 7b
bar 7c braceright 7d asciitilde 7e exclamdown a1 cent a2 sterling a3 currency a4 yen a5 brokenbar a6 section a7 dieresis a8 copyright a9 ordfeminine aa
guillemotleft ab logicalnot ac registered ae macron af degree b0 plusminus b1 twosuperior b2 threesuperior b3 acute b4 mu b5 paragraph b6 periodcentered b7
cedilla b8 onesuperior b9 ordmasculine ba guillemotright bb onequarter bc onehalf bd threequarters be questiondown bf AE c6 Eth d0 multiply d7 Oslash d8
Thorn de germandbls df ae e6 eth f0 divide f7 oslash f8 thorn fe dotlessi 131 OE 152 oe 153 Lslash 141 lslash 142 florin 192 circumflex 2c6 caron 2c7
breve 2d8 dotaccent 2d9 ring 2da ogonek 2db tilde 2dc hungarumlaut 2dd endash 2013 emdash 2014 quoteleft 2018 quoteright 2019 quotesinglbase 201a
quotedblleft 201c quotedblright 201d quotedblbase 201e dagger 2020 daggerdbl 2021 bullet 2022 ellipsis 2026 perthousand 2030 guilsinglleft 2039
guilsinglright 203a fraction 2044 Euro 20ac trademark 2122 fi fb01 fl fb02 nbspace a0 nonbreakingspace a0 sfthyphen 2d Dcroat 110 dcroat 111`

// glyphTable turns glyph names into letters.
type glyphTable struct {
	names   map[string]string
	accents map[string]string
}

func newGlyphTable() *glyphTable {
	t := &glyphTable{names: map[string]string{}, accents: map[string]string{
		"grave": "\u0300", "acute": "\u0301", "circumflex": "\u0302", "tilde": "\u0303", "dieresis": "\u0308", "ring": "\u030a", "cedilla": "\u0327",
		"caron": "\u030c", "breve": "\u0306", "ogonek": "\u0328", "macron": "\u0304", "dotaccent": "\u0307", "hungarumlaut": "\u030b", "commaaccent": "\u0326",
	}}
	fields := strings.Fields(glyphNames)
	for i := 0; i+1 < len(fields); i += 2 {
		if n, err := strconv.ParseUint(fields[i+1], 16, 32); err == nil {
			t.names[fields[i]] = string(rune(n))
		}
	}
	t.names["fi"], t.names["fl"] = "fi", "fl"
	return t
}

// text is the letter or letters of a glyph name, empty when the name is one
// that only its font understands.
func (t *glyphTable) text(glyph string) string {
	glyph, _, _ = strings.Cut(glyph, ".")
	if len(glyph) > 64 {
		return ""
	}
	var b strings.Builder
	for part := range strings.SplitSeq(glyph, "_") {
		b.WriteString(t.one(part))
	}
	return b.String()
}

func (t *glyphTable) one(glyph string) string {
	if s, ok := t.names[glyph]; ok {
		return s
	}
	if len(glyph) == 1 {
		return glyph
	}
	if hex, ok := strings.CutPrefix(glyph, "uni"); ok && len(hex)%4 == 0 && hex != "" {
		var b strings.Builder
		for ; hex != ""; hex = hex[4:] {
			b.WriteString(codePoint(hex[:4]))
		}
		return b.String()
	}
	if hex, ok := strings.CutPrefix(glyph, "u"); ok && len(hex) >= 4 && len(hex) <= 6 {
		if s := codePoint(hex); s != "" {
			return s
		}
	}
	if len(glyph) > 1 && glyph[0] < utf8.RuneSelf {
		if accent, ok := t.accents[glyph[1:]]; ok {
			return norm.NFC.String(glyph[:1] + accent)
		}
	}
	return ""
}

func codePoint(hex string) string {
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || !utf8.ValidRune(rune(n)) || n > utf8.MaxRune {
		return ""
	}
	return string(rune(n))
}
