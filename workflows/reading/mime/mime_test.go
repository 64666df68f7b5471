package mime_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/mime"
)

const head = "From: Jo <jo@acme.example>\r\nTo: me@x.example\r\nSubject: hello\r\nDate: Tue, 10 Nov 2026 09:30:00 +0000\r\n"

func TestScan_LetsOrdinaryMailThrough(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{
		head + "\r\nbody", head, head + "Content-Type: multipart/mixed; boundary=\"a b\"\r\n\r\n--a b\r\n\r\nx\r\n--a b--\r\n", "Subject: x\n\n-- \nsig\n--\n",
		head + "\r\nContent-Type: multipart/mixed; boundary=x is only text here\r\n",
	} {
		require.Empty(t, mime.Scan([]byte(raw)), raw)
	}
}

func TestScan_NamesEachLimit(t *testing.T) {
	t.Parallel()
	var deep strings.Builder
	deep.WriteString(head)
	for i := range 25 {
		fmt.Fprintf(&deep, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}
	for raw, say := range map[string]string{
		"":                      mime.SayEmpty,
		"hello world":           mime.SayNotMail,
		"X-Only: a\n\nb":        mime.SayNotMail,
		"From: a\nFrom: b\n\nc": mime.SayTwoSenders,
		"From: a\nX: \x00\n\nc": mime.SayNotMail,
		deep.String() + "\r\nx": mime.SayNesting,
		head + "X: " + strings.Repeat("y", 300<<10) + "\r\n\r\n":                                            mime.SayHeader,
		head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + strings.Repeat("--x\r\n\r\n\r\n", 501): mime.SayParts,
	} {
		require.Equal(t, say, mime.Scan([]byte(raw)))
	}
}

func TestScan_HiddenBoundariesDoNotSlipThrough(t *testing.T) {
	t.Parallel()
	for _, param := range []string{`boundary*0=x; boundary*1=y`, `boundary*=us-ascii'en'xy`, `boundary="xy\"z"`, `BOUNDARY=xy; boundary=zz`} {
		raw := head + "Content-Type: multipart/mixed; " + param + "\r\n\r\n" + strings.Repeat("--xy\r\n\r\n\r\n", 600)
		require.NotEmpty(t, mime.Scan([]byte(raw)), param)
	}
	nested := head + "\r\n"
	for i := range 600 {
		nested += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n", i)
	}
	require.Equal(t, mime.SayNesting, mime.Scan([]byte(nested)))
}

func TestParse_ReadsBothAlternativesAndAttachments(t *testing.T) {
	t.Parallel()
	raw := head + "Reply-To: =?utf-8?q?J=C3=B6?= <j@b.example>\r\nList-Id: <l>\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n" +
		"--a\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=FC=DFe\r\n--a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Grüße</p>\r\n--a--\r\n" +
		"--m\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=\"l.csv\"\r\nContent-Transfer-Encoding: base64\r\n\r\nYSxiCg==\r\n--m--\r\n"
	m, err := mime.Parse([]byte(raw))
	require.NoError(t, err)
	require.Equal(t, "Grüße", strings.TrimSpace(m.Text))
	require.Equal(t, "<p>Grüße</p>", strings.TrimSpace(m.HTML))
	require.Len(t, m.Attachments, 1)
	require.Equal(t, "l.csv", m.Attachments[0].Name)
	require.Equal(t, "a,b\n", string(m.Attachments[0].Content))
	require.Equal(t, "Jö", m.ReplyTo[0].Name)
	require.Equal(t, "2026-11-10T09:30:00Z", m.Date)
	require.True(t, m.Bulk)
}

func TestParse_UndeclaredBytesAreReadAsWindows1252(t *testing.T) {
	t.Parallel()
	m, err := mime.Parse([]byte(head + "\r\nGr\xfc\xdfe \x80 5"))
	require.NoError(t, err)
	require.Equal(t, "Grüße € 5", strings.TrimSpace(m.Text))
}

func TestParse_SloppyAddressesAreReadLeniently(t *testing.T) {
	t.Parallel()
	for field, want := range map[string]string{
		`Müller, Hans <h@m.example>`: "h@m.example", `"A, B" <a@b.example>`: "a@b.example", `a@b.example`: "a@b.example", `nobody`: "", `<>`: "", `x <a@b@c>`: "", `"a@evil.example" <b@c.example>`: "b@c.example",
	} {
		m, err := mime.Parse([]byte("From: " + field + "\r\nSubject: x\r\n\r\nb"))
		require.NoError(t, err)
		require.Equal(t, want, m.From.Address, field)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\na\r\n--x--"))
	f.Add([]byte("From: a\r\n\r\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if mime.Scan(raw) != "" {
			return
		}
		m, err := mime.Parse(raw)
		if err != nil && !errors.Is(err, mime.ErrUnreadable) {
			t.Fatal("an error of the parser came through")
		}
		if strings.ContainsAny(m.Subject+m.From.Address+m.MessageID, "\r\n") {
			t.Fatal("a header field of several lines")
		}
	})
}
