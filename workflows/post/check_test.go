package post_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/post"
)

type (
	postFacts = post.Facts
	change    = func(*contract.Post, *postFacts)
)

func setMedia(media []contract.PostMedia) change {
	return func(p *contract.Post, _ *postFacts) { p.Media = media }
}

func text(s string) change { return func(p *contract.Post, _ *post.Facts) { p.Text = s } }

func on(where contract.Platform, more change) change {
	return func(p *contract.Post, f *post.Facts) {
		p.Platforms = []contract.Platform{where}
		if where == contract.Instagram {
			p.Media = []contract.PostMedia{goodPhoto()}
		}
		more(p, f)
	}
}

func nothing(*contract.Post, *post.Facts) {}

func goodPhoto() contract.PostMedia {
	return contract.PostMedia{Source: "https://example.com/a.jpg", Alt: "A", Kind: contract.MediaImage, Type: "image/jpeg", Bytes: 1 << 20, Width: 1080, Height: 1080}
}

func account(where contract.Platform, edit func(*contract.Account)) change {
	return func(p *contract.Post, f *post.Facts) {
		a := contract.Account{Platform: where, Configured: true, ID: "1", QuotaTotal: 50}
		edit(&a)
		f.Accounts = append(f.Accounts, a)
	}
}

func before(p post.Published) change {
	return func(_ *contract.Post, f *post.Facts) { f.Lately = append(f.Lately, p) }
}

func TestCheck_AnOrdinaryPostHasNoProblem(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]change{
		"plain": nothing, "on Instagram": on(contract.Instagram, nothing),
		"280":                   text(strings.Repeat("x", 280)),
		"an address of 300":     text("See https://example.com/" + strings.Repeat("a", 300)),
		"a reply":               on(contract.X, func(p *contract.Post, _ *post.Facts) { p.Kind, p.ReplyTo = contract.PostReply, "123" }),
		"words in brackets":     text("[UPDATE] [SOLD OUT] Thank you! [Link in bio] [1/3]"),
		"Spanish":               text("TO" + "DO lo que necesitas, y todos contentos"),
		"not to fill in":        text("I <3 this, 100% {yes}, $5, a_b and x*y"),
		"hashtags at the start": text("#spring is here\n- one\n- two\n1. three"),
		"a good account":        account(contract.X, func(a *contract.Account) { a.TokenExpires = slot().Add(time.Minute); a.QuotaUsed = 49 }),
		"the quota of a later day": func(p *contract.Post, f *post.Facts) {
			f.Slot = now().Add(25 * time.Hour)
			account(contract.X, func(a *contract.Account) { a.QuotaUsed = 50 })(p, f)
		},
		"another text before": before(post.Published{PostID: "post-other", Platform: contract.X, Text: "Something else entirely.", At: now(), Out: true}),
		"its own text before": before(post.Published{PostID: plainPost().PostID, Platform: contract.X, Text: plainPost().Text, At: now(), Out: true}),
		"elsewhere before":    before(post.Published{PostID: "post-other", Platform: contract.Instagram, Text: plainPost().Text, At: now(), Out: true}),
		"long ago":            before(post.Published{PostID: "post-other", Platform: contract.X, Text: plainPost().Text, At: now().AddDate(0, -2, 0), Out: true}),
	} {
		problems, _ := check(t, c)
		require.Empty(t, problems, name)
	}
}

func TestCheck_EachProblemSaysWhatToDo(t *testing.T) {
	t.Parallel()
	gap := func(p *contract.Post, f *post.Facts) {
		f.Social.MinGapMinutes = 30
		before(post.Published{PostID: "post-other", Title: "Lunch", Platform: contract.X, Text: "x", At: slot().Add(29 * time.Minute)})(p, f)
	}
	for name, c := range map[string]struct {
		change change
		where  string // platform/property
		says   string
	}{
		"281 on X":           {text(strings.Repeat("x", 281)), "x/text", "281 of 280 by X's counting (an address 23, an emoji or a CJK letter 2). Shorten it by 1."},
		"141 kana":           {text(strings.Repeat("の", 141)), "x/text", "282 of 280"},
		"a long thread part": {func(p *contract.Post, _ *post.Facts) { p.Thread = []string{"ok", strings.Repeat("y", 290)} }, "x/thread", "Part 3 of the thread is too long for X: 290 of 280"},
		"a link over the edge": {func(p *contract.Post, _ *post.Facts) {
			p.Text, p.Link = strings.Repeat("x", 260), "https://example.com"
		}, "x/text", "285 of 280"},
		"2,201 on Instagram":  {on(contract.Instagram, text(strings.Repeat("x", 2201))), "instagram/text", "2201 of 2200 characters"},
		"31 hashtags":         {on(contract.Instagram, text(strings.Repeat("#a1 ", 31))), "instagram/text", "31 hashtags; Instagram takes 30. Take 1 out."},
		"21 mentions":         {on(contract.Instagram, text(strings.Repeat("@ann ", 21))), "instagram/text", "21 mentions; Instagram takes 20"},
		"63,207 on Facebook":  {on(contract.Facebook, text(strings.Repeat("x", 63207))), "facebook/text", "63207 of 63206"},
		"a long comment":      {on(contract.Facebook, func(p *contract.Post, _ *post.Facts) { p.FirstComment = strings.Repeat("x", 8001) }), "facebook/first_comment", "8001 of 8000"},
		"no text":             {text(""), "x/text", "no text for X"},
		"Instagram without":   {func(p *contract.Post, _ *post.Facts) { p.Platforms = []contract.Platform{contract.Instagram} }, "instagram/media", "no post without a picture or video"},
		"a reply to nothing":  {on(contract.X, func(p *contract.Post, _ *post.Facts) { p.Kind = contract.PostReply }), "x/reply_to", "Say in reply_to"},
		"a message to nobody": {on(contract.X, func(p *contract.Post, _ *post.Facts) { p.Kind = contract.PostDM }), "x/recipient", "Say in recipient"},
		"a message by name":   {on(contract.Facebook, func(p *contract.Post, _ *post.Facts) { p.Kind, p.Recipient = contract.PostDM, "Anna" }), "facebook/recipient", "number"},
		"a message with photo": {on(contract.Facebook, func(p *contract.Post, _ *post.Facts) {
			p.Kind, p.Recipient, p.Media = contract.PostDM, "1", []contract.PostMedia{goodPhoto()}
		}), "facebook/media", "text only"},
		"a reply with photo": {on(contract.Facebook, func(p *contract.Post, _ *post.Facts) {
			p.Kind, p.ReplyTo, p.Media = contract.PostReply, "1", []contract.PostMedia{goodPhoto()}
		}), "facebook/media", "text only"},
		"a reply to two":       {func(p *contract.Post, _ *post.Facts) { p.Kind, p.ReplyTo = contract.PostReply, "1" }, "/platforms", "goes to one platform"},
		"a post with reply_to": {func(p *contract.Post, _ *post.Facts) { p.ReplyTo = "1" }, "x/kind", "kind is not reply or dm"},
		"blanks of a template": {text("Hello {{name}}, see you"), "/text", "“{{name}}” looks left over"},
		"brackets":             {text("Dear [NAME], see you"), "/text", "left over from a template"},
		"insert here":          {text("Our offer: [insert offer here]"), "/text", "left over"},
		"lorem ipsum":          {text("Lorem ipsum dolor"), "/text", "left over"},
		"to do later":          {text("Hello TO" + "DO: add the price"), "/text", "“TO" + "DO:” looks left over"},
		"your name":            {text("Hello [your name here]!"), "/text", "left over"},
		"to do":                {text("TO" + "DO write this"), "/text", "“TO" + "DO write” looks left over"},
		"a Markdown link":      {text("See [our page](https://example.com)"), "/text", "write the address itself"},
		"a wiki link":          {text("See [[Our page]]"), "/text", "Platforms do not know"},
		"an embedded picture":  {text("![[photo.jpg]]"), "/text", "put pictures into media"},
		"a heading":            {text("# News\nWe open."), "/text", "is a heading in Obsidian"},
		"HTML":                 {text("We <b>open</b>"), "/text", "is HTML"},
		"a mark in the alt text": {func(p *contract.Post, _ *post.Facts) {
			m := goodPhoto()
			m.Alt = "{{alt}}"
			p.Media = []contract.PostMedia{m}
		}, "/alt_text", "left over"},
		"a password":        {text("Wifi password: Sesame123"), "/text", "password or a key"},
		"a key":             {text("use AKIAIOSFODNN7EXAMPLE now"), "/text", "take it out"},
		"a blocked account": {account(contract.X, func(a *contract.Account) { a.Problem = "the app was suspended." }), "x/platforms", "X does not let the account post: the app was suspended."},
		"a token that ends": {account(contract.Facebook, func(a *contract.Account) { a.TokenExpires = slot().Add(-time.Minute) }), "facebook/publish_at", "The sign-in to Facebook ends on Tuesday 1 December 2026, 08:59"},
		"a quota used up":   {account(contract.X, func(a *contract.Account) { a.QuotaUsed = 50 }), "x/publish_at", "50 of 50 used"},
		"too close":         {gap, "x/publish_at", "“Lunch” goes out on X at Tuesday 1 December 2026, 09:29"},
		"the same text": {
			before(post.Published{PostID: "post-other", Title: "Old", Platform: contract.X, Text: "WE OPEN at nine, tomorrow!! https://example.com", At: now(), Out: true}),
			"x/text", "was published on X as “Old”",
		},
		"nearly the same text": {func(p *contract.Post, f *post.Facts) {
			p.Text = "Come and see the new spring shoes in our shop on the market square today"
			before(post.Published{PostID: "post-other", Title: "Old", Platform: contract.X, Text: "Come and see the new spring shoes in our shop on the market square tomorrow", At: now()})(p, f)
		}, "x/text", "is scheduled on X as “Old”"},
	} {
		problems, _ := check(t, c.change)
		found := false
		for _, line := range strings.Split(told(problems), "\n") {
			found = found || strings.HasPrefix(line, c.where+": ") && strings.Contains(line, c.says)
		}
		require.True(t, found, "%s: %q at %s is not in:\n%s", name, c.says, c.where, told(problems))
	}
}

func TestCheck_HintsStopNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change change
		says   string
	}{
		"bold":             {text("We **really** open"), "with its marks"},
		"no https":         {func(p *contract.Post, _ *post.Facts) { p.Link = "http://example.com/" }, "not secure"},
		"not set up":       {account(contract.X, func(a *contract.Account) { a.Configured = false; a.Problem = "no" }), "X is not set up yet"},
		"an address there": {on(contract.Instagram, text("see https://example.com")), "does not make addresses in a caption clickable"},
		"a series on X":    {func(p *contract.Post, _ *post.Facts) { p.Series = &contract.Series{Every: "day"} }, "X refuses a text that it has seen"},
		"many in comment":  {on(contract.Instagram, func(p *contract.Post, _ *post.Facts) { p.FirstComment = "#a #b #c #d #e" }), "5 hashtags"},
		"two in comment":   {on(contract.Instagram, func(p *contract.Post, _ *post.Facts) { p.FirstComment = "https://a.com https://b.com" }), "one address"},
		"loud comment":     {on(contract.Instagram, func(p *contract.Post, _ *post.Facts) { p.FirstComment = "BUY NOW" }), "capital letters"},
		"long comment":     {on(contract.Instagram, func(p *contract.Post, _ *post.Facts) { p.FirstComment = strings.Repeat("x", 301) }), "301 characters"},
	} {
		problems, hints := check(t, c.change)
		require.Empty(t, problems, name)
		require.Contains(t, told(hints), c.says, name)
	}
}
