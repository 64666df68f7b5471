package instagram

import (
	"context"
	"time"

	"github.com/autonomous-employee/employee/activities/internal/graphclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// insight is a metric of Instagram under our name. Names as of v26.0:
// impressions and plays are gone.
type insight struct{ ours, theirs string }

func insights() []insight {
	return []insight{
		{contract.MetricViews, "views"},
		{contract.MetricReach, "reach"},
		{contract.MetricLikes, "likes"},
		{contract.MetricComments, "comments"},
		{contract.MetricShares, "shares"},
		{contract.MetricSaves, "saved"},
		{contract.MetricTotalActs, "total_interactions"},
	}
}

// busyWait is how long figures wait when the limits are nearly used up.
const busyWait = 15 * time.Minute

// FetchMetrics asks how a post fared. What Instagram does not give is missing,
// never zero. Metrics are asked for one by one, because one that is gone fails
// the whole call.
func (a *Activities) FetchMetrics(ctx context.Context, in contract.FetchMetricsInput) (contract.Metrics, error) {
	if a.client == nil {
		return contract.Metrics{}, notConfigured()
	}
	if a.client.Pressed() {
		return contract.Metrics{}, a.failed(&graphclient.Error{
			System: "Instagram", Op: "insights", Kind: graphclient.KindRateLimited, Reason: graphclient.ReasonLimit, RetryAfter: busyWait,
		}, true)
	}
	out := contract.Metrics{AsOf: a.now().UTC()}
	for _, i := range insights() {
		count, err := a.insight(ctx, in.ID, i.theirs)
		if err != nil {
			return contract.Metrics{}, a.missed(ctx, err)
		}
		if count == nil {
			out.Missing = append(out.Missing, i.ours)
			continue
		}
		out.Values = append(out.Values, contract.Metric{Name: i.ours, Count: *count})
	}
	return out, nil
}

// insight asks for one metric; nil = Instagram does not give it (yet, any more,
// for this kind of media, or not to this token).
func (a *Activities) insight(ctx context.Context, id, metric string) (*int64, error) {
	var body struct {
		Data []struct {
			Values []struct {
				Value *int64 `json:"value"`
			} `json:"values"`
			Total struct {
				Value *int64 `json:"value"`
			} `json:"total_value"`
		} `json:"data"`
	}
	got, err := a.client.Read(ctx, id+"/insights", "", graphclient.Param{Name: "metric", Value: metric})
	if err != nil {
		if graphclient.Is(err, graphclient.ReasonRefused, graphclient.ReasonRight) {
			err = nil
		}
		return nil, err
	}
	switch err := got.Decode(&body); {
	case err != nil:
		return nil, wait("Instagram's figures have a form that is not known here.")
	case len(body.Data) == 0:
		return nil, nil
	case len(body.Data[0].Values) > 0:
		return body.Data[0].Values[0].Value, nil
	}
	return body.Data[0].Total.Value, nil
}
