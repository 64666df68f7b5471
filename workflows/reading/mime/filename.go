package mime

import (
	"net/url"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/jhillyerd/enmime/v2"
)

// maxName is the longest file name that is kept, in runes; the extension stays.
const maxName = 200

// extendedName matches one piece of an RFC 2231 name: number, whether it is
// percent-encoded, value.
var extendedName = regexp.MustCompile(`(?i)(?:^|[;\s])(?:file)?name\*(?:(\d{1,3})(\*?))?\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s"]*))`)

// fileName returns a part's file name as one clean line. Names after RFC 2231
// are read here: the library knows only UTF-8 among their charsets.
func fileName(p *enmime.Part) string {
	for _, key := range []string{"Content-Disposition", "Content-Type"} {
		if name := extended(p.Header.Get(key)); name != "" {
			return cleanName(name)
		}
	}
	return cleanName(decodeWords(p.FileName))
}

func extended(field string) string {
	if !strings.Contains(field, "*") {
		return ""
	}
	type piece struct {
		at    int
		coded bool
		value string
	}
	var pieces []piece
	for _, m := range extendedName.FindAllStringSubmatch(field, 50) {
		at, err := strconv.Atoi("0" + m[1])
		if err != nil {
			continue
		}
		pieces = append(pieces, piece{at: at, coded: m[1] == "" || m[2] == "*", value: m[3] + m[4]})
	}
	sort.SliceStable(pieces, func(i, j int) bool { return pieces[i].at < pieces[j].at })
	var raw []byte
	charset := ""
	for i, p := range pieces {
		if i > 0 && p.at == pieces[i-1].at {
			continue
		}
		value := p.value
		if p.coded {
			if parts := strings.SplitN(value, "'", 3); i == 0 && len(parts) == 3 {
				charset, value = parts[0], parts[2]
			}
			if plain, err := url.PathUnescape(value); err == nil {
				value = plain
			}
		}
		raw = append(raw, value...)
	}
	text, _ := decodeText(raw, charset)
	return text
}

// cleanName makes a name safe to show and to compare: its last path element,
// with "_" for what turns the direction of writing or is no character to read,
// so that "fdp.exe" cannot pass for "exe.pdf".
func cleanName(name string) string {
	if !utf8.ValidString(name) {
		name = mixed([]byte(name))
	}
	name = strings.Join(strings.Fields(strings.ReplaceAll(name, "\x00", "_")), " ")
	name = strings.Map(func(r rune) rune {
		if r == '\u200e' || r == '\u200f' || r == '\u200b' || r == utf8.RuneError || neutral(r) != r {
			return '_'
		}
		return r
	}, name)
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	runes := []rune(name)
	if len(runes) > maxName {
		tail := runes[max(len(runes)-20, 0):]
		name = string(runes[:maxName-21]) + "…" + string(tail)
	}
	return strings.TrimSpace(name)
}
