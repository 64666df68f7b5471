package instagram

import (
	"context"
	"slices"
	"time"

	"github.com/autonomous-employee/employee/activities/internal/graphclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// needed is the right without which nothing can be posted.
const needed = "instagram_content_publish"

// FetchAccount tells about the account, how many posts it may still publish,
// and the token. A token that is refused is a Problem, not a failure.
func (a *Activities) FetchAccount(ctx context.Context, _ contract.FetchAccountInput) (contract.Account, error) {
	out := contract.Account{Platform: contract.Instagram, Configured: a.client != nil, AsOf: a.now().UTC()}
	if a.client == nil {
		return out, nil
	}
	out.ID = a.cfg.UserID
	got, err := a.client.Read(ctx, a.cfg.UserID, "id,username,name")
	if err != nil {
		return a.troubled(ctx, out, err)
	}
	if out.Name = got.Str("username"); out.Name == "" {
		out.Name = got.Str("name")
	}
	if err := a.quota(ctx, &out); err != nil {
		return a.troubled(ctx, out, err)
	}
	if a.client.InstagramLogin() {
		return out, nil // such a token does not tell about itself
	}
	return a.token(ctx, out)
}

// quota is read, never assumed: Meta's pages contradict each other.
func (a *Activities) quota(ctx context.Context, out *contract.Account) error {
	var body struct {
		Data []struct {
			Usage  int `json:"quota_usage"`
			Config struct {
				Total int `json:"quota_total"`
			} `json:"config"`
		} `json:"data"`
	}
	got, err := a.client.Read(ctx, a.account("content_publishing_limit"), "quota_usage,config")
	if err != nil {
		return err
	}
	if got.Decode(&body) == nil && len(body.Data) > 0 {
		out.QuotaUsed, out.QuotaTotal = body.Data[0].Usage, body.Data[0].Config.Total
	}
	return nil
}

// troubled tells a refusal of the token or of the account as its problem.
func (a *Activities) troubled(ctx context.Context, out contract.Account, err error) (contract.Account, error) {
	e, is := graphclient.As(err)
	if is && (e.Kind == graphclient.KindAuth || e.Kind == graphclient.KindInvalid) {
		out.Problem = e.Sentence()
		return out, nil
	}
	if is && e.Kind == graphclient.KindNotFound {
		out.Problem = "Instagram shows no account under INSTAGRAM_USER_ID to this token; correct the ID (of a professional account, in digits), or make the token for that account."
		return out, nil
	}
	return contract.Account{}, a.missed(ctx, err)
}

// token asks about the token with itself.
func (a *Activities) token(ctx context.Context, out contract.Account) (contract.Account, error) {
	var body struct {
		Data struct {
			ExpiresAt int64    `json:"expires_at"` // Unix seconds, 0 = never
			Scopes    []string `json:"scopes"`
		} `json:"data"`
	}
	got, err := a.client.Read(ctx, "debug_token", "", graphclient.Param{Name: "input_token", Value: a.cfg.Token})
	if e, is := graphclient.As(err); is && e.Kind != graphclient.KindAuth && e.Kind != graphclient.KindInvalid {
		return contract.Account{}, a.missed(ctx, err)
	}
	if err == nil { // else the token may not be looked at; what it can do shows
		err = got.Decode(&body)
	}
	if err != nil {
		body.Data.ExpiresAt, body.Data.Scopes = 0, nil
	}
	if body.Data.ExpiresAt > 0 {
		out.TokenExpires = time.Unix(body.Data.ExpiresAt, 0).UTC()
	}
	if len(body.Data.Scopes) > 0 && !slices.Contains(body.Data.Scopes, needed) {
		out.Problem = "The access token for Instagram lacks " + needed + "; give the app this permission, make a new token and put it into INSTAGRAM_TOKEN."
	}
	return out, nil
}
