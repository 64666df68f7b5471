package post_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/post"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	require.NoError(t, err)
	return z
}

func now() time.Time { return time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC) }

// page is a note that is in order.
func page(body string, properties ...string) post.Page {
	p := post.Page{Title: "Opening", Body: body, Properties: map[string][]string{
		"type": {"social_post"}, "ready": {"true"}, "platforms": {"facebook", "x"}, "publish_at": {"2026-12-01T09:00"},
	}}
	for i := 0; i < len(properties); i += 2 {
		if properties[i+1] == "" {
			delete(p.Properties, properties[i])
			continue
		}
		p.Properties[properties[i]] = strings.Split(properties[i+1], "^")
	}
	return p
}

func told(problems []contract.PostProblem) string {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString(string(p.Platform) + "/" + p.Field + ": " + p.Sentence + "\n")
	}
	return b.String()
}

// plainPost is a post that no check objects to.
func plainPost() contract.Post {
	return contract.Post{
		PostID: "post-0123456789abcdef", Title: "Opening", Kind: contract.PostPublic, Platforms: []contract.Platform{contract.Facebook, contract.X},
		Text: "We open at nine tomorrow.", PublishAt: "2026-12-01T09:00",
	}
}

func slot() time.Time { return now().Add(24 * time.Hour) }

// check runs all checks on a post after a change.
func check(t testing.TB, change func(*contract.Post, *post.Facts)) (problems, hints []contract.PostProblem) {
	t.Helper()
	p := plainPost()
	f := post.Facts{Now: now(), Zone: zone(t, "Europe/Berlin"), Slot: slot()}
	change(&p, &f)
	return post.Check(p, post.Fit(p, f.Slot), f)
}
