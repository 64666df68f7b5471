package xcom_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/xcom"
	fake "github.com/autonomous-employee/employee/test/fakes/x"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestPrepare_ImagesArriveWholeWithTheirAlternativeText(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := newBench(t, w, fake.Options{})
		p := post("Bread")
		small, large := png(1000), png(4<<20+17)
		p.Media = []contract.PostMedia{b.file(contract.MediaImage, "image/png", small, `A "loaf" & butter`), b.file(contract.MediaImage, "image/png", large, "")}
		prepared, err := run(b, contract.XEnsurePrepared, contract.PreparePostInput{Post: p})
		require.NoError(t, err)
		require.Equal(t, contract.PreparedReady, prepared.State)
		require.Len(t, prepared.MediaIDs, 2)
		require.WithinDuration(t, time.Now().Add(24*time.Hour), prepared.Expires, time.Minute)
		first, second := b.fake.Media(prepared.MediaIDs[0]), b.fake.Media(prepared.MediaIDs[1])
		require.True(t, bytes.Equal(small, first.Bytes))
		require.True(t, bytes.Equal(large, second.Bytes))
		require.Equal(t, `A "loaf" & butter`, first.Alt)
		require.Empty(t, second.Alt)
		require.Len(t, b.fake.Requests("appendMediaUpload"), 2, "the large one went in pieces")
		require.Empty(t, b.fake.Posts())

		out, err := b.publish(contract.PublishPostInput{Post: p, Prepared: prepared})
		require.NoError(t, err)
		require.Equal(t, prepared.MediaIDs, b.fake.Posts()[0].Media)
		require.Equal(t, b.fake.Posts()[0].ID, out.ID)
	})
}

func TestPrepare_VideosAndGIFsAreWaitedForUntilXSaysNothingOfThemAnyMore(t *testing.T) {
	t.Parallel()
	for kind, raw := range map[string][]byte{contract.MediaVideo: mp4(9 << 20), contract.MediaGIF: gif(100)} {
		b := newBench(t, way{config: bearer}, fake.Options{Processing: 3})
		p := post("Kneading")
		mime := map[string]string{contract.MediaVideo: "video/mp4", contract.MediaGIF: "image/gif"}[kind]
		p.Media = []contract.PostMedia{b.file(kind, mime, raw, "Dough")}
		prepared, err := run(b, contract.XEnsurePrepared, contract.PreparePostInput{Post: p})
		require.NoError(t, err)
		require.Equal(t, contract.PreparedProcessing, prepared.State)
		require.Equal(t, time.Second, prepared.CheckAfter)
		_, err = b.publish(contract.PublishPostInput{Post: p, Prepared: prepared})
		requireKind(t, contract.FailInvalid, err)
		for range 2 {
			prepared, err = run(b, contract.XFetchPrepared, contract.FetchPreparedInput{Post: p, Prepared: prepared})
			require.NoError(t, err)
			require.Equal(t, contract.PreparedProcessing, prepared.State)
		}
		prepared, err = run(b, contract.XFetchPrepared, contract.FetchPreparedInput{Post: p, Prepared: prepared})
		require.NoError(t, err)
		require.Equal(t, contract.PreparedReady, prepared.State)
		require.Zero(t, prepared.CheckAfter)
		_, err = b.publish(contract.PublishPostInput{Post: p, Prepared: prepared})
		require.NoError(t, err)
		held := b.fake.Media(prepared.MediaIDs[0])
		require.True(t, bytes.Equal(raw, held.Bytes))
		require.Equal(t, kind == contract.MediaGIF, held.Alt == "Dough", "X takes none for a video")
	}
}

func TestPrepare_WhatXCannotProcessOrHasForgottenIsSaid(t *testing.T) {
	t.Parallel()
	now := time.Now()
	clock := func() time.Time { return now }
	b := newBench(t, way{config: tokenFile}, fake.Options{Now: clock}, xcom.WithClock(clock))
	p := post("Kneading")
	p.Media = []contract.PostMedia{b.file(contract.MediaVideo, "video/mp4", mp4(100), "")}
	prepare := func() contract.Prepared {
		prepared, err := run(b, contract.XEnsurePrepared, contract.PreparePostInput{Post: p})
		require.NoError(t, err)
		return prepared
	}
	forgotten, broken := prepare(), prepare()
	b.fake.BreakMedia()
	for range 3 {
		var err error
		broken, err = run(b, contract.XFetchPrepared, contract.FetchPreparedInput{Post: p, Prepared: broken})
		require.NoError(t, err)
	}
	require.Equal(t, contract.PreparedFailed, broken.State)
	require.Contains(t, broken.Problem, "MP4")
	now = now.Add(25 * time.Hour)
	forgotten, err := run(b, contract.XFetchPrepared, contract.FetchPreparedInput{Post: p, Prepared: forgotten})
	require.NoError(t, err)
	require.Equal(t, contract.PreparedExpired, forgotten.State)
	require.True(t, forgotten.Retry)
}

func TestPrepare_FilesThatXRefusesAreAProblemOfThePost(t *testing.T) {
	t.Parallel()
	b := newBench(t, way{config: bearer}, fake.Options{})
	good := b.file(contract.MediaImage, "image/png", png(100), "")
	text := b.file(contract.MediaImage, "image/png", []byte("not an image at all"), "")
	short := good
	short.Bytes = 8 << 20
	lost := good
	lost.SHA256 = "00"
	wordy := good
	wordy.Alt = strings.Repeat("ä", 1001)
	for name, m := range map[string]contract.PostMedia{"text": text, "short": short} {
		p := post("Bread")
		p.Media = []contract.PostMedia{good, m}
		prepared, err := run(b, contract.XEnsurePrepared, contract.PreparePostInput{Post: p})
		require.NoError(t, err, name)
		require.Equal(t, contract.PreparedFailed, prepared.State, name)
		require.Contains(t, prepared.Problem, "file 2", name)
		require.False(t, prepared.Retry)
	}
	for _, m := range []contract.PostMedia{lost, wordy} {
		p := post("Bread")
		p.Media = []contract.PostMedia{m}
		_, err := run(b, contract.XEnsurePrepared, contract.PreparePostInput{Post: p})
		requireKind(t, contract.FailInvalid, err)
	}
}

func TestPrepare_APieceThatIsLostIsSentAgain(t *testing.T) {
	t.Parallel()
	b := newBench(t, way{config: bearer}, fake.Options{})
	p := post("Kneading")
	raw := mp4(9 << 20)
	p.Media = []contract.PostMedia{b.file(contract.MediaVideo, "video/mp4", raw, "")}
	b.fake.On("appendMediaUpload").CommitThenDrop(1)
	b.fake.On("appendMediaUpload").FailHTML(502, 1)
	prepared, err := run(b, contract.XEnsurePrepared, contract.PreparePostInput{Post: p})
	require.NoError(t, err)
	require.True(t, bytes.Equal(raw, b.fake.Media(prepared.MediaIDs[0]).Bytes))
	require.Len(t, b.fake.Requests("appendMediaUpload"), 6)

	b.fake.On("finalizeMediaUpload").CommitThenDrop(1)
	_, err = run(b, contract.XEnsurePrepared, contract.PreparePostInput{Post: p})
	requireKind(t, contract.FailTransient, err)
	_, err = run(b, contract.XEnsurePrepared, contract.PreparePostInput{Post: p})
	require.NoError(t, err, "once more does no harm")
}

func TestPrepare_ADirectMessageCarriesItsFile(t *testing.T) {
	t.Parallel()
	b := newBench(t, way{config: bearer}, fake.Options{})
	b.fake.AddUser("guest", false)
	p := post("Your cake")
	p.Kind, p.Recipient = contract.PostDM, "@guest"
	p.Media = []contract.PostMedia{b.file(contract.MediaImage, "image/png", png(100), "Cake")}
	since := time.Now()
	prepared, err := run(b, contract.XEnsurePrepared, contract.PreparePostInput{Post: p})
	require.NoError(t, err)
	require.Equal(t, "dm_image", b.fake.Media(prepared.MediaIDs[0]).Category)
	_, err = b.publish(contract.PublishPostInput{Post: p, Prepared: prepared})
	require.NoError(t, err)
	require.Equal(t, prepared.MediaIDs, b.fake.Messages()[0].Media)
	require.Len(t, b.find(contract.FindPostInput{Post: p, Since: since}), 1)
}
