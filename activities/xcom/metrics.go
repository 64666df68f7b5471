package xcom

import (
	"context"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// metricNames are X's names of what is counted, in the order in which it is told.
func metricNames() []struct{ ours, theirs string } {
	return []struct{ ours, theirs string }{
		{contract.MetricViews, "impression_count"},
		{contract.MetricLikes, "like_count"},
		{contract.MetricComments, "reply_count"},
		{contract.MetricShares, "repost_count"},
		{contract.MetricQuotes, "quote_count"},
		{contract.MetricSaves, "bookmark_count"},
		{contract.MetricClicks, "url_link_clicks"},
	}
}

// FetchMetrics asks how a post fared. What X does not tell is missing, never
// zero: clicks, for one, are told of the own posts of the last 30 days.
func (a *Activities) FetchMetrics(ctx context.Context, in contract.FetchMetricsInput) (contract.Metrics, error) {
	if a.client == nil {
		return contract.Metrics{}, notConfigured()
	}
	if in.Platform != contract.X || !postID.MatchString(in.ID) {
		return contract.Metrics{}, refuse(contract.FailInvalid, "That is no ID of a post on X.")
	}
	p, err := a.client.Counted(ctx, in.ID)
	if err != nil {
		return contract.Metrics{}, a.failed(err)
	}
	out := contract.Metrics{AsOf: a.now().UTC()}
	for _, name := range metricNames() {
		if n, told := p.Metrics[name.theirs]; told {
			out.Values = append(out.Values, contract.Metric{Name: name.ours, Count: n})
			continue
		}
		out.Missing = append(out.Missing, name.ours)
	}
	return out, nil
}
