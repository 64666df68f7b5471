package post_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/post"
)

func TestRead_AWholeNote(t *testing.T) {
	t.Parallel()
	d := post.Read(page(`%% a remark of mine %%
Hello  
world.

- one
- two

## X
Short.

## Instagram ##
Long.

## Thread
- second
  of two lines
- third

## Notes
Not sent.

%% employee %%
It is scheduled.
%% /employee %%
`, "platforms", "X^Instagram, fb", "media", "[[a.jpg|200]]^![[dir/b.png]]^https://example.com/c.jpg^[x](d%20e.jpg)", "alt_text", "A^^^D",
		"link", "https://example.com/?a=1", "utm_campaign", "spring sale", "utm_source", "mail", "first_comment", "More soon.",
		"series", "weekly on Monday, thu", "until", "2027-01-01", "skip", "2026-12-24^2026-12-31", "dry_run", "true", "source", "assistant"))

	require.Empty(t, d.Problems)
	require.True(t, d.Ready)
	require.Equal(t, contract.Post{
		Title: "Opening", Kind: contract.PostPublic, Platforms: contract.Platforms(),
		Text:     "Hello\nworld.\n\n- one\n- two",
		Variants: []contract.PostVariant{{Platform: contract.Instagram, Text: "Long."}, {Platform: contract.X, Text: "Short."}},
		Media: []contract.PostMedia{
			{Source: "a.jpg", Alt: "A"}, {Source: "dir/b.png"}, {Source: "https://example.com/c.jpg"}, {Source: "d e.jpg", Alt: "D"},
		},
		Link: "https://example.com/?a=1&utm_source=mail&utm_campaign=spring+sale", FirstComment: "More soon.",
		Thread: []string{"second\nof two lines", "third"}, PublishAt: "2026-12-01T09:00", DryRun: true, Source: "assistant",
		Series: &contract.Series{Every: "week", Weekdays: []time.Weekday{time.Monday, time.Thursday}, Until: "2027-01-01", Skip: []string{"2026-12-24", "2026-12-31"}},
	}, d.Post)
	require.Contains(t, told(d.Hints), "“## Notes” is not sent")
}

func TestRead_EachMistakeIsToldWithAWayForward(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		page  post.Page
		field string
		says  string
	}{
		"no platform":      {page("x", "platforms", ""), "platforms", "facebook, instagram or x"},
		"unknown platform": {page("x", "platforms", "facebook^myspace"), "platforms", "“myspace” is no platform"},
		"no time":          {page("x", "publish_at", ""), "publish_at", "or “now”"},
		"two times":        {page("x", "publish_at", "2026-12-01T09:00^2026-12-02T09:00"), "publish_at", "one value"},
		"no such kind":     {page("x", "kind", "story"), "kind", "post, reply or dm"},
		"odd box":          {page("x", "dry_run", "maybe"), "dry_run", "a box to tick"},
		"odd series":       {page("x", "series", "every full moon"), "series", "daily, weekly on monday"},
		"no such weekday":  {page("x", "series", "weekly on mooday"), "series", "not understood"},
		"day 32":           {page("x", "series", "monthly on 32"), "series", "not understood"},
		"odd end":          {page("x", "series", "daily", "until", "soon"), "until", "2026-12-31"},
		"odd day left out": {page("x", "series", "daily", "skip", "christmas"), "skip", "“christmas” is no day"},
		"a series now":     {page("x", "series", "daily", "publish_at", "now"), "publish_at", "not “now”"},
		"no address":       {page("x", "link", "example"), "link", "no address"},
		"a script":         {page("x", "link", "javascript:alert(1)"), "link", "no address"},
		"a password in it": {page("x", "link", "https://a:b@example.com/"), "link", "password"},
		"too many alts":    {page("x", "media", "a.jpg", "alt_text", "a^b"), "alt_text", "more alternative texts"},
		"misspelt":         {page("x", "publsh_at", "now"), "publsh_at", "did you mean publish_at?"},
		"dashes":           {page("x", "reply-to", "1"), "reply-to", "did you mean reply_to?"},
		"open comment":     {page("text\n%% open\nmore"), "", "not closed"},
		"lone mark":        {page("text\n%% employee %%\nmore"), "", "stands alone"},
		"two texts for X":  {page("x\n## X\na\n## Twitter\nb"), "", "two texts for X"},
		"two threads":      {page("x\n## Thread\n- a\n## Thread\n- b"), "", "two parts"},
	} {
		d := post.Read(c.page)
		require.Contains(t, told(d.Problems), "/"+c.field+": ", name)
		require.Contains(t, told(d.Problems), c.says, name)
	}
}

func TestRead_HintsStopNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		page post.Page
		says string
	}{
		"a text for elsewhere": {page("x\n## Instagram\ny"), "instagram is not in platforms"},
		"a thread for nobody":  {page("x\n## Thread\n- y", "platforms", "facebook"), "x is not in platforms"},
		"first comment on X":   {page("x", "first_comment", "y"), "X has no first comment"},
		"utm without a link":   {page("x", "utm_source", "y"), "only together with a link"},
		"skip without series":  {page("x", "skip", "2026-12-24"), "only together with series"},
	} {
		d := post.Read(c.page)
		require.Empty(t, d.Problems, name)
		require.Contains(t, told(d.Hints), c.says, name)
	}
}

func TestRead_AThreadIsCutAtRulersOrItems(t *testing.T) {
	t.Parallel()
	for body, want := range map[string][]string{
		"one\n\n---\n- two\n- still two\n---\n\n": {"one", "- two\n- still two"},
		"1. one\n2. two\n   more\n":               {"one", "two\n more"},
		"just one\nof two lines":                  {"just one\nof two lines"},
		"* a\n\n  b\n* c":                         {"a\n\nb", "c"},
		"":                                        nil,
	} {
		require.Equal(t, want, post.Read(page("x\n## Thread\n"+body)).Post.Thread, body)
	}
}

func TestRead_TheEmployeesPartIsNeverSent(t *testing.T) {
	t.Parallel()
	own := "%% employee %%\nSecret words.\n## X\nmore\n%% /employee %%\n"
	for _, body := range []string{"Mine.\n\n" + own, own + "Mine.\n", "Mi" + "ne.\n" + own + "\n\n"} {
		d := post.Read(page(body))
		require.Empty(t, d.Problems)
		require.Equal(t, "Mine.", d.Post.Text)
		require.Empty(t, d.Post.Variants)
	}
}

func TestSplitOwn_GivesBackEveryByte(t *testing.T) {
	t.Parallel()
	for _, body := range []string{"", "a", "a\n%% employee %%\nb\n%% /employee %%\nc", "%% /employee %%\n%% employee %%", "a\r\n %% employee %% \r\nx\r\n%% /employee %%\r\ny"} {
		before, after, found := post.SplitOwn(body)
		require.True(t, strings.HasPrefix(body, before))
		require.True(t, strings.HasSuffix(body, after))
		if !found {
			require.Equal(t, body, before+after)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("hello\n## X\nshort\n%% employee %%\nx\n%% /employee %%\n", "x|facebook", "daily", "2026-12-01T09:00")
	f.Add("%%%%\n## Thread\n---\n", "", "monthly on 31", "now")
	f.Fuzz(func(t *testing.T, body, platforms, series, at string) {
		p := page(body)
		p.Properties["platforms"], p.Properties["series"], p.Properties["publish_at"] = strings.Split(platforms, "|"), []string{series}, []string{at}
		d := post.Read(p)
		for _, problem := range append(d.Problems, d.Hints...) {
			require.NotEmpty(t, problem.Sentence)
		}
		s := post.SlotsOf(d.Post, post.When{Now: now(), Zone: time.UTC, Seen: now()})
		posts := post.Fit(d.Post, s.Slot)
		post.Check(d.Post, posts, post.Facts{Now: now(), Zone: time.UTC, Slot: s.Slot})
		post.Previews(posts)
		post.Cost(posts)
		post.Sensitivity(d.Post, post.Watch{})
	})
}
