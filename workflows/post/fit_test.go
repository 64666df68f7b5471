package post_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/post"
)

func fitted(p contract.Post) map[contract.Platform]contract.PlatformPost {
	out := map[contract.Platform]contract.PlatformPost{}
	for _, f := range post.Fit(p, slot()) {
		out[f.Platform] = f
	}
	return out
}

func TestFit_EachPlatformGetsItsOwn(t *testing.T) {
	t.Parallel()
	p := plainPost()
	p.Platforms, p.FirstComment, p.Thread = contract.Platforms(), "First!", []string{"two"}
	p.Variants = []contract.PostVariant{{Platform: contract.X, Text: "Short."}}
	p.Media = []contract.PostMedia{{Source: "https://example.com/a.jpg", SHA256: "abc"}, {Source: "b.jpg", SHA256: "def"}}
	got := fitted(p)

	require.Equal(t, p.Text, got[contract.Facebook].Text)
	require.Equal(t, "Short.", got[contract.X].Text)
	require.Equal(t, "First!", got[contract.Instagram].FirstComment)
	require.Empty(t, got[contract.X].FirstComment)
	require.Equal(t, []string{"two"}, got[contract.X].Thread)
	require.Empty(t, got[contract.Facebook].Thread)
	require.Empty(t, got[contract.Instagram].Media[0].SHA256, "it fetches an address by itself")
	require.Equal(t, "def", got[contract.Instagram].Media[1].SHA256)
	require.Equal(t, "abc", got[contract.X].Media[0].SHA256, "X has to be given the bytes")
	require.Equal(t, contract.PostKey(p.PostID, slot(), contract.X), got[contract.X].BusinessKey)
	require.NotEqual(t, got[contract.X].BusinessKey, got[contract.Facebook].BusinessKey)
}

func TestFit_TheLinkStandsWhereThePlatformTakesIt(t *testing.T) {
	t.Parallel()
	link := "https://example.com/offer?utm_campaign=spring"
	p := plainPost()
	p.Link = link
	got := fitted(p)
	require.Equal(t, link+"&utm_source=facebook", got[contract.Facebook].Link)
	require.Equal(t, p.Text, got[contract.Facebook].Text)
	require.Empty(t, got[contract.X].Link)
	require.Equal(t, p.Text+"\n\n"+link+"&utm_source=x", got[contract.X].Text)

	p.Media = []contract.PostMedia{{Source: "a.jpg"}}
	got = fitted(p)
	require.Empty(t, got[contract.Facebook].Link, "beside a picture Facebook would drop it")
	require.Contains(t, got[contract.Facebook].Text, link)
}

func TestFit_ALinkInTheTextIsNotPutThereTwice(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Look: https://example.com/offer?a=1 now.", "Look: https://example.com/offer?a=1&utm_source=mail now.",
	} {
		p := plainPost()
		p.Text, p.Link = text, "https://example.com/offer?a=1&utm_source=mail"
		require.Equal(t, "Look: https://example.com/offer?a=1&utm_source=mail now.", fitted(p)[contract.X].Text)
	}
	p := plainPost()
	p.Text, p.Link = "See https://example.com/offers first.", "https://example.com/offer"
	require.Equal(t, p.Text+"\n\nhttps://example.com/offer", fitted(p)[contract.X].Text, "another address is not touched")
	p.Text = ""
	require.Equal(t, "https://example.com/offer", fitted(p)[contract.X].Text)
}

func TestFit_SaysTheSameWheneverItIsAsked(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := plainPost()
		p.Text = rapid.String().Draw(t, "text")
		p.Link = rapid.SampledFrom([]string{"", "https://example.com/?utm_medium=x", "https://example.com/a#b"}).Draw(t, "link")
		a, err := contract.PostsFingerprint(post.Fit(p, slot()))
		require.NoError(t, err)
		b, err := contract.PostsFingerprint(post.Fit(p, slot()))
		require.NoError(t, err)
		require.Equal(t, a, b)
	})
}
