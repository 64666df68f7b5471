package posts_test

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/posts"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func jpegBytes(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, w, h)), nil))
	return b.Bytes()
}

func withMedia(entries string) string {
	return replaceAll(hello, "ready: true", "ready: true\nmedia: "+entries)
}

func TestMedia_AFileIsFoundDecodedAndKept(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		picture := jpegBytes(t, 60, 40)
		o.write("Pictures/2100/spring.jpg", string(picture))
		for name, entry := range map[string]string{
			"link": `["[[spring.jpg]]"]`, "path": `["Pictures/2100/spring.jpg"]`, "embedded": `["![[spring.jpg|300]]"]`, "name": `["spring.jpg"]`,
		} {
			o.write("Social_Posts/"+name+".md", withMedia(entry))
			r := o.ready(o.adopt("Social_Posts/" + name + ".md"))
			require.NotContains(t, sentences(r.Problems), "spring", name)
			m := r.Post.Media[0]
			require.Equal(t, "Pictures/2100/spring.jpg", m.Source)
			require.Equal(t, []int{60, 40}, []int{m.Width, m.Height})
			require.Equal(t, int64(len(picture)), m.Bytes)

			f, err := o.OpenMedia(m)
			require.NoError(t, err)
			got, err := io.ReadAll(f)
			require.NoError(t, err)
			require.NoError(t, f.Close())
			require.Equal(t, picture, got)
		}
	})
}

func TestMedia_ThePictureIsPartOfWhatIsJudged(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write("a.jpg", string(jpegBytes(t, 60, 40)))
		o.write(note, withMedia(`["a.jpg"]`))
		id := o.adopt(note)
		before := o.ready(id)
		o.write("a.jpg", string(jpegBytes(t, 60, 41)))
		after := o.ready(id)
		require.NotEqual(t, before.Fingerprint, after.Fingerprint)
		require.NotEqual(t, before.ContentHash, after.ContentHash)
		require.NoError(t, os.Remove(filepath.Join(o.dir, "data", "media", after.Post.Media[0].SHA256)))
		again := o.ready(id)
		_, err := o.OpenMedia(again.Post.Media[0])
		require.NoError(t, err, "what was lost is taken anew")
	})
}

func TestMedia_WhatCannotBeUsedIsSaid(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		var pngFile bytes.Buffer
		require.NoError(t, png.Encode(&pngFile, image.NewGray(image.Rect(0, 0, 9, 9))))
		outside := filepath.Join(o.dir, "secret.jpg")
		require.NoError(t, os.WriteFile(outside, jpegBytes(t, 9, 9), 0o600))
		o.write("real.png", pngFile.String())
		o.write("wrong.jpg", pngFile.String())
		o.write("empty.jpg", "")
		o.write("cut.jpg", string(jpegBytes(t, 200, 200)[:300]))
		o.write("a/twin.jpg", string(jpegBytes(t, 9, 9)))
		o.write("b/twin.jpg", string(jpegBytes(t, 9, 9)))
		require.NoError(t, os.Symlink(outside, o.path("link.jpg")))
		require.NoError(t, os.Symlink(o.dir, o.path("way")))
		for entry, says := range map[string]string{
			"wrong.jpg": "really a PNG picture, whatever its name says; rename it so that it ends in .png", "empty.jpg": "is empty", "cut.jpg": "cut off",
			"none.jpg": "no such file in the vault", "twin.jpg": "several files of that name (a/twin.jpg and b/twin.jpg)", "../secret.jpg": "no path within the vault",
			outside: "no path within the vault", "link.jpg": "link", "way/secret.jpg": "no such file in the vault", "a": "folder", "x/../../secret.jpg": "no path within the vault",
			"https://localhost/a.jpg": "not public", "http://example.com/a.jpg": "does not begin with https",
		} {
			o.write(note, withMedia(`["`+entry+`"]`))
			r := o.ready(o.adopt(note))
			require.Contains(t, sentences(r.Problems), says, entry)
			require.Empty(t, r.Posts, entry)
			require.Empty(t, r.Post.Media[0].SHA256, entry)
		}
	})
}

func TestMedia_APublicAddressIsLookedAt(t *testing.T) {
	t.Parallel()
	picture := jpegBytes(t, 640, 480)
	calls := 0
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls++
		if r.URL.Path != "/a.jpg" {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write(picture)
	}))
	t.Cleanup(srv.Close)
	o := &office{t: t, dir: t.TempDir(), now: time.Now(), zone: time.UTC}
	o.open()
	t.Cleanup(func() { require.NoError(t, o.vault.Close()) })
	var err error
	o.Desk, err = posts.New(o.vault, finder{o.watcher}, posts.Options{
		DataDir: filepath.Join(o.dir, "data2"), AllowAddress: func(ip netip.Addr) bool { return ip.IsLoopback() },
		Handbook: func(context.Context, contract.Nothing) (contract.Handbook, error) { return o.handbook, nil },
	})
	require.NoError(t, err)

	o.write(note, withMedia(`["`+srv.URL+`/a.jpg"]`))
	r := o.ready(o.adopt(note))
	require.Equal(t, 640, r.Post.Media[0].Width)
	require.NotEmpty(t, r.Post.Media[0].SHA256)
	o.ready(r.Post.PostID)
	require.Equal(t, 1, calls, "it is believed for a while")

	o.write("Social_Posts/b.md", withMedia(`["`+srv.URL+`/none.jpg"]`))
	require.Contains(t, sentences(o.ready(o.adopt("Social_Posts/b.md")).Problems), "answers 404")
}

var _ posts.Finder = finder{}

func TestNew_SaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	v, err := vault.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, v.Close()) })
	handbook := func(context.Context, contract.Nothing) (contract.Handbook, error) { return contract.Handbook{}, nil }
	w, err := vault.NewWatcher(v, vault.Options{})
	require.NoError(t, err)
	_, err = posts.New(nil, finder{w}, posts.Options{DataDir: t.TempDir(), Handbook: handbook})
	require.Error(t, err)
	_, err = posts.New(v, finder{w}, posts.Options{Handbook: handbook})
	require.ErrorContains(t, err, "DATA_DIR")
	_, err = posts.New(v, finder{w}, posts.Options{DataDir: t.TempDir()})
	require.Error(t, err)
}

func TestBook_ADamagedRecordStopsTheStart(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		record := filepath.Join(o.dir, "data", "posts", "notes", id+".json")
		require.FileExists(t, record)
		require.NoError(t, os.WriteFile(filepath.Join(filepath.Dir(record), ".writing-x"), []byte("{"), 0o600))
		o.open()
		require.NoFileExists(t, filepath.Join(filepath.Dir(record), ".writing-x"))
		require.NoError(t, os.WriteFile(record, []byte("{"), 0o600))
		_, err := posts.New(o.vault, finder{o.watcher}, posts.Options{DataDir: filepath.Join(o.dir, "data"), Handbook: func(context.Context, contract.Nothing) (contract.Handbook, error) { return o.handbook, nil }})
		require.ErrorContains(t, err, "is damaged")
	})
}
