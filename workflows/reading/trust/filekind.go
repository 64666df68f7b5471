package trust

import (
	"bytes"
	"strings"
	"unicode"
)

// Kinds of files, by what opening one does.
const (
	kindProgram   = "program"
	kindShortcut  = "shortcut"
	kindDisc      = "disc"
	kindMacros    = "macros"
	kindOldOffice = "old office"
	kindWebPage   = "web page"
	kindArchive   = "archive"
	kindDocument  = "document"
)

// kinds in the order of precedence: an ending listed twice is the later one.
func kinds() []string {
	return []string{kindDocument, kindArchive, kindWebPage, kindOldOffice, kindMacros, kindDisc, kindShortcut, kindProgram}
}

// fileName is a name as the system that opens the file understands it.
type fileName struct {
	shown  string
	clean  string   // lower case, without what is not seen
	exts   []string // all endings, the deciding one last
	turned bool     // holds a character that writes text backwards
}

// maxFileName bounds the name that is looked at, in bytes; the end decides.
const maxFileName = 1024

func newFileName(name string) fileName {
	f := fileName{shown: name}
	if len(name) > maxFileName {
		name = name[len(name)-maxFileName:]
	}
	name = strings.ToValidUTF8(name, "")
	f.clean = strings.TrimRight(strings.Map(func(r rune) rune {
		switch {
		case turns(r):
			f.turned = true
			return -1
		case unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
			return -1
		case strings.ContainsRune("．․。﹒", r):
			return '.'
		case r >= 0xff01 && r <= 0xff5e:
			return unicode.ToLower(r - 0xff01 + '!')
		case unicode.IsSpace(r):
			return ' '
		}
		return unicode.ToLower(r)
	}, name), ". ")
	if i := strings.LastIndexAny(f.clean, "/\\"); i >= 0 {
		f.clean = f.clean[i+1:]
	}
	parts := strings.Split(f.clean, ".")
	for _, p := range parts[1:] {
		f.exts = append(f.exts, strings.TrimSpace(p))
	}
	return f
}

// turns is true for the marks that turn the following letters around.
func turns(r rune) bool { return r == '\u202e' || r == '\u202d' || r == '\u202b' || r == '\u2067' }

func (f fileName) ext() string {
	if len(f.exts) == 0 {
		return ""
	}
	return f.exts[len(f.exts)-1]
}

// kind of the name's ending. A packed single file counts as what is packed.
func (l *lists) kind(f fileName) string {
	kind := l.files[f.ext()]
	if kind == kindArchive && len(f.exts) > 1 {
		if inner := l.files[f.exts[len(f.exts)-2]]; runs(inner) {
			return inner
		}
	}
	return kind
}

// runs is true for kinds that no honest request has.
func runs(kind string) bool {
	return kind == kindProgram || kind == kindShortcut || kind == kindDisc || kind == kindMacros
}

// second is the document's ending that stands in front of the deciding one.
func (l *lists) second(f fileName) string {
	if len(f.exts) < 2 {
		return ""
	}
	if e := f.exts[len(f.exts)-2]; l.files[e] == kindDocument || l.files[e] == kindOldOffice {
		return e
	}
	return ""
}

// Marks of file contents. Sources: the formats' own specifications.
const (
	magicOLE2 = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	magicLNK  = "L\x00\x00\x00\x01\x14\x02\x00"
)

// The label of an ISO 9660 or UDF disc stands behind 32 KiB of nothing.
const discLabel = 0x8000

// sniffed is what a file's bytes say it is; empty is no opinion.
func sniffed(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("MZ")) && len(b) > 2 && !printable(b), hasAny(b, "\x7fELF", "\xfe\xed\xfa\xce", "\xfe\xed\xfa\xcf", "\xce\xfa\xed\xfe", "\xcf\xfa\xed\xfe",
		"\xca\xfe\xba\xbe", "#!/"):
		return kindProgram
	case hasAny(b, magicLNK, "[InternetShortcut]"):
		return kindShortcut
	case isDisc(b):
		return kindDisc
	case hasAny(b, magicOLE2):
		return kindOldOffice
	case hasAny(b, "PK\x03\x04", "PK\x05\x06", "Rar!\x1a\x07", "7z\xbc\xaf\x27\x1c", "MSCF", "\x1f\x8b\x08", "BZh", "\xfd7zXZ\x00", "**ACE**"):
		return kindArchive
	case isPage(b):
		return kindWebPage
	}
	return ""
}

func hasAny(b []byte, marks ...string) bool {
	for _, m := range marks {
		if len(b) >= len(m) && string(b[:len(m)]) == m {
			return true
		}
	}
	return false
}

// printable is true when the first bytes are plain text, as a note that begins
// with the letters MZ is. A program has zeros there.
func printable(b []byte) bool {
	for _, c := range b[:min(len(b), 64)] {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return len(b) > 16
}

func isDisc(b []byte) bool {
	for _, at := range []int{discLabel, discLabel + 0x800, discLabel + 0x1000} {
		if len(b) >= at+6 {
			switch string(b[at+1 : at+6]) {
			case "CD001", "BEA01", "NSR02", "NSR03":
				return true
			}
		}
	}
	return false
}

// isPage looks for the beginning of an HTML or SVG document.
func isPage(b []byte) bool {
	b = bytes.TrimPrefix(b[:min(len(b), 512)], []byte("\xef\xbb\xbf"))
	b = bytes.ToLower(bytes.TrimLeft(b, " \t\r\n"))
	if hasAny(b, "<?xml", "<!--") {
		return bytes.Contains(b, []byte("<svg")) || bytes.Contains(b, []byte("<html"))
	}
	return hasAny(b, "<!doctype html", "<html", "<svg", "<script", "<head", "<body")
}
