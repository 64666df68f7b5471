package post_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const mb = 1 << 20

// photo, clip and loop are files as they are decoded from the vault.
func photo(edit func(*contract.PostMedia)) contract.PostMedia {
	m := contract.PostMedia{Source: "pics/a.jpg", Alt: "A", Kind: contract.MediaImage, Type: "image/jpeg", Bytes: mb, Width: 1080, Height: 1080, SHA256: "ab"}
	edit(&m)
	return m
}

func clip(edit func(*contract.PostMedia)) contract.PostMedia {
	m := contract.PostMedia{Source: "pics/a.mp4", Alt: "A", Kind: contract.MediaVideo, Type: "video/mp4", Bytes: 20 * mb, Width: 1080, Height: 1920, DurationMS: 30_000, SHA256: "cd"}
	edit(&m)
	return m
}

func loop(edit func(*contract.PostMedia)) contract.PostMedia {
	m := contract.PostMedia{Source: "pics/a.gif", Alt: "A", Kind: contract.MediaGIF, Type: "image/gif", Bytes: mb, Width: 400, Height: 300, DurationMS: 2000, SHA256: "ef"}
	edit(&m)
	return m
}

func same(*contract.PostMedia) {}

func public(m *contract.PostMedia) { m.Source = "https://example.com/a.jpg" }

func times(n int, m contract.PostMedia) []contract.PostMedia {
	var out []contract.PostMedia
	for range n {
		out = append(out, m)
	}
	return out
}

func with(where contract.Platform, media ...contract.PostMedia) change {
	return on(where, setMedia(media))
}

func TestMedia_WhatEachPlatformTakes(t *testing.T) {
	t.Parallel()
	wide := func(m *contract.PostMedia) { public(m); m.Width, m.Height = 1080, 566 }
	tall := func(m *contract.PostMedia) { public(m); m.Width, m.Height = 1080, 1350 }
	for name, c := range map[string]change{
		"four photos on X":         with(contract.X, times(4, photo(same))...),
		"a GIF on X":               with(contract.X, loop(func(m *contract.PostMedia) { m.Bytes = 15 * mb })),
		"140 s on X":               with(contract.X, clip(func(m *contract.PostMedia) { m.DurationMS, m.Bytes = 140_000, 512*mb })),
		"WebP on X":                with(contract.X, photo(func(m *contract.PostMedia) { m.Type = "image/webp" })),
		"ten photos on Facebook":   with(contract.Facebook, times(10, photo(same))...),
		"a video on Facebook":      with(contract.Facebook, clip(func(m *contract.PostMedia) { m.Type = "video/quicktime" })),
		"1.91:1 on Instagram":      with(contract.Instagram, photo(wide)),
		"4:5 on Instagram":         with(contract.Instagram, photo(tall)),
		"a carousel":               with(contract.Instagram, append(times(9, photo(public)), clip(same))...),
		"a reel":                   with(contract.Instagram, clip(func(m *contract.PostMedia) { m.DurationMS = 15 * 60_000 })),
		"an address not looked at": with(contract.Facebook, contract.PostMedia{Source: "https://example.com/a.jpg", Alt: "A"}),
		"a long video of a patron": func(p *contract.Post, f *postFacts) {
			with(contract.X, clip(func(m *contract.PostMedia) { m.DurationMS = 600_000 }))(p, f)
			account(contract.X, func(a *contract.Account) { a.LongVideos = true })(p, f)
		},
	} {
		problems, _ := check(t, c)
		require.Empty(t, problems, name)
	}
}

func TestMedia_WhatIsRefusedSaysWhatToDo(t *testing.T) {
	t.Parallel()
	shape := func(w, h int) func(*contract.PostMedia) {
		return func(m *contract.PostMedia) { public(m); m.Width, m.Height = w, h }
	}
	at := func(address string) contract.PostMedia {
		return photo(func(m *contract.PostMedia) { m.Source = address })
	}
	for name, c := range map[string]struct {
		change change
		says   string
	}{
		"4:6 on Instagram":        {with(contract.Instagram, photo(shape(800, 1200))), "“example.com/a.jpg” is too tall for Instagram (800 × 1200); cut it to at least 4:5."},
		"2:1 on Instagram":        {with(contract.Instagram, photo(shape(1200, 600))), "too wide for Instagram (1200 × 600); cut it to at most 1.91:1."},
		"300 px":                  {with(contract.Instagram, photo(shape(300, 300))), "300 pixels wide, and at least 320"},
		"PNG on Instagram":        {with(contract.Instagram, photo(func(m *contract.PostMedia) { public(m); m.Type = "image/png" })), "save it as JPEG"},
		"9 MB on Instagram":       {with(contract.Instagram, photo(func(m *contract.PostMedia) { public(m); m.Bytes = 8*mb + 1 })), "8.1 of 8 MB"},
		"a local photo":           {with(contract.Instagram, photo(same)), "put “a.jpg” on a public https address"},
		"a GIF on Instagram":      {with(contract.Instagram, loop(same)), "no moving GIF; save it as an MP4"},
		"eleven on Instagram":     {with(contract.Instagram, times(11, photo(public))...), "there are 11; take some out"},
		"2 s on Instagram":        {with(contract.Instagram, clip(func(m *contract.PostMedia) { m.DurationMS = 2000 })), "at least 3 s"},
		"16 min on Instagram":     {with(contract.Instagram, clip(func(m *contract.PostMedia) { m.DurationMS = 16 * 60_000 })), "16 minutes of 15 minutes. Cut it."},
		"90 s in a carousel":      {with(contract.Instagram, photo(public), clip(func(m *contract.PostMedia) { m.DurationMS = 90_000 })), "90 s of 60 s"},
		"five photos on X":        {with(contract.X, times(5, photo(same))...), "up to 4 pictures in a post, and there are 5"},
		"a photo and a video":     {with(contract.X, photo(same), clip(same)), "no mixture"},
		"two GIFs on X":           {with(contract.X, loop(same), loop(same)), "one GIF"},
		"6 MB on X":               {with(contract.X, photo(func(m *contract.PostMedia) { m.Bytes = 6 * mb })), "6 of 5 MB"},
		"16 MB of GIF":            {with(contract.X, loop(func(m *contract.PostMedia) { m.Bytes = 16 * mb })), "16 of 15 MB"},
		"141 s on X":              {with(contract.X, clip(func(m *contract.PostMedia) { m.DurationMS = 141_000 })), "141 s of 140 s"},
		"600 MB on X":             {with(contract.X, clip(func(m *contract.PostMedia) { m.Bytes = 600 * mb })), "600 of 512 MB"},
		"4:1 on X":                {with(contract.X, clip(func(m *contract.PostMedia) { m.Width, m.Height = 1600, 400 })), "at most 3:1"},
		"a video by address":      {with(contract.X, clip(func(m *contract.PostMedia) { m.Source, m.SHA256 = "https://example.com/a.mp4", "" })), "X takes a video as a file only"},
		"a mixture on Facebook":   {with(contract.Facebook, photo(same), clip(same)), "no mixture"},
		"eleven on Facebook":      {with(contract.Facebook, times(11, photo(same))...), "not sent reliably"},
		"WebP on Facebook":        {with(contract.Facebook, photo(func(m *contract.PostMedia) { m.Type = "image/webp" })), "save it as JPEG"},
		"1,001 of alternative":    {with(contract.X, photo(func(m *contract.PostMedia) { m.Alt = strings.Repeat("x", 1001) })), "1001 of 1000 characters. Shorten it by 1."},
		"plain http":              {with(contract.Facebook, at("http://example.com/a.jpg")), "does not begin with https"},
		"localhost":               {with(contract.Facebook, at("https://localhost/a.jpg")), "is not public"},
		"a private network":       {with(contract.Facebook, at("https://192.168.1.5/a.jpg")), "is not public"},
		"the machine itself":      {with(contract.Facebook, at("https://[::1]/a.jpg")), "is not public"},
		"another private one":     {with(contract.Facebook, at("https://10.0.0.7:8443/a.jpg")), "is not public"},
		"a name at home":          {with(contract.Facebook, at("https://nas.local/a.jpg")), "is not public"},
		"a name without a dot":    {with(contract.Facebook, at("https://server/a.jpg")), "is not public"},
		"a number for a name":     {with(contract.Facebook, at("https://2130706433/a.jpg")), "is not public"},
		"a password in it":        {with(contract.Facebook, at("https://me:pw@example.com/a.jpg")), "is not public"},
		"a file of this computer": {with(contract.Facebook, at("file:///home/me/a.jpg")), "does not begin with https"},
	} {
		problems, _ := check(t, c.change)
		require.Contains(t, told(problems), c.says, name)
		require.NotContains(t, told(problems), "pw@", name)
	}
}

func TestMedia_HintsStopNothing(t *testing.T) {
	t.Parallel()
	problems, hints := check(t, with(contract.Instagram, photo(func(m *contract.PostMedia) { public(m); m.Alt, m.Width, m.Height = "", 4032, 4032 })))
	require.Empty(t, problems)
	require.Contains(t, told(hints), "no alternative text for “example.com/a.jpg”")
	require.Contains(t, told(hints), "scale “example.com/a.jpg” down to 1440 pixels")
}
