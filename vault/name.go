package vault

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxNameBytes is the longest name that SafeName gives. File systems allow 255 bytes; the rest is room for " (2)", for
// the suffixes of sync tools, and for the 143 bytes that eCryptfs leaves.
const maxNameBytes = 120

// SafeName turns any text, such as a mail's subject, into a file name that every system and Obsidian accept: one line, NFC,
// at most 120 bytes, no slashes, control or bidi characters, none of #^[]|\:*?"<>, no leading dot or tilde, no trailing dot
// or space, no reserved Windows name. An ending such as ".md" survives the cut. It is never empty: nothing becomes "untitled".
func SafeName(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, " "))
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("#^[]|\\:*?\"<>/`", r), unicode.IsSpace(r), unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
	for range 8 { // one step can undo another, such as the cut that makes a new ending
		before := s
		if s = nameStep(s); s == before {
			break
		}
	}
	return s
}

func nameStep(s string) string {
	s = conflictName.ReplaceAllStringFunc(s, func(found string) string {
		if strings.HasSuffix(strings.ToLower(found), ".md") {
			return ".md"
		}
		return " "
	})
	s = trimName(strings.Join(strings.Fields(norm.NFC.String(s)), " "))
	if s == "" {
		return "untitled"
	}
	if reservedName(s) {
		s = "_" + s
	}
	s = cutName(s)
	if temporaryName(s) {
		if len(s) == maxNameBytes {
			_, last := utf8.DecodeLastRuneInString(s)
			s = s[:len(s)-last]
		}
		s += "_"
	}
	return s
}

func trimName(s string) string {
	return strings.TrimRight(strings.TrimLeft(s, ".~ "), ". ")
}

// cutName shortens the stem at a rune boundary and keeps a short ending.
func cutName(s string) string {
	if len(s) <= maxNameBytes {
		return s
	}
	ext := path.Ext(s)
	if len(ext) > 8 || strings.ContainsRune(ext, ' ') {
		ext = ""
	}
	cut := maxNameBytes - len(ext)
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return trimName(strings.TrimRight(s[:cut], ". ") + ext)
}

// reservedName is true for the device names of Windows, with or without an ending.
// Source: learn.microsoft.com, "Naming Files, Paths, and Namespaces".
func reservedName(s string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(s), ".")
	stem = strings.TrimRight(stem, " ")
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	rest, isCom := strings.CutPrefix(stem, "COM")
	if !isCom {
		var isLpt bool
		if rest, isLpt = strings.CutPrefix(stem, "LPT"); !isLpt {
			return false
		}
	}
	return utf8.RuneCountInString(rest) == 1 && strings.Contains("0123456789¹²³", rest)
}
