package xcom_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"github.com/autonomous-employee/employee/activities/xcom"
	fake "github.com/autonomous-employee/employee/test/fakes/x"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// way is how the account is signed in.
type way struct {
	name   string
	config func(*testing.T, *fake.Server) xcom.Config
}

func bearer(_ *testing.T, s *fake.Server) xcom.Config {
	return xcom.Config{BaseURL: s.URL(), AccessToken: s.AccessToken()}
}

func oauth1(_ *testing.T, s *fake.Server) xcom.Config {
	return xcom.Config{BaseURL: s.URL(), APIKey: fake.APIKey, APISecret: fake.APISecret, UserToken: fake.UserToken, UserSecret: fake.UserSecret}
}

func tokenFile(t *testing.T, s *fake.Server) xcom.Config {
	t.Helper()
	path, err := s.WriteTokenFile(t.TempDir())
	require.NoError(t, err)
	return xcom.Config{BaseURL: s.URL(), ClientID: s.ClientID(), ClientSecret: s.ClientSecret(), TokenFile: path}
}

func everyWay(t *testing.T, test func(*testing.T, way)) {
	t.Helper()
	for _, w := range []way{{"bearer", bearer}, {"OAuth 1", oauth1}, {"token file", tokenFile}} {
		t.Run(w.name, func(t *testing.T) {
			t.Parallel()
			test(t, w)
		})
	}
}

type bench struct {
	*testing.T
	fake  *fake.Server
	acts  *xcom.Activities
	files map[string][]byte // by SHA-256
}

func newBench(t *testing.T, w way, opts fake.Options, more ...xcom.Option) *bench {
	t.Helper()
	s := fake.Start(opts)
	t.Cleanup(s.Close)
	return benchOn(t, s, w.config(t, s), more...)
}

func benchOn(t *testing.T, s *fake.Server, cfg xcom.Config, more ...xcom.Option) *bench {
	t.Helper()
	b := &bench{T: t, fake: s, files: map[string][]byte{}}
	open := func(m contract.PostMedia) (io.ReadSeekCloser, error) {
		raw, ok := b.files[m.SHA256]
		if !ok {
			return nil, errors.New("not in the store")
		}
		return readSeekCloser{bytes.NewReader(raw)}, nil
	}
	acts, err := xcom.New(cfg, append([]xcom.Option{xcom.WithOpenMedia(open), xcom.WithTimeout(3 * time.Second)}, more...)...)
	require.NoError(t, err)
	t.Cleanup(acts.Close)
	t.Cleanup(func() { require.Empty(t, s.Violations()) })
	b.acts = acts
	return b
}

type readSeekCloser struct{ *bytes.Reader }

func (readSeekCloser) Close() error { return nil }

// file keeps bytes in the store and returns the media that names them.
func (b *bench) file(kind, mime string, raw []byte, alt string) contract.PostMedia {
	sum := sha256.Sum256(raw)
	name := hex.EncodeToString(sum[:])
	b.files[name] = raw
	return contract.PostMedia{Source: "photos/" + name[:6], Kind: kind, Type: mime, Bytes: int64(len(raw)), SHA256: name, Alt: alt}
}

// run carries an activity out as a worker does.
func run[In, Out any](b *bench, name contract.Activity[In, Out], in In) (Out, error) {
	b.Helper()
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	env := suite.NewTestActivityEnvironment()
	b.acts.Register(env)
	var out Out
	value, err := env.ExecuteActivity(name.Name(), in)
	if err == nil {
		require.NoError(b, value.Get(&out))
	}
	return out, err
}

func (b *bench) publish(in contract.PublishPostInput) (contract.PostOutcome, error) {
	b.Helper()
	if in.Fingerprint == "" {
		in.Fingerprint = fingerprint(b.T, in.Post)
	}
	return run(b, contract.XPublishPost, in)
}

func (b *bench) find(in contract.FindPostInput) []contract.PostOutcome {
	b.Helper()
	found, err := run(b, contract.XFindPost, in)
	require.NoError(b, err)
	require.False(b, found.Certain)
	return found.Posts
}

func fingerprint(t *testing.T, p contract.PlatformPost) string {
	t.Helper()
	f, err := p.Fingerprint()
	require.NoError(t, err)
	return f
}

func post(text string) contract.PlatformPost {
	return contract.PlatformPost{BusinessKey: "AS-0123456789abcdef", Platform: contract.X, Kind: contract.PostPublic, Text: text}
}

// failureOf returns what a workflow sees of an activity's failure.
func failureOf(t *testing.T, err error) *temporal.ApplicationError {
	t.Helper()
	var app *temporal.ApplicationError
	require.ErrorAs(t, err, &app)
	return app
}

func requireKind(t *testing.T, kind contract.FailureKind, err error) {
	t.Helper()
	_ = kindOf(t, kind, err)
}

// kindOf is requireKind for who looks at the failure further.
func kindOf(t *testing.T, kind contract.FailureKind, err error) *temporal.ApplicationError {
	t.Helper()
	app := failureOf(t, err)
	require.Equal(t, string(kind), app.Type(), app.Message())
	return app
}

func png(size int) []byte { return append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, size-8)...) }

func gif(size int) []byte { return append([]byte("GIF89a"), make([]byte, size-6)...) }

func mp4(size int) []byte {
	return append([]byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"), make([]byte, size-24)...)
}
