package xclient_test

import (
	"bytes"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/xclient"
	fake "github.com/autonomous-employee/employee/test/fakes/x"
	"github.com/autonomous-employee/employee/test/fakes/x/openapi"
)

func TestContract_EveryRequestOfOursFitsXsOpenAPI(t *testing.T) {
	t.Parallel()
	spec, err := openapi.Load(filepath.Join("..", "..", "..", "..", "shared", "contracts", "x", "x-openapi.json"))
	if err != nil {
		t.Skipf("X's OpenAPI document is not at hand: %v", err)
	}
	s := start(t, fake.Options{PageSize: 5})
	c := client(t, xclient.Config{BaseURL: s.URL(), AccessToken: s.AccessToken(), ChunkBytes: 100})
	everything(t, c, s.AddUser("guest", false))
	seen := map[string]bool{}
	for _, r := range s.Requests() {
		seen[r.Op] = true
		require.NoError(t, spec.Request(r.Op, r.Query, r.ContentType, r.Body), "%s %s", r.Path, r.Body)
		require.NoError(t, spec.Answer(r.Op, r.Status, r.AnswerType, r.Answer))
	}
	for _, e := range fake.Endpoints() {
		require.True(t, seen[e.Op], e.Op)
	}
}

// everything makes each call of the client.
func everything(t *testing.T, c *xclient.Client, guest string) {
	t.Helper()
	ctx := t.Context()
	since := time.Now().Add(-time.Minute)
	me, err := c.KnownMe(ctx)
	require.NoError(t, err)
	user, err := c.UserByHandle(ctx, "guest")
	require.NoError(t, err)
	require.Equal(t, guest, user.ID)
	progress := 0
	picture := append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 60)...)
	small, err := c.Send(ctx, xclient.File{Category: xclient.TweetImage, Type: "image/png", Bytes: int64(len(picture)), Content: bytes.NewReader(picture)}, nil)
	require.NoError(t, err)
	require.NoError(t, c.Describe(ctx, small.ID, "A loaf"))
	film := append([]byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"), make([]byte, 300)...)
	large, err := c.Send(ctx, xclient.File{Category: xclient.TweetVideo, Type: "video/mp4", Bytes: int64(len(film)), Content: bytes.NewReader(film)}, func(done, _ int) { progress = done })
	require.NoError(t, err)
	require.Equal(t, 4, progress)
	for large.State == xclient.UploadProcessing {
		large, err = c.Status(ctx, large.ID)
		require.NoError(t, err)
	}
	first, err := c.Create(ctx, xclient.NewPost{Text: "A loaf", MediaIDs: []string{small.ID}})
	require.NoError(t, err)
	_, err = c.Create(ctx, xclient.NewPost{Text: "and a film", MediaIDs: []string{large.ID}, ReplyTo: first})
	require.NoError(t, err)
	for _, text := range []string{"1", "2", "3", "4"} {
		_, err = c.Create(ctx, xclient.NewPost{Text: text})
		require.NoError(t, err)
	}
	posts, err := c.Timeline(ctx, me.ID, since)
	require.NoError(t, err)
	require.Len(t, posts, 6)
	require.Equal(t, "A loaf", posts[5].Text)
	require.Equal(t, 1, posts[5].Media)
	require.Equal(t, first, posts[4].ReplyTo)
	_, err = c.Post(ctx, first)
	require.NoError(t, err)
	sent, err := c.Message(ctx, xclient.NewMessage{To: guest, Text: "Hello"})
	require.NoError(t, err)
	messages, err := c.Messages(ctx, guest, since)
	require.NoError(t, err)
	require.Equal(t, sent, messages[0].ID)
	require.Equal(t, me.ID, messages[0].Sender)
	require.NoError(t, c.Delete(ctx, first))
	_, err = c.Post(ctx, first)
	requireFailure(t, err, xclient.NotFound, xclient.CodeGone)
}
