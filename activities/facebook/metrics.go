package facebook

import (
	"context"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/activities/internal/graphclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// insight is a metric of Graph under our name. Names as of v26.0: the
// post_impressions family is gone.
type insight struct{ ours, theirs string }

func insights() []insight {
	return []insight{
		{contract.MetricViews, "post_media_view"}, {contract.MetricReach, "post_total_media_view_unique"}, {contract.MetricClicks, "post_clicks"},
	}
}

// total is a count as Graph sums it up.
type total struct {
	Summary struct {
		Count *int64 `json:"total_count"`
	} `json:"summary"`
}

// busyWait is how long figures wait when the limits are nearly used up.
const busyWait = 15 * time.Minute

// FetchMetrics asks how a post fared. What Facebook does not give is missing,
// never zero. Metrics are asked for one by one, because one that is gone fails
// the whole call.
func (a *Activities) FetchMetrics(ctx context.Context, in contract.FetchMetricsInput) (contract.Metrics, error) {
	if a.client == nil {
		return contract.Metrics{}, notConfigured()
	}
	if a.client.Pressed() {
		return contract.Metrics{}, a.later()
	}
	out := contract.Metrics{AsOf: a.now().UTC()}
	// The ID of a post or a comment has two parts, that of a video one.
	if in.Media == contract.MediaVideo || in.Media == contract.MediaGIF || !strings.Contains(in.ID, "_") {
		return out, a.missed(ctx, a.videoCounts(ctx, in.ID, &out))
	}
	err := a.postCounts(ctx, in.ID, &out)
	if graphclient.Is(err, graphclient.ReasonRefused) { // a comment has no shares
		return out, a.missed(ctx, a.commentCounts(ctx, in.ID, &out))
	}
	if err != nil {
		return contract.Metrics{}, a.missed(ctx, err)
	}
	for _, i := range insights() {
		count, err := a.insight(ctx, in.ID, i.theirs)
		if err != nil {
			return contract.Metrics{}, a.missed(ctx, err)
		}
		put(&out, i.ours, count)
	}
	return out, nil
}

// later leaves what is left of the limits to what must go out.
func (a *Activities) later() error {
	return a.failed(&graphclient.Error{System: "Facebook", Op: "insights", Kind: graphclient.KindRateLimited, Reason: graphclient.ReasonLimit, RetryAfter: busyWait}, true)
}

func put(m *contract.Metrics, name string, count *int64) {
	if count == nil {
		m.Missing = append(m.Missing, name)
		return
	}
	m.Values = append(m.Values, contract.Metric{Name: name, Count: *count})
}

func (a *Activities) postCounts(ctx context.Context, id string, out *contract.Metrics) error {
	var body struct {
		Reactions, Comments total
		Shares              struct{ Count *int64 }
	}
	got, err := a.client.Read(ctx, id, "shares,reactions.limit(0).summary(total_count),comments.limit(0).summary(total_count)")
	if err != nil {
		return err
	}
	if err := got.Decode(&body); err != nil {
		return wait("Facebook's counts have a form that is not known here.")
	}
	put(out, contract.MetricLikes, body.Reactions.Summary.Count)
	put(out, contract.MetricComments, body.Comments.Summary.Count)
	put(out, contract.MetricShares, body.Shares.Count) // left out while there are none
	return nil
}

func (a *Activities) videoCounts(ctx context.Context, id string, out *contract.Metrics) error {
	var body struct {
		Views           *int64
		Likes, Comments total
	}
	got, err := a.client.Read(ctx, id, "views,likes.limit(0).summary(total_count),comments.limit(0).summary(total_count)")
	if err != nil {
		return err
	}
	if err := got.Decode(&body); err != nil {
		return wait("Facebook's counts have a form that is not known here.")
	}
	put(out, contract.MetricViews, body.Views)
	put(out, contract.MetricLikes, body.Likes.Summary.Count)
	put(out, contract.MetricComments, body.Comments.Summary.Count)
	for _, name := range []string{contract.MetricReach, contract.MetricShares, contract.MetricClicks} {
		put(out, name, nil)
	}
	return nil
}

func (a *Activities) commentCounts(ctx context.Context, id string, out *contract.Metrics) error {
	var body struct {
		Likes   *int64 `json:"like_count"`
		Answers *int64 `json:"comment_count"`
	}
	got, err := a.client.Read(ctx, id, "like_count,comment_count")
	if err != nil {
		return err
	}
	if err := got.Decode(&body); err != nil {
		return wait("Facebook's counts have a form that is not known here.")
	}
	put(out, contract.MetricLikes, body.Likes)
	put(out, contract.MetricComments, body.Answers)
	return nil
}

// insight asks for one metric; nil = Facebook does not give it (yet, any more,
// or not to this token).
func (a *Activities) insight(ctx context.Context, id, metric string) (*int64, error) {
	var body struct {
		Data []struct {
			Values []struct {
				Value *int64
			}
		}
	}
	got, err := a.client.Read(ctx, id+"/insights", "", graphclient.Param{Name: "metric", Value: metric}, graphclient.Param{Name: "period", Value: "lifetime"})
	if err != nil {
		if graphclient.Is(err, graphclient.ReasonRefused, graphclient.ReasonRight) {
			err = nil
		}
		return nil, err
	}
	if got.Decode(&body) == nil && len(body.Data) > 0 && len(body.Data[0].Values) > 0 {
		return body.Data[0].Values[0].Value, nil
	}
	return nil, nil
}
