package facebook

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

var idForm = regexp.MustCompile(`^[0-9]+(_[0-9]+)?$`)

// target is the ID of what a reply answers, from an ID or from an address as
// the browser shows it.
func (a *Activities) target(replyTo string) (string, error) {
	text := strings.TrimSpace(replyTo)
	if idForm.MatchString(text) {
		return text, nil
	}
	if id := a.fromAddress(text); idForm.MatchString(id) {
		return id, nil
	}
	return "", refuse(contract.FailInvalid, "The address in reply_to does not hold an ID that can be answered; give the ID of the post or the comment (digits, or page_post).")
}

func (a *Activities) fromAddress(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" {
		return ""
	}
	q := u.Query()
	if id := q.Get("comment_id"); id != "" {
		return id
	}
	post, owner := q.Get("story_fbid"), q.Get("id")
	if post == "" {
		parts := strings.Split(strings.Trim(u.Path, "/"), "/")
		if idForm.MatchString(parts[0]) { // else it is a page's name, and taken for the own page's
			owner = parts[0]
		}
		for i, p := range parts {
			if (p == "posts" || p == "videos" || p == "reel") && i+1 < len(parts) {
				post = parts[len(parts)-1]
				if p != "posts" {
					return post
				}
			}
		}
	}
	if post == "" {
		return ""
	}
	return orWord(owner, a.cfg.PageID) + "_" + post
}
