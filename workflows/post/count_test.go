package post_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/post"
)

func TestLength_OfXIsWeighted(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"": 0, "This is a test.": 15, "Hi http://test.co": 26, "http://test.co": 23, "test.com": 23, "Test https://test.com test https://test.com test.com test": 86,
		"故人西辞": 8, "저찀쯿쿿": 8, "😷👾😡🔥💩": 10, "👨‍👩‍👧‍👦": 2, "🙋🏽": 2, "🇩🇪": 2, "🇩🇪🇫🇷": 4, "1️⃣": 2, "❤️": 2, "❤": 2, "👨🎤": 4, "🏴󠁧󠁢󠁥󠁮󠁧󠁿": 2,
		"A\u0301B": 2, "\u00c1B": 2, "“quotes” – dashes…": 19, "ÄÖÜß": 4, "Привет": 6, "שלום": 4, "€": 2, "\u2003\u2009": 2, "\u2190": 2, "™": 2, "©": 1,
		"see example.com/path?a=b, then": 33, "(https://example.com/a_(b))": 25, "readme.md": 9, "example.md/x": 23, "foo.co.jp": 23, "t.co": 23, "v1.2.3": 6, "and so on...ok": 14,
		"mail anna@example.com": 21, "@user.name": 10, "https://localhost/x": 19, "https://exämple.de/ü": 23, "Ende.Neu": 8, "https://example.com/のの": 27,
		"これはexample.comです": 33, "https://example.comです": 27, "HTTPS://EXAMPLE.COM": 23,
		strings.Repeat("x", 280): 280, strings.Repeat("の", 140): 280, "http://192.168.0.1/a": 20,
	} {
		require.Equal(t, want, post.Length(contract.X, text), text)
	}
}

func TestLength_OfTheOthersCountsUTF16(t *testing.T) {
	t.Parallel()
	for _, where := range []contract.Platform{contract.Facebook, contract.Instagram} {
		require.Equal(t, 5, post.Length(where, "hello"))
		require.Equal(t, 2, post.Length(where, "😀"))
		require.Equal(t, 1, post.Length(where, "A\u0301"))
		require.Equal(t, 19, post.Length(where, "https://example.com"))
	}
}

func TestLength_IsNeverLessThanTheCharactersSeenWithoutAddresses(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := strings.ReplaceAll(rapid.String().Draw(t, "text"), ".", "")
		require.GreaterOrEqual(t, post.Length(contract.X, text), uniseg.GraphemeClusterCount(text))
	})
}

func TestPreviews_CutAtTheCharactersThatAreSeen(t *testing.T) {
	t.Parallel()
	family := strings.Repeat("👨‍👩‍👧‍👦", 200)
	p := plainPost()
	p.Platforms, p.Text = contract.Platforms(), family
	previews := post.Previews(post.Fit(p, slot()))
	require.Len(t, previews, 3)
	require.Empty(t, previews[0].Shown, "200 are fewer than 477")
	require.Equal(t, 125, uniseg.GraphemeClusterCount(previews[1].Shown))
	require.True(t, utf8.ValidString(previews[1].Shown))
	require.Equal(t, contract.PostPreview{Platform: contract.X, Length: 400, Limit: 280}, previews[2])

	p.Text = strings.Repeat("word ", 200)
	previews = post.Previews(post.Fit(p, slot()))
	require.Len(t, previews[0].Shown, 477)
	require.Equal(t, 63206, previews[0].Limit)
	require.Equal(t, 2200, previews[1].Limit)

	p.Text = strings.Repeat("a", 125)
	require.Empty(t, post.Previews(post.Fit(p, slot()))[1].Shown, "nothing is cut")
}

func TestCost_IsWhatXCharges(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*contract.Post)
		want   contract.Decimal
	}{
		"a post":            {func(*contract.Post) {}, "0.015"},
		"with an address":   {func(p *contract.Post) { p.Text += " example.com" }, "0.2"},
		"with a link":       {func(p *contract.Post) { p.Link = "https://example.com/" }, "0.2"},
		"a thread":          {func(p *contract.Post) { p.Thread = []string{"a", "b https://example.com"} }, "0.23"},
		"a described photo": {func(p *contract.Post) { p.Media = []contract.PostMedia{{Source: "a.jpg", Alt: "A"}} }, "0.02"},
		"a message":         {func(p *contract.Post) { p.Kind = contract.PostDM; p.Text = "https://example.com" }, "0.015"},
		"elsewhere":         {func(p *contract.Post) { p.Platforms = []contract.Platform{contract.Facebook} }, ""},
		"not the comment":   {func(p *contract.Post) { p.FirstComment = "https://example.com" }, "0.015"},
	} {
		p := plainPost()
		c.change(&p)
		require.Equal(t, c.want, post.Cost(post.Fit(p, slot())), name)
	}
}
