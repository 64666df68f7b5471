package toolset

import (
	"context"
	"strconv"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

type countsOfPost struct {
	After   string        `json:"after" jsonschema:"after an hour, after a day or after a week"`
	Counts  []countOfPost `json:"counts"`
	Missing []string      `json:"missing" jsonschema:"what the platform does not give; that is not zero"`
}

type countOfPost struct {
	Name  string `json:"name" jsonschema:"for example views, reach, likes, comments, shares, saves, clicks"`
	Count int64  `json:"count"`
}

type postMetricsOut struct {
	PostID string         `json:"post_id"`
	Status string         `json:"status" jsonschema:"how the post stands"`
	URL    string         `json:"url,omitempty" jsonschema:"where it is public"`
	Counts []countsOfPost `json:"counts" jsonschema:"empty while there are none"`
	Next   string         `json:"next" jsonschema:"when there will be others"`
}

func (c channel) postMetrics() tool[postIn, postMetricsOut] {
	return tool[postIn, postMetricsOut]{
		name: "post_metrics", title: "How a post on " + c.name + " fared",
		about: "Tells the counts of a post on " + c.name + " as they were fetched an hour, a day and a week after it was published. It asks " + c.name + " nothing: what is known stands in the post's note. Reads only.",
		limit: func(p properties) { p.form("id", anyPost, longestID) },
		run: func(ctx context.Context, in postIn) (postMetricsOut, error) {
			p, process, err := c.findPost(ctx, in.ID)
			if err != nil {
				return postMetricsOut{}, err
			}
			e := c.entryOf(p, process, 1)
			out := postMetricsOut{PostID: e.PostID, Status: e.Status, Counts: p.counts(c.name), Next: "Counts come an hour, a day and a week after publishing, while a worker runs."}
			for _, l := range e.Links {
				if l.Platform == string(c.platform) {
					out.URL = l.URL
					if l.Status != "" {
						out.Status = l.Status
					}
				}
			}
			if out.Status == contract.StatusDryRun {
				out.Next = "It was a dry run: nothing is public, so there is nothing to count."
			}
			return out, nil
		},
	}
}

// counts reads the tables of counts that the employee keeps in the note.
func (p postPage) counts(platform string) []countsOfPost {
	out := []countsOfPost{}
	after := ""
	for _, l := range p.said() {
		if strings.HasPrefix(l, "**") {
			after = ""
			if title, ok := strings.CutPrefix(strings.Trim(l, "*"), "Counts "); ok {
				after = title
			}
		}
		cells := strings.Split(strings.Trim(l, "|"), "|")
		if after == "" || len(cells) != 3 || strings.TrimSpace(cells[0]) != platform {
			continue
		}
		one := countsOfPost{After: line(after, 40), Counts: []countOfPost{}, Missing: []string{}}
		for count := range strings.SplitSeq(cells[1], ",") {
			count = strings.TrimSpace(count)
			i := strings.LastIndexByte(count, ' ')
			if n, err := strconv.ParseInt(count[i+1:], 10, 64); err == nil && i > 0 {
				one.Counts = append(one.Counts, countOfPost{Name: line(count[:i], 40), Count: n})
			}
		}
		for missing := range strings.SplitSeq(cells[2], ",") {
			if missing = line(missing, 40); missing != "" {
				one.Missing = append(one.Missing, missing)
			}
		}
		out = append(out, one)
	}
	return out
}
