package facebook

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// form is what a post becomes on Facebook.
type form int

const (
	formFeed    form = iota // text, a link, photos
	formVideo               // a video of any shape
	formReel                // an upright video of 3 to 90 s
	formReply               // a comment of the page
	formMessage             // to a person
)

// Facebook's own limits.
const (
	maxText    = 63206 // characters of a post
	maxComment = 8000
	maxMessage = 2000
	maxPhotos  = 10
)

func formOf(p contract.PlatformPost) form {
	switch {
	case p.Kind == contract.PostReply:
		return formReply
	case p.Kind == contract.PostDM:
		return formMessage
	case len(p.Media) == 1 && isReel(p.Media[0]):
		return formReel
	case len(p.Media) > 0 && moving(p.Media[0]):
		return formVideo
	}
	return formFeed
}

// moving tells what goes out as a video, a moving GIF too. Of an address that
// was not read, the ending of its name has to say it.
func moving(m contract.PostMedia) bool {
	if m.Kind == "" {
		return strings.HasPrefix(m.Type, "video/") || videoEnding.MatchString(m.Source)
	}
	return m.Kind == contract.MediaVideo || m.Kind == contract.MediaGIF
}

var videoEnding = regexp.MustCompile(`(?i)\.(mp4|m4v|mov)(\?.*)?$`)

// isReel tells a video that Facebook takes as a reel: 9:16, at least 540 x 960,
// 3 to 90 seconds (developers.facebook.com/docs/video-api/guides/reels-publishing).
func isReel(m contract.PostMedia) bool {
	if m.Kind != contract.MediaVideo || m.Width < 540 || m.Height < 960 || m.DurationMS < 3000 || m.DurationMS > 90_000 {
		return false
	}
	off := m.Width*16 - m.Height*9 // 0 when it is 9:16 exactly
	return off*off <= (m.Height/10)*(m.Height/10)
}

// check refuses a post that Facebook would not take, in a sentence. All of it
// is checked before the owner is asked; this is the last look.
func check(p contract.PlatformPost) error {
	if words := problem(p); words != "" {
		return refuse(contract.FailInvalid, words)
	}
	return nil
}

func problem(p contract.PlatformPost) string {
	if p.Platform != contract.Facebook {
		return "The post is for " + string(p.Platform) + ", not for Facebook."
	}
	if len(p.Thread) > 0 {
		return "Facebook has no threads; leave the part Thread to X."
	}
	switch formOf(p) {
	case formReply:
		return talk(p, "reply", "what it answers (reply_to)", p.ReplyTo, maxComment)
	case formMessage:
		if strings.Trim(p.Recipient, "0123456789") != "" {
			return "The recipient of a Facebook message must be the person's numeric ID for the page; a name or an address does not do."
		}
		return talk(p, "message", "whom it is for (recipient)", p.Recipient, maxMessage)
	}
	return postProblem(p)
}

func talk(p contract.PlatformPost, noun, what, value string, limit int) string {
	switch {
	case value == "":
		return "The " + noun + " does not say " + what + "."
	case strings.TrimSpace(p.Text) == "":
		return "The " + noun + " has no text."
	case utf8.RuneCountInString(p.Text) > limit:
		return "The " + noun + " is longer than Facebook's " + strconv.Itoa(limit) + " characters."
	case len(p.Media) > 0:
		return "A " + noun + " on Facebook is sent without media; take them out."
	case p.FirstComment != "" || p.Link != "":
		return "A " + noun + " has neither a link of its own nor a first comment; put the address into the text."
	}
	return ""
}

func postProblem(p contract.PlatformPost) string {
	photos, videos := 0, 0
	for _, m := range p.Media {
		if moving(m) {
			videos++
		} else {
			photos++
		}
		if m.SHA256 == "" && !public(m) {
			return "The media " + m.Source + " was not read yet."
		}
	}
	switch {
	case strings.TrimSpace(p.Text) == "" && p.Link == "" && len(p.Media) == 0:
		return "The post is empty."
	case utf8.RuneCountInString(p.Text) > maxText:
		return "The text is longer than Facebook's " + strconv.Itoa(maxText) + " characters."
	case photos > 0 && videos > 0:
		return "Facebook takes either photos or one video in a post; take one of them out."
	case videos > 1:
		return "Facebook takes one video in a post; take the others out."
	case photos > maxPhotos:
		return "A post takes at most " + strconv.Itoa(maxPhotos) + " photos; take some out."
	case p.Link != "" && len(p.Media) > 0:
		return "Facebook shows either media or the card of a link; put the address into the text and leave link empty, or take the media out."
	}
	return ""
}
