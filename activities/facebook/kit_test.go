package facebook_test

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/activities/facebook"
	"github.com/autonomous-employee/employee/test/fakes/graph"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// office is a page and the activities that post to it.
type office struct {
	*graph.Server
	*facebook.Activities
	t     *testing.T
	media map[string][]byte
}

func open(t *testing.T, opts graph.Options, more ...facebook.Option) *office {
	t.Helper()
	s := graph.Start(opts)
	t.Cleanup(s.Close)
	o := &office{Server: s, t: t, media: map[string][]byte{}}
	o.Activities = o.as(string(graph.PageToken), opts.AppSecret, more...)
	return o
}

// as makes activities with another token.
func (o *office) as(token, secret string, more ...facebook.Option) *facebook.Activities {
	o.t.Helper()
	a, err := facebook.New(facebook.Config{PageID: graph.PageID, PageToken: token, AppSecret: secret, BaseURL: o.URL()},
		append([]facebook.Option{facebook.WithOpenMedia(o.openMedia), facebook.WithTimeouts(5*time.Second, 5*time.Second)}, more...)...)
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

func (o *office) photo(name, alt string) contract.PostMedia {
	return o.keep(contract.PostMedia{Source: name, Alt: alt, Kind: contract.MediaImage, Type: "image/jpeg"}, 9)
}

func post(text string) contract.PlatformPost {
	return contract.PlatformPost{BusinessKey: "AS-0123456789abcdef", Platform: contract.Facebook, Kind: contract.PostPublic, Text: text}
}

// publishing is what the workflow would ask for.
func (o *office) publishing(p contract.PlatformPost, part int, parent string, prepared contract.Prepared) contract.PublishPostInput {
	o.t.Helper()
	print, err := p.Fingerprint()
	require.NoError(o.t, err)
	return contract.PublishPostInput{Post: p, Part: part, Parent: parent, Prepared: prepared, Fingerprint: print}
}

// prepare uploads what a post needs and wants it to be ready.
func (o *office) prepare(p contract.PlatformPost) contract.Prepared {
	o.t.Helper()
	prepared, err := o.EnsurePrepared(o.t.Context(), contract.PreparePostInput{Post: p})
	require.NoError(o.t, err)
	require.Equal(o.t, contract.PreparedReady, prepared.State, prepared.Problem)
	return prepared
}

// publish prepares and publishes the first part.
func (o *office) publish(p contract.PlatformPost) contract.PostOutcome {
	o.t.Helper()
	out, err := o.PublishPost(o.t.Context(), o.publishing(p, 0, "", o.prepare(p)))
	require.NoError(o.t, err)
	require.NotEmpty(o.t, out.ID)
	return out
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
	require.NotContains(t, e.Error(), "EAAG", "no token")
	return e.Message()
}

// clean wants that the fake has seen nothing it does not know.
func (o *office) clean() {
	o.t.Helper()
	require.Empty(o.t, o.Violations())
}
