package reading_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

const plainMail = "From: Jo <jo@acme.example>\nTo: me@x.example\nSubject: =?utf-8?q?Rechnung_f=C3=BCr?= Mai\nDate: Tue, 10 Nov 2026 09:30:00 +0000\n" +
	"Message-ID: <1@acme.example>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"

func TestIdentity_SameMailByDifferentRoadsHasOneKey(t *testing.T) {
	t.Parallel()
	body := "Grüße aus Köln, please invoice us.\n"
	saved := plainMail + "Content-Transfer-Encoding: 8bit\n\n" + body
	key := reading.Identity([]byte(saved))
	require.Len(t, key, 64)
	for name, other := range map[string]string{
		"line ends":         strings.ReplaceAll(saved, "\n", "\r\n"),
		"transport headers": "Delivered-To: me@x.example\nReceived: by mx.google.com; Tue, 10 Nov 2026 01:30:01 -0800\nX-Gm-Spam: 0\n" + saved,
		"base64":            plainMail + "Content-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString([]byte(body)) + "\n",
		"quoted-printable":  plainMail + "Content-Transfer-Encoding: quoted-printable\n\nGr=C3=BC=C3=9Fe aus K=C3=B6ln, please=\n invoice us.\n",
		"subject encoding":  strings.Replace(saved, "=?utf-8?q?Rechnung_f=C3=BCr?= Mai", "=?utf-8?b?UmVjaG51bmcgZsO8ciBNYWk=?=", 1),
		"folded subject":    strings.Replace(saved, " Mai", "\n Mai", 1),
		"trailing lines":    saved + "\n\n",
		"mailbox line":      "From jo@acme.example Tue Nov 10 09:30:00 2026\n" + saved,
		"date elsewhere":    saved,
	} {
		require.Equal(t, key, reading.Identity([]byte(other)), name)
	}
}

func TestIdentity_AnotherMailUnderTheSameMessageIDHasAnotherKey(t *testing.T) {
	t.Parallel()
	saved := plainMail + "\nplease invoice us for 10 mugs\n"
	key := reading.Identity([]byte(saved))
	for name, other := range map[string]string{
		"body":    strings.Replace(saved, "10 mugs", "100 mugs", 1),
		"subject": strings.Replace(saved, "Mai", "Juni", 1),
		"sender":  strings.Replace(saved, "jo@acme", "jo@acrne", 1),
		"name":    strings.Replace(saved, "Jo <", "Joe <", 1),
		"date":    strings.Replace(saved, "09:30", "09:31", 1),
		"id":      strings.Replace(saved, "<1@", "<2@", 1),
	} {
		require.NotEqual(t, key, reading.Identity([]byte(other)), name)
	}
}

func TestIdentity_AttachmentsCount(t *testing.T) {
	t.Parallel()
	with := func(content, encoding string) string {
		return "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nhi\n--x\n" +
			"Content-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment; filename=a.pdf\nContent-Transfer-Encoding: " + encoding + "\n\n" + content + "\n--x--\n"
	}
	a := reading.Identity([]byte(with(base64.StdEncoding.EncodeToString([]byte("one")), "base64")))
	require.Equal(t, a, reading.Identity([]byte(strings.ReplaceAll(with(base64.StdEncoding.EncodeToString([]byte("one")), "base64"), "\n", "\r\n"))))
	require.NotEqual(t, a, reading.Identity([]byte(with(base64.StdEncoding.EncodeToString([]byte("two")), "base64"))))
}

func TestIdentity_WhatCannotBeParsedIsKnownByItsBytes(t *testing.T) {
	t.Parallel()
	sum := sha256.Sum256([]byte("no mail\nat all"))
	require.Equal(t, hex.EncodeToString(sum[:]), reading.Identity([]byte("no mail\r\nat all")))
	require.NotEqual(t, reading.Identity([]byte("")), reading.Identity([]byte("a")))
}

func TestIdentity_LargeBytesAreStreamed(t *testing.T) {
	t.Parallel()
	big := bytes.Repeat([]byte("x\r\n"), 10_000)
	sum := sha256.Sum256(big)
	key, err := reading.IdentityOfStream(bytes.NewReader(big))
	require.NoError(t, err)
	require.Equal(t, hex.EncodeToString(sum[:]), key)
}
