package instagram_test

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/activities/instagram"
	"github.com/autonomous-employee/employee/test/fakes/graph"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// office is an account and the activities that post to it.
type office struct {
	*graph.Server
	*instagram.Activities
	t     *testing.T
	media map[string][]byte
}

func open(t *testing.T, opts graph.Options, more ...instagram.Option) *office {
	t.Helper()
	s := graph.Start(opts)
	t.Cleanup(s.Close)
	o := &office{Server: s, t: t, media: map[string][]byte{}}
	o.Activities = o.as(string(graph.PageToken), opts.AppSecret, more...)
	return o
}

// as makes activities with another token.
func (o *office) as(token, secret string, more ...instagram.Option) *instagram.Activities {
	o.t.Helper()
	a, err := instagram.New(instagram.Config{UserID: graph.InstagramID, Token: token, AppSecret: secret, BaseURL: o.URL()},
		append([]instagram.Option{instagram.WithOpenMedia(o.openMedia), instagram.WithTimeouts(5*time.Second, 5*time.Second)}, more...)...)
	require.NoError(o.t, err)
	o.t.Cleanup(a.Close)
	return a
}

type file struct{ *bytes.Reader }

func (file) Close() error { return nil }

func (o *office) openMedia(m contract.PostMedia) (io.ReadSeekCloser, error) {
	raw, there := o.media[m.SHA256]
	if !there {
		return nil, errors.New("it is not in the store")
	}
	return file{bytes.NewReader(raw)}, nil
}

// keep puts bytes into the store.
func (o *office) keep(m contract.PostMedia, size int) contract.PostMedia {
	m.SHA256, m.Bytes = "sha-of-"+m.Source, int64(size)
	o.media[m.SHA256] = bytes.Repeat([]byte("x"), size)
	return m
}

// photo lies on the web, as Instagram needs it.
func photo(name, alt string) contract.PostMedia {
	return contract.PostMedia{Source: "https://cdn.example.com/" + name, Alt: alt, Kind: contract.MediaImage, Type: "image/jpeg"}
}

func picture(text string) contract.PlatformPost {
	p := post(text)
	p.Media = []contract.PostMedia{photo("a.jpg", "a loaf")}
	return p
}

func post(text string) contract.PlatformPost {
	return contract.PlatformPost{BusinessKey: "AS-0123456789abcdef", Platform: contract.Instagram, Kind: contract.PostPublic, Text: text}
}

// publishing is what the workflow would ask for.
func (o *office) publishing(p contract.PlatformPost, part int, parent string, prepared contract.Prepared) contract.PublishPostInput {
	o.t.Helper()
	print, err := p.Fingerprint()
	require.NoError(o.t, err)
	return contract.PublishPostInput{Post: p, Part: part, Parent: parent, Prepared: prepared, Fingerprint: print}
}

// attempt publishes the first part of a post that needs nothing prepared.
func (o *office) attempt(p contract.PlatformPost) error {
	o.t.Helper()
	_, err := o.PublishPost(o.t.Context(), o.publishing(p, 0, "", contract.Prepared{State: contract.PreparedReady}))
	return err
}

func (o *office) find(p contract.PlatformPost, part int, parent string, prepared contract.Prepared, since time.Time) contract.FoundPosts {
	o.t.Helper()
	found, err := o.FindPost(o.t.Context(), contract.FindPostInput{Post: p, Part: part, Parent: parent, Prepared: prepared, Since: since})
	require.NoError(o.t, err)
	return found
}

// wantKind wants a failure of a kind and returns its sentence.
func wantKind(t *testing.T, kind contract.FailureKind, err error) string {
	t.Helper()
	var e *temporal.ApplicationError
	require.ErrorAs(t, err, &e)
	require.Equal(t, string(kind), e.Type(), e.Message())
	require.NotRegexp(t, "EAAG|IGAA", e.Error(), "no token")
	return e.Message()
}

// clean wants that the fake has seen nothing it does not know.
func (o *office) clean() {
	o.t.Helper()
	require.Empty(o.t, o.Violations())
}
