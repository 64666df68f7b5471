package instagram

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Instagram's own limits.
const (
	maxCaption = 2200 // characters; of a comment too
	maxMessage = 1000
	maxMedia   = 10
)

// check refuses a post that Instagram would not take, in a sentence. All of it
// is checked before the owner is asked; this is the last look.
func (a *Activities) check(p contract.PlatformPost) error {
	if words := a.problem(p); words != "" {
		return refuse(contract.FailInvalid, words)
	}
	return nil
}

func (a *Activities) problem(p contract.PlatformPost) string {
	switch {
	case p.Platform != contract.Instagram:
		return "The post is for " + string(p.Platform) + ", not for Instagram."
	case len(p.Thread) > 0:
		return "Instagram has no threads; leave the part Thread to X."
	case p.Link != "":
		return "A post on Instagram has no link of its own; leave link empty."
	case p.Kind == contract.PostReply:
		return talk(p, "reply", "what it answers (reply_to)", p.ReplyTo, maxCaption)
	case p.Kind == contract.PostDM:
		if strings.Trim(p.Recipient, "0123456789") != "" {
			return "The recipient of an Instagram message must be the person's numeric ID for the account; a name does not do."
		}
		return talk(p, "message", "whom it is for (recipient)", p.Recipient, maxMessage)
	case len(p.Media) == 0:
		return "Instagram needs a photo or a video."
	case len(p.Media) > maxMedia:
		return "A post on Instagram takes at most " + strconv.Itoa(maxMedia) + " photos and videos; take some out."
	case utf8.RuneCountInString(p.Text) > maxCaption || utf8.RuneCountInString(p.FirstComment) > maxCaption:
		return "The text is longer than Instagram's " + strconv.Itoa(maxCaption) + " characters."
	}
	for _, m := range p.Media {
		if words := a.mediaProblem(m); words != "" {
			return words
		}
	}
	return ""
}

func talk(p contract.PlatformPost, noun, what, value string, limit int) string {
	switch {
	case value == "":
		return "The " + noun + " does not say " + what + "."
	case strings.TrimSpace(p.Text) == "":
		return "The " + noun + " has no text."
	case utf8.RuneCountInString(p.Text) > limit:
		return "The " + noun + " is longer than Instagram's " + strconv.Itoa(limit) + " characters."
	case len(p.Media) > 0 || p.FirstComment != "":
		return "A " + noun + " on Instagram is sent as text alone; take the rest out."
	}
	return ""
}

func (a *Activities) mediaProblem(m contract.PostMedia) string {
	switch {
	case m.Kind == contract.MediaGIF:
		return "Instagram takes no moving GIF (" + m.Source + "); save it as an MP4 video."
	case video(m) && !public(m) && m.SHA256 == "":
		return "The video " + m.Source + " was not read yet."
	case video(m) && !public(m) && a.client != nil && a.client.InstagramLogin():
		return "With a token of the login with Instagram a video must lie on a public https address; put it on the web and give its address, or use a token of the login with Facebook."
	case video(m):
		return ""
	case !public(m):
		// Only videos can be uploaded (upload_type=resumable); images are fetched by Instagram.
		return "Instagram fetches photos from the web and takes none from this computer; put " + m.Source + " on a public https address, such as your website, and give that address."
	case m.Type != "" && m.Type != "image/jpeg":
		return "Instagram takes photos as JPEG only; save " + m.Source + " as JPEG."
	}
	return ""
}

// video tells a video. Of an address that was not read, the ending of its name
// has to say it.
func video(m contract.PostMedia) bool {
	if m.Kind == "" {
		return strings.HasPrefix(m.Type, "video/") || videoEnding.MatchString(m.Source)
	}
	return m.Kind == contract.MediaVideo
}

var videoEnding = regexp.MustCompile(`(?i)\.(mp4|m4v|mov)(\?.*)?$`)

// public tells an address that Instagram fetches by itself.
func public(m contract.PostMedia) bool {
	return strings.HasPrefix(strings.ToLower(m.Source), "https://")
}
