package post

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Fit gives exactly what each platform is sent in a slot. It changes no word:
// a platform has its own text when the note has one, and the link stands in the
// text where the platform has no field for it.
func Fit(p contract.Post, slot time.Time) []contract.PlatformPost {
	var out []contract.PlatformPost
	for _, where := range p.Platforms {
		out = append(out, fitOne(p, where, slot))
	}
	return out
}

func fitOne(p contract.Post, where contract.Platform, slot time.Time) contract.PlatformPost {
	fitted := contract.PlatformPost{
		BusinessKey: contract.PostKey(p.PostID, slot, where), Platform: where, Kind: p.Kind, Text: p.Text,
		ReplyTo: p.ReplyTo, Recipient: p.Recipient,
	}
	for _, v := range p.Variants {
		if v.Platform == where {
			fitted.Text = v.Text
		}
	}
	fitted.Media = mediaFor(p.Media, where)
	link := withSource(p.Link, where)
	switch {
	case link == "":
	case where == contract.Facebook && len(p.Media) == 0 && p.Kind == contract.PostPublic:
		fitted.Link = link // Facebook shows a preview of it; beside media it would be dropped
	default:
		fitted.Text = withLink(fitted.Text, p.Link, link)
	}
	if p.Kind != contract.PostPublic {
		return fitted
	}
	if where == contract.X {
		fitted.Thread = p.Thread
	} else {
		fitted.FirstComment = p.FirstComment
	}
	return fitted
}

// mediaFor leaves the bytes of an address to X, which has to be given them; the
// other platforms fetch an address by themselves.
func mediaFor(media []contract.PostMedia, where contract.Platform) []contract.PostMedia {
	if where == contract.X {
		return media
	}
	out := slices.Clone(media)
	for i := range out {
		if IsAddress(out[i].Source) {
			out[i].SHA256 = ""
		}
	}
	return out
}

// withLink puts a link below the text. One that stands in the text already,
// with or without its campaign, is not put there twice.
func withLink(text, written, link string) string {
	for _, at := range addresses(text) {
		if have := text[at.from:at.to]; have == link || have == written || have == withoutCampaign(written) {
			return text[:at.from] + link + text[at.to:]
		}
	}
	if text == "" {
		return link
	}
	return text + "\n\n" + link
}

// withoutCampaign takes the utm parameters out of an address.
func withoutCampaign(link string) string {
	base, query, ok := strings.Cut(link, "?")
	if !ok {
		return link
	}
	query, fragment, _ := strings.Cut(query, "#")
	kept := strings.Split(query, "&")
	kept = slices.DeleteFunc(kept, func(pair string) bool { return strings.HasPrefix(pair, "utm_") })
	if len(kept) > 0 {
		base += "?" + strings.Join(kept, "&")
	}
	if fragment != "" {
		base += "#" + fragment
	}
	return base
}

// withSource names the platform as the source of a campaign that names none.
func withSource(link string, where contract.Platform) string {
	u, err := url.Parse(link)
	if err != nil || link == "" {
		return link
	}
	q := u.Query()
	if q.Has("utm_source") || !q.Has("utm_medium") && !q.Has("utm_campaign") {
		return link
	}
	return withCampaign(u, map[string]string{"utm_source": string(where)})
}
