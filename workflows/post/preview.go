package post

import (
	"strings"

	"github.com/rivo/uniseg"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Where a platform cuts a text and writes "more", in characters as seen; about,
// for it depends on the screen.
const (
	facebookMore  = 477
	instagramMore = 125
)

// Previews gives each post as its platform will count and cut it.
func Previews(posts []contract.PlatformPost) []contract.PostPreview {
	out := make([]contract.PostPreview, 0, len(posts))
	for _, p := range posts {
		out = append(out, contract.PostPreview{Platform: p.Platform, Length: lengthOf(p), Limit: limitOf(p), Shown: shown(p)})
	}
	return out
}

// shown is what stands above "more"; "" = the whole text. X shows all that it takes.
func shown(p contract.PlatformPost) string {
	if p.Kind != contract.PostPublic {
		return ""
	}
	switch p.Platform {
	case contract.Facebook:
		return cutAt(p.Text, facebookMore)
	case contract.Instagram:
		return cutAt(p.Text, instagramMore)
	default:
		return ""
	}
}

// cutAt gives the first characters as seen, never half of one; "" when nothing
// is cut.
func cutAt(text string, most int) string {
	rest, state, n := text, -1, 0
	for rest != "" && n < most {
		_, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		n++
	}
	if rest == "" {
		return ""
	}
	return strings.TrimRight(strings.TrimSuffix(text, rest), " \n")
}
