package xcom

import (
	"context"

	"github.com/autonomous-employee/employee/activities/internal/xclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// FetchAccount tells which account would post and whether it can. Credentials
// that X refuses, missing rights and a blocked account are its Problem, not a
// failure. The quota is that of the last post, while its window lasts.
func (a *Activities) FetchAccount(ctx context.Context, _ contract.FetchAccountInput) (contract.Account, error) {
	out := contract.Account{Platform: contract.X, Configured: a.client != nil, AsOf: a.now().UTC()}
	if a.client == nil {
		return out, nil
	}
	me, err := a.client.Me(ctx)
	if e, ok := xclient.As(err); ok && (e.Kind == xclient.Auth || e.Blocked) {
		out.Problem = a.sentence(e)
		return out, nil
	}
	if err != nil {
		return contract.Account{}, a.failed(err)
	}
	out.ID, out.Name = me.ID, me.Handle
	q := a.client.Quota()
	out.QuotaUsed, out.QuotaTotal = q.Used, q.Total
	if lacks := a.client.Lacks("tweet.read", "tweet.write", "users.read"); lacks != "" {
		out.Problem = "The token of X lacks the right " + lacks + "; " + signIn + ", or make the token anew with all rights."
	}
	return out, nil
}
