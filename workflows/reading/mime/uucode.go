package mime

import (
	"regexp"
	"strings"
)

// maxCoded bounds how many such files are looked for; every begin is followed
// to its end.
const maxCoded = 50

var uuBegin = regexp.MustCompile(`^begin(?:-base64)? [0-7]{3,4} (\S.{0,200})$`)

// uncode takes uuencoded files out of a text: they would be read as words. They
// are not decoded, only named, with a sentence on what to do.
func uncode(text string) (string, []Attachment) {
	if !strings.HasPrefix(text, "begin") && !strings.Contains(text, "\nbegin") {
		return text, nil
	}
	var out strings.Builder
	out.Grow(len(text))
	var found []Attachment
	for text != "" {
		line, rest, _ := strings.Cut(text, "\n")
		if strings.HasPrefix(line, "begin") && len(found) < maxCoded {
			end := uuEnd(rest)
			if m := beginning(line, end); m != nil {
				found = append(found, Attachment{Name: cleanName(m[1]), Type: "application/x-uuencode", Problem: SayOldCoding})
				text = rest[end:]
				continue
			}
		}
		out.WriteString(text[:len(text)-len(rest)])
		text = rest
	}
	return out.String(), found
}

func beginning(line string, end int) []string {
	if end < 0 {
		return nil
	}
	return uuBegin.FindStringSubmatch(strings.TrimRight(line, " "))
}

// uuEnd returns where the text goes on below "end" when every line up to it
// carries as many characters as its first one says, and -1 for ordinary words.
func uuEnd(text string) int {
	at := 0
	for at < len(text) {
		line, _, _ := strings.Cut(text[at:], "\n")
		at = min(at+len(line)+1, len(text))
		l := strings.TrimRight(line, " ")
		if l == "end" || l == "====" {
			return at
		}
		if l == "" || l == "`" {
			continue
		}
		n := int(l[0]-' ') & 63
		if l[0] < ' ' || l[0] > '`' || len(l)-1 > (n+2)/3*4+4 {
			return -1
		}
	}
	return -1
}
