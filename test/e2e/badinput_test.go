package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/harness"
)

func TestBadInput_EachFileGetsAClearNoteAndNothingIsLost(t *testing.T) {
	t.Parallel()
	p := harness.New(t)
	p.Start()
	garbage := make([]byte, 200_000)
	for i := range garbage {
		garbage[i] = byte(i * 7919 >> 3)
	}
	bad := map[string]string{
		"empty.eml":             "",
		"thirty-mb.eml":         "From: a@b.example\r\nSubject: big\r\n\r\n" + strings.Repeat("0123456789abcde\n", 30<<16),
		"nested.eml":            nested(5000),
		"garbage.eml":           string(garbage),
		"weird [[name]] #1.eml": "just words",
	}
	for name, content := range bad {
		p.Drop(name, content)
	}

	p.Eventually("a note for each", func() bool { return len(p.Notes("Needs_Action")) == len(bad) })

	p.Eventually("the files to be moved aside", func() bool {
		files, err := os.ReadDir(p.Path("Completed", "Mails"))
		return err == nil && len(files) == len(bad)
	})
	for _, n := range p.Notes("Needs_Action") {
		require.Contains(t, n, "could not be read")
		require.Less(t, len(p.Read("Needs_Action", n)), 10_000)
	}
	kept := int64(0)
	require.NoError(t, filepath.Walk(p.Path("Completed", "Mails"), func(_ string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			kept += info.Size()
		}
		return err
	}))
	want := 0
	for _, c := range bad {
		want += len(c)
	}
	require.EqualValues(t, want, kept, "every byte is still there")
	p.Drop("good.eml", request("3100"))
	awaitPending(p, "3100")
}

func nested(depth int) string {
	var b strings.Builder
	b.WriteString("From: a@b.example\r\nSubject: nested\r\nMIME-Version: 1.0\r\n")
	for range depth {
		b.WriteString("Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n")
	}
	return b.String()
}

func TestBadInput_VaultPathThatIsAFileIsToldPlainly(t *testing.T) {
	t.Parallel()
	p := harness.New(t)
	require.NoError(t, os.WriteFile(p.VaultDir(), []byte("not a folder"), 0o600))
	p.Launch()

	out, code := p.Exit()

	require.Equal(t, 1, code)
	require.Contains(t, out, "is a file")
	require.NotContains(t, out, "goroutine")
}

func TestBadInput_EveryWrongSettingIsNamedAtOnce(t *testing.T) {
	t.Parallel()
	p := harness.New(t, "DRY_RUN=perhaps", "ODOO_URL=http://odoo.example", "OWNER_TIMEZONE=Mars/Base", "ODOO_PASWORD=x")
	p.Launch()

	out, code := p.Exit()

	require.Equal(t, 1, code)
	for _, name := range []string{"DRY_RUN", "ODOO_URL", "OWNER_TIMEZONE", "ODOO_PASWORD"} {
		require.Contains(t, out, name)
	}
	require.NoDirExists(t, p.VaultDir())
}

func TestBadInput_PortThatIsTakenIsNamed(t *testing.T) {
	t.Parallel()
	first := harness.New(t)
	_, port, _ := strings.Cut(first.Start().TemporalAddress, ":")
	second := harness.New(t, "TEMPORAL_PORT="+port)
	second.Launch()

	out, code := second.Exit()

	require.Equal(t, 1, code)
	require.Contains(t, out, "TEMPORAL_PORT")
}

func TestBadInput_DamagedDatabaseIsLeftAloneAndTold(t *testing.T) {
	t.Parallel()
	p := harness.New(t)
	data := filepath.Join(p.Dir, ".employee")
	require.NoError(t, os.MkdirAll(data, 0o700))
	rubbish := []byte(strings.Repeat("this is no database ", 1000))
	require.NoError(t, os.WriteFile(filepath.Join(data, "temporal.db"), rubbish, 0o600))
	p.Launch()

	out, code := p.Exit()

	require.Equal(t, 1, code)
	require.Contains(t, out, "temporal.db")
	kept, err := os.ReadFile(filepath.Join(data, "temporal.db"))
	require.NoError(t, err)
	require.Equal(t, rubbish, kept)
}

func TestBadInput_NewslettersDoNotBotherButADroppedOneIsAnswered(t *testing.T) {
	t.Parallel()
	p := harness.New(t)
	p.Start()
	p.Drop("news.eml", "From: News <news@shop.example>\r\nTo: office@northwind.example\r\nSubject: Our autumn offers\r\n"+
		"Message-ID: <n1@shop.example>\r\nDate: Mon, 16 Nov 2026 09:12:00 +0100\r\nList-Unsubscribe: <https://shop.example/u>\r\n\r\nBuy now, pay later! 20 % off all chairs.\r\n")

	p.Eventually("the answer", func() bool { return len(p.Notes("Completed")) == 1 })

	text := p.Read("Completed", p.Notes("Completed")[0])
	require.Equal(t, "ignored", harness.Property(text, "outcome"))
	require.Empty(t, p.Notes("Needs_Action"))
	require.Empty(t, p.Notes("Pending_Approval"))
}
