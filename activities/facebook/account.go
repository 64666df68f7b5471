package facebook

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/activities/internal/graphclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// token is what Meta tells about ours.
type token struct {
	Type      string   `json:"type"`       // PAGE, USER, ...
	Profile   string   `json:"profile_id"` // of a page's token: the page
	AppID     string   `json:"app_id"`
	Valid     bool     `json:"is_valid"`
	ExpiresAt int64    `json:"expires_at"` // Unix seconds, 0 = never
	Scopes    []string `json:"scopes"`
}

// needed are the rights without which nothing can be posted.
func needed() []string { return []string{"pages_manage_posts", "pages_read_engagement"} }

// FetchAccount tells about the page and the token. A token that is refused is
// a Problem, not a failure.
func (a *Activities) FetchAccount(ctx context.Context, _ contract.FetchAccountInput) (contract.Account, error) {
	out := contract.Account{Platform: contract.Facebook, Configured: a.client != nil, AsOf: a.now().UTC()}
	if a.client == nil {
		return out, nil
	}
	out.ID = a.cfg.PageID
	got, err := a.client.Read(ctx, a.cfg.PageID, "id,name")
	if err != nil {
		return a.troubled(ctx, out, err)
	}
	out.Name = got.Str("name")
	t, err := a.inspect(ctx)
	if e, is := graphclient.As(err); is && e.Kind != graphclient.KindAuth && e.Kind != graphclient.KindInvalid {
		return contract.Account{}, a.missed(ctx, err)
	} else if is {
		return out, nil // not every token may be looked at; what it can do shows
	}
	if t.ExpiresAt > 0 {
		out.TokenExpires = time.Unix(t.ExpiresAt, 0).UTC()
	}
	out.Problem = a.tokenProblem(t)
	return out, nil
}

// tokenProblem tells what the token is not good for, "" = nothing.
func (a *Activities) tokenProblem(t token) string {
	const anew = "; make a token of the page and put it into FACEBOOK_PAGE_TOKEN."
	switch {
	case t.Type == "USER":
		return "The access token for Facebook is a person's, not the page's" + anew
	case t.Type == "PAGE" && t.Profile != "" && t.Profile != a.cfg.PageID:
		return "The access token for Facebook is of another page than FACEBOOK_PAGE_ID" + anew
	}
	var lacking []string
	for _, right := range needed() {
		if len(t.Scopes) > 0 && !slices.Contains(t.Scopes, right) {
			lacking = append(lacking, right)
		}
	}
	if len(lacking) == 0 {
		return ""
	}
	return "The access token for Facebook lacks " + strings.Join(lacking, " and ") + "; give the app these permissions, make a new page token and put it into FACEBOOK_PAGE_TOKEN."
}

// troubled tells a refusal of the token or of the account as its problem.
func (a *Activities) troubled(ctx context.Context, out contract.Account, err error) (contract.Account, error) {
	e, is := graphclient.As(err)
	if is && (e.Kind == graphclient.KindAuth || e.Kind == graphclient.KindInvalid) {
		out.Problem = e.Sentence()
		return out, nil
	}
	if is && e.Kind == graphclient.KindNotFound {
		out.Problem = "Facebook shows no page under FACEBOOK_PAGE_ID to this token; correct the ID, or make the token for that page."
		return out, nil
	}
	return contract.Account{}, a.missed(ctx, err)
}

// inspect asks about the token with itself.
func (a *Activities) inspect(ctx context.Context) (token, error) {
	var body struct {
		Data token `json:"data"`
	}
	got, err := a.client.Read(ctx, "debug_token", "", graphclient.Param{Name: "input_token", Value: a.cfg.PageToken})
	if err != nil {
		return token{}, err
	}
	if err := got.Decode(&body); err != nil {
		return token{}, wait("Facebook's answer about the token has a form that is not known here.")
	}
	return body.Data, nil
}
