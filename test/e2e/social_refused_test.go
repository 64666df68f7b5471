package e2e_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/harness"
)

// What a platform would refuse, or take for something else, is refused in the
// note before anybody is asked, with a sentence that says what to do.
func TestSocial_WhatCannotGoOutIsRefusedWithWhatToDo(t *testing.T) {
	t.Parallel()
	graph, x, settings := everywhere(t)
	p := harness.New(t, settings...)
	p.Start()
	file := func(name string, content []byte) {
		require.NoError(t, os.WriteFile(p.Path("Social_Posts", name), content, 0o600))
	}
	file("upright.jpg", photo(t, 1080, 1620))
	file("holiday.jpg", bytes.ReplaceAll(harness.Clip(), []byte("mp42"), []byte("qt  ")))
	heavy := strings.Repeat("🎉", 140) + "a" // 141 characters, and 281 as X counts

	for name, c := range map[string]struct{ note, says string }{
		"heavy.md": {
			socialNote(heavy, "x", "now"),
			"The text is too long for X: 281 of 280 by X's counting (an address 23, an emoji or a CJK letter 2). Shorten it by 1.",
		},
		"upright.md": {
			socialNote("Our new window.", "instagram", "now", "media: ['[[upright.jpg]]']"),
			"“upright.jpg” is too tall for Instagram (1080 × 1620); cut it to at least 4:5.",
		},
		"at home.md": {
			socialNote("Our old window.", "instagram", "now", "media: ['[[upright.jpg]]']"),
			"Instagram fetches pictures from the web and takes none from this computer; put “upright.jpg” on a public https address",
		},
		"renamed.md": {
			socialNote("On holiday.", "facebook", "now", "media: ['[[holiday.jpg]]']"),
			"it is really a QuickTime video, whatever its name says; rename it so that it ends in .mov",
		},
		"local.md": {
			socialNote("Look at this.", "facebook", "now", `media: ["https://localhost/photo.jpg"]`),
			"is not public, so no platform can fetch it; put the file into the vault, or on a public web page.",
		},
		"plain.md": {
			socialNote("Look at that.", "instagram", "now", `media: ["http://127.0.0.1:8000/photo.jpg"]`),
			"does not begin with https, which platforms ask for; use the https one, or put the file into the vault.",
		},
		"missing hour.md": {
			socialNote("Good night.", "x", "2027-03-28T02:30"),
			"02:30 does not exist on that day: the clocks are put forward over it. Write 03:00 or a time before 02:00.",
		},
		"double hour.md": {
			socialNote("Good morning.", "x", "2027-10-31T02:30"),
			"02:30 comes twice on that day, because the clocks are put back. Write another time, or say which one: ",
		},
	} {
		lay(p, name, c.note)
		says(p, "Social_Posts", name, c.says)
		require.Contains(t, p.Read("Social_Posts", name), "Not scheduled", name)
	}

	require.Empty(t, x.Posts())
	require.Empty(t, x.Requests("initializeMediaUpload"))
	require.Empty(t, graph.Live())
	require.Zero(t, graph.Count("POST ig/media")+graph.Count("POST page/photos")+graph.Count("POST page/video_reels"))
	require.Empty(t, p.Notes("Pending_Approval"))
}

// photo is a JPEG of that many pixels.
func photo(t *testing.T, width, height int) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, jpeg.Encode(&out, image.NewGray(image.Rect(0, 0, width, height)), nil))
	return out.Bytes()
}
