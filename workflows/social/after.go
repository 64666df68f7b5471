package social

import (
	"strconv"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// stages are when the counts of a post are fetched, after it was published.
func stages() []stage {
	return []stage{{"1h", time.Hour}, {"24h", 24 * time.Hour}, {"7d", 7 * 24 * time.Hour}}
}

type stage struct {
	name  string
	after time.Duration
}

// measure fetches the counts when their time has come, for the books, the log
// and the completed note.
func (s *slot) measure(ctx workflow.Context) error {
	if !s.published() {
		return nil
	}
	began := workflow.Now(ctx)
	var shown []contract.Section
	for _, st := range stages() {
		if err := workflow.NewTimerWithOptions(ctx, began.Add(st.after).Sub(workflow.Now(ctx)), workflow.TimerOptions{Summary: "until the counts " + afterWord(st.name)}).Get(ctx, nil); err != nil {
			return err
		}
		found := map[contract.Platform]contract.Metrics{}
		for i := range s.results {
			if err := s.count(ctx, i, st.name, found); err != nil {
				return err
			}
		}
		if len(found) == 0 {
			continue
		}
		shown = append(shown, metricSection(s.results, found, st.name))
		if err := s.log(ctx, "social.counts", st.name, totals(s.results, found)); err != nil {
			return err
		}
		if err := s.showCounts(ctx, shown); err != nil {
			return err
		}
	}
	return nil
}

func (s *slot) published() bool {
	for _, r := range s.results {
		if r.Status == contract.StatusDone && r.Outcome.ID != "" {
			return true
		}
	}
	return false
}

// count fetches the counts of one platform. One that gives none for now is
// asked again at the next stage.
func (s *slot) count(ctx workflow.Context, i int, after string, found map[contract.Platform]contract.Metrics) error {
	r, post := s.results[i], s.in.Posts[i]
	made, known := callsOf(post.Platform)
	if !known || r.Status != contract.StatusDone || r.Outcome.ID == "" || post.Kind == contract.PostDM {
		return nil
	}
	in := contract.FetchMetricsInput{Platform: post.Platform, ID: r.Outcome.ID}
	if len(post.Media) > 0 {
		in.Media = post.Media[0].Kind
	}
	m, err := flow.Do(ctx, made.metrics, in, "fetch the counts "+afterWord(after))
	if err != nil {
		return orCanceled(ctx, err)
	}
	found[post.Platform] = m
	_, err = flow.Do(ctx, contract.PostsEnsurePublished, contract.EnsurePublishedInput{
		PostID: s.in.PostID, Title: s.in.Title, Slot: s.in.Slot, Post: post, Result: r, Metrics: &m, After: after,
	}, "keep the counts")
	return err
}

func orCanceled(ctx workflow.Context, err error) error {
	if ctx.Err() != nil || flow.Canceled(err) {
		return err
	}
	return nil
}

// showCounts completes the finished note. That of a series belongs to its own
// process.
func (s *slot) showCounts(ctx workflow.Context, counts []contract.Section) error {
	if s.in.Series {
		return nil
	}
	result := s.result()
	note := finished(s.in.PostID, overall(result), result)
	note.Folder = ""
	note.Sections = append(note.Sections, counts...)
	_, err := flow.Do(ctx, contract.PostsEnsureNote, note, "show the counts")
	if err != nil && flow.KindOf(err) == contract.FailNotFound {
		return nil // the owner has thrown the note away
	}
	return err
}

// totals are the counts of all platforms in one line.
func totals(results []contract.PlatformResult, found map[contract.Platform]contract.Metrics) map[string]string {
	out := map[string]string{}
	for _, r := range results {
		m, ok := found[r.Platform]
		if !ok {
			continue
		}
		for _, v := range m.Values {
			out[string(r.Platform)+"_"+v.Name] = strconv.FormatInt(v.Count, 10)
		}
	}
	return out
}
