package instagram

import (
	"context"
	"net/url"
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/activities/internal/graphclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

var (
	idForm        = regexp.MustCompile(`^[0-9]+$`)
	shortcodeForm = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)
)

// answerPath is where an answer goes: under a comment, or under a post of the
// account. It takes an ID, or an address as the browser shows it.
func (a *Activities) answerPath(ctx context.Context, replyTo string) (string, error) {
	id := strings.TrimSpace(replyTo)
	if !idForm.MatchString(id) {
		shortcode, comment := fromAddress(id)
		switch {
		case comment != "":
			return comment + "/replies", nil
		case shortcode == "":
			return "", refuse(contract.FailInvalid, "The address in reply_to holds neither a post nor a comment of Instagram; give the address of the post, or the ID of the comment.")
		}
		found, err := a.byShortcode(ctx, shortcode)
		return found + "/comments", err
	}
	_, err := a.client.Read(ctx, id, "id,permalink") // a comment has no permalink, which is refused
	switch {
	case err == nil:
		return id + "/comments", nil
	case graphclient.Is(err, graphclient.ReasonRefused):
		return id + "/replies", nil
	}
	return "", err
}

// fromAddress reads /p/<shortcode>/ and /p/<shortcode>/c/<comment>/.
func fromAddress(text string) (shortcode, comment string) {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" {
		return "", ""
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	for i, p := range parts {
		if i+1 >= len(parts) {
			break
		}
		next := parts[i+1]
		switch {
		case (p == "p" || p == "reel" || p == "tv") && shortcodeForm.MatchString(next):
			shortcode = next
		case p == "c" && idForm.MatchString(next):
			comment = next
		}
	}
	return shortcode, comment
}

// byShortcode finds a post of the account's own.
func (a *Activities) byShortcode(ctx context.Context, shortcode string) (string, error) {
	id := ""
	err := graphclient.List(ctx, a.client, a.account("media"), "id,shortcode", params("limit", "100"), func(s seen) bool {
		if s.Shortcode == shortcode {
			id = s.ID
		}
		return id == ""
	})
	if err == nil && id == "" {
		err = refuse(contract.FailNotFound, "The post in reply_to is none of the account's own; only under these a comment can be left. To answer a comment, give its ID.")
	}
	return id, err
}
