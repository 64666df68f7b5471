package mail_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"github.com/autonomous-employee/employee/activities/mail"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

const letter = "From: Jo Miller <jo.miller@acmeworks.example>\nTo: me@x.example\nSubject: Invoice\nDate: Tue, 10 Nov 2026 09:30:00 +0000\n" +
	"Message-ID: <1@acmeworks.example>\n\nPlease invoice us for 12 mugs at EUR 6.00 each.\n"

type room struct {
	data, vault string
	store       *mail.Store
	intake      *mail.Intake
}

func newRoom(t *testing.T) room {
	t.Helper()
	r := room{data: t.TempDir(), vault: t.TempDir()}
	store, err := mail.OpenStore(r.data)
	require.NoError(t, err)
	t.Cleanup(func() { _ = store.Close() })
	r.store = store
	r.intake, err = mail.NewIntake(store, r.vault, func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) })
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll(filepath.Join(r.vault, "Inbox"), 0o700))
	return r
}

func (r room) drop(t *testing.T, name, content string) string {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(r.vault, "Inbox", name), []byte(content), 0o600))
	return "Inbox/" + name
}

func (r room) stored(t *testing.T, key string) string {
	t.Helper()
	f, err := r.store.Open(key)
	require.NoError(t, err)
	b, err := io.ReadAll(f)
	require.NoError(t, errors.Join(err, f.Close()))
	return string(b)
}

func TestStore_KeepsAMailWholeAndForTheOwnerAlone(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	key := strings.Repeat("ab", 32)
	require.NoError(t, r.store.Put(key, strings.NewReader("one")))
	require.NoError(t, r.store.Put(key, strings.NewReader("two")), "a key that is there is left as it is")
	require.Equal(t, "one", r.stored(t, key))
	info, err := os.Stat(filepath.Join(r.data, mail.Dir, key+".eml"))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	left, err := os.ReadDir(filepath.Join(r.data, mail.Dir))
	require.NoError(t, err)
	require.Len(t, left, 1, "no temporary file is left")
}

func TestStore_BrokenReaderLeavesNothing(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	key := strings.Repeat("cd", 32)
	require.Error(t, r.store.Put(key, io.MultiReader(strings.NewReader("half"), failing{})))
	_, err := r.store.Open(key)
	require.ErrorIs(t, err, mail.ErrNotStored)
	left, err := os.ReadDir(filepath.Join(r.data, mail.Dir))
	require.NoError(t, err)
	require.Empty(t, left)
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("disk gone") }

func TestStore_KeysNameMailsOnly(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	for _, key := range []string{"", "..", "../../etc/passwd", strings.Repeat("x", 64), strings.Repeat("a", 63), strings.Repeat("ab", 33)} {
		require.Error(t, r.store.Put(key, strings.NewReader("x")), key)
		_, err := r.store.Open(key)
		require.Error(t, err, key)
	}
}

func TestStore_ManyPuttingTheSameMailKeepOne(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	key := strings.Repeat("ef", 32)
	var all sync.WaitGroup
	errs := make([]error, 16)
	for i := range errs {
		all.Go(func() { errs[i] = r.store.Put(key, strings.NewReader("same")) })
	}
	all.Wait()
	require.NoError(t, errors.Join(errs...))
	require.Equal(t, "same", r.stored(t, key))
}

func TestIntake_TakesADroppedMailOnce(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	path := r.drop(t, "Grüße an alle (1).EML", letter)
	mtime := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	require.NoError(t, os.Chtimes(filepath.Join(r.vault, path), mtime, mtime))
	ref, err := r.intake.Take(path)
	require.NoError(t, err)
	require.Equal(t, contract.MailRef{Key: reading.Identity([]byte(letter)), Source: contract.SourceInbox, DroppedPath: path, Size: int64(len(letter)), SeenAt: mtime}, ref)
	require.Equal(t, letter, r.stored(t, ref.Key))
	again, err := r.intake.Take(path)
	require.NoError(t, err)
	require.Equal(t, ref, again)
	_, err = os.Stat(filepath.Join(r.vault, path))
	require.NoError(t, err, "the dropped file stays until a note moves it aside")
}

func TestIntake_TheSameMailFromGmailAndFromTheFolderHasOneKey(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	ref, err := r.intake.Take(r.drop(t, "a.eml", letter))
	require.NoError(t, err)
	fetched := "Delivered-To: me@x.example\r\nReceived: by mx.google.com\r\n" + strings.ReplaceAll(letter, "\n", "\r\n")
	kept, err := r.intake.Keep([]byte(fetched), contract.SourceGmail, "18c0ffee")
	require.NoError(t, err)
	require.Equal(t, ref.Key, kept.Key)
	require.Equal(t, "18c0ffee", kept.GmailID)
	require.Equal(t, time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), kept.SeenAt)
}

func TestIntake_LinksAndFoldersAreRefusedWithASentence(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	secret := filepath.Join(t.TempDir(), "secret")
	require.NoError(t, os.WriteFile(secret, []byte(letter), 0o600))
	inbox := filepath.Join(r.vault, "Inbox")
	require.NoError(t, os.Symlink(secret, filepath.Join(inbox, "sym.eml")))
	require.NoError(t, os.Mkdir(filepath.Join(inbox, "dir.eml"), 0o700))
	r.drop(t, "plain.eml", letter)
	require.NoError(t, os.Link(filepath.Join(inbox, "plain.eml"), filepath.Join(inbox, "hard.eml")))
	for _, name := range []string{"sym.eml", "dir.eml", "hard.eml", "plain.eml"} {
		_, err := r.intake.Take("Inbox/" + name)
		var refusal *mail.Refusal
		require.ErrorAs(t, err, &refusal, name)
		require.NotEmpty(t, refusal.Sentence)
	}
	_, err := r.intake.Take("../" + filepath.Base(r.vault) + "/../x")
	require.Error(t, err)
	_, err = r.intake.Take("Inbox/none.eml")
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestIntake_HugeFileIsKeyedAndNotStored(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	f, err := os.Create(filepath.Join(r.vault, "Inbox", "huge.eml"))
	require.NoError(t, err)
	require.NoError(t, errors.Join(f.Truncate(30<<20), f.Close()))
	ref, err := r.intake.Take("Inbox/huge.eml")
	require.NoError(t, err)
	require.Equal(t, int64(30<<20), ref.Size)
	want, err := reading.IdentityOfStream(bytes.NewReader(make([]byte, 30<<20)))
	require.NoError(t, err)
	require.Equal(t, want, ref.Key)
	_, err = r.store.Open(ref.Key)
	require.ErrorIs(t, err, mail.ErrNotStored)
	got := r.read(t, ref)
	require.Contains(t, got.Unreadable, "25 MB")
}

func TestIntake_GarbageIsStoredUnderItsBytes(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	for i, content := range []string{"", "\x00\x01garbage", "no header at all"} {
		ref, err := r.intake.Take(r.drop(t, string(rune('a'+i))+".eml", content))
		require.NoError(t, err)
		require.NotEmpty(t, r.read(t, ref).Unreadable)
	}
}

func (r room) read(t *testing.T, ref contract.MailRef) contract.Reading {
	t.Helper()
	got, err := r.activity(t, ref)
	require.NoError(t, err)
	return got
}

func (r room) activity(t *testing.T, ref contract.MailRef) (contract.Reading, error) {
	t.Helper()
	a, err := mail.New(r.store)
	require.NoError(t, err)
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestActivityEnvironment()
	a.Register(env)
	value, err := env.ExecuteActivity(contract.MailReadRequest.Name(), contract.ReadRequestInput{Mail: ref})
	if err != nil {
		return contract.Reading{}, err
	}
	var got contract.Reading
	require.NoError(t, value.Get(&got))
	return got, nil
}

func TestActivity_ReadsTheStoredMail(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	ref, err := r.intake.Take(r.drop(t, "a.eml", letter))
	require.NoError(t, err)
	got := r.read(t, ref)
	require.Equal(t, contract.ExpectDraft, got.Expected)
	require.Equal(t, contract.DirectionInvoice, got.Direction)
	require.Equal(t, contract.Decimal("12"), got.Lines[0].Quantity)
}

func TestActivity_MissingMailIsNotFoundAndNotRepeated(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	_, err := r.activity(t, contract.MailRef{Key: strings.Repeat("ab", 32), Size: 5})
	var app *temporal.ApplicationError
	require.ErrorAs(t, err, &app)
	require.Equal(t, string(contract.FailNotFound), app.Type())
	require.True(t, app.NonRetryable())
}

func TestActivity_NeedsAStore(t *testing.T) {
	t.Parallel()
	_, err := mail.New(nil)
	require.Error(t, err)
	_, err = mail.NewIntake(nil, "x", nil)
	require.Error(t, err)
	_, err = (&mail.Activities{}).ReadRequest(context.Background(), contract.ReadRequestInput{Mail: contract.MailRef{Size: 26 << 20}})
	require.NoError(t, err, "what is too large needs no store")
}
