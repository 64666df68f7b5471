package xcom

import (
	"context"
	"net/url"
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/activities/internal/xclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

var (
	postID   = regexp.MustCompile(`^[0-9]{1,19}$`)
	postPath = regexp.MustCompile(`^/[A-Za-z0-9_]{1,15}/status/([0-9]{1,19})(?:/.*)?$`)
	handle   = regexp.MustCompile(`^@?([A-Za-z0-9_]{1,15})$`)
	pageHost = regexp.MustCompile(`(?i)^(?:www\.|mobile\.)?(?:x|twitter)\.com$`)
)

// replyTarget is the ID of the post that is answered, given as ID or address.
func replyTarget(to string) (string, error) {
	to = strings.TrimSpace(to)
	if postID.MatchString(to) {
		return to, nil
	}
	u, err := url.Parse(to)
	if err == nil && pageHost.MatchString(u.Hostname()) {
		if found := postPath.FindStringSubmatch(u.Path); found != nil {
			return found[1], nil
		}
	}
	return "", refuse(contract.FailInvalid, "What is answered must be a post on X; give its address, such as https://x.com/name/status/123, as reply_to.")
}

// recipient is the ID of the account that a message goes to, given as ID or
// handle. A handle of digits alone is taken for an ID, as X's own pages do.
func (a *Activities) recipient(ctx context.Context, to string) (string, error) {
	to = strings.TrimSpace(to)
	if postID.MatchString(to) {
		return to, nil
	}
	found := handle.FindStringSubmatch(to)
	if found == nil {
		return "", refuse(contract.FailInvalid, "The recipient must be a name on X such as @name, or the account's number.")
	}
	u, err := a.client.UserByHandle(ctx, found[1])
	if e, ok := xclient.As(err); ok && e.Kind == xclient.NotFound {
		return "", refuse(contract.FailNotFound, "There is no account @"+found[1]+" on X; correct the recipient.")
	}
	return u.ID, err
}
