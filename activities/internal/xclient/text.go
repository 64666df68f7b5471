package xclient

import (
	"html"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

type entities struct {
	URLs []struct {
		URL      string `json:"url"`
		Expanded string `json:"expanded_url"`
		MediaKey string `json:"media_key"`
	} `json:"urls"`
}

// mediaLink is what X puts at the end of the text of a post with media.
var mediaLink = regexp.MustCompile(`^https://(?:x|twitter)\.com/[^/]+/status/[0-9]+/(?:photo|video)/[0-9]+$`)

// plain undoes what X does to a text: it writes & < > as HTML, puts t.co in the
// place of addresses, and adds an address of the media.
func plain(text string, e entities) string {
	text = html.UnescapeString(text)
	for _, u := range e.URLs {
		with := u.Expanded
		if u.MediaKey != "" || mediaLink.MatchString(u.Expanded) {
			with = ""
		}
		if u.URL != "" && (with != "" || u.Expanded != "") {
			text = strings.ReplaceAll(text, u.URL, with)
		}
	}
	return strings.TrimSpace(text)
}

var (
	spaces  = regexp.MustCompile(`\s+`)
	scheme  = regexp.MustCompile(`(?i)\bhttps?://`)
	slash   = regexp.MustCompile(`/(\s|$)`)
	mention = regexp.MustCompile(`^(?:@[A-Za-z0-9_]{1,15} )+`)
)

// SameText compares a text as it was sent with one that X has given back:
// composed alike (NFC), spaces run together, addresses without their scheme and
// closing slash, which X may add. In a reply the names at the beginning do not
// count, because X puts that of whom it answers there.
func SameText(sent, found string, reply bool) bool {
	return comparable(sent, reply) == comparable(found, reply)
}

func comparable(text string, reply bool) string {
	text = strings.TrimSpace(spaces.ReplaceAllString(norm.NFC.String(text), " "))
	text = slash.ReplaceAllString(scheme.ReplaceAllString(text, ""), "$1")
	if reply {
		text = mention.ReplaceAllString(text, "")
	}
	return text
}
