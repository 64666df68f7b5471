package mime_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/mime"
)

// mixed writes a multipart/mixed mail; each part has its header, a blank line,
// and its body.
func mixed(kind string, parts ...string) string {
	return head + "Content-Type: multipart/" + kind + "; boundary=\"=_x\"\r\n\r\npreamble\r\n--=_x\r\n" + strings.Join(parts, "\r\n--=_x\r\n") + "\r\n--=_x--\r\nepilogue\r\n"
}

func TestParse_AllTextPartsAreReadInOrder(t *testing.T) {
	t.Parallel()
	m := parse(t, mixed("mixed", "Content-Type: text/plain\r\n\r\none", "Content-Type: image/png; name=a.png\r\nContent-Disposition: inline\r\n\r\nP", "Content-Type: text/plain\r\nContent-Disposition: inline\r\n\r\ntwo", "Content-Type: text/html\r\n\r\n<p>three</p>", "\r\nfour"))
	require.Equal(t, "one\n\ntwo\n\nfour", m.Text)
	require.Equal(t, "<p>three</p>", m.HTML)
	require.Len(t, m.Attachments, 1)
	require.True(t, m.Attachments[0].Inline)
}

func TestParse_AttachedTextIsNoBody(t *testing.T) {
	t.Parallel()
	m := parse(t, mixed("mixed", "Content-Type: text/plain\r\n\r\nbody", "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Disposition: ATTACHMENT\r\n\r\nGr\xfc\xdfe", "Content-Type: text/html; name=page.html\r\n\r\n<p>x</p>"))
	require.Equal(t, "body", m.Text)
	require.Empty(t, m.HTML)
	require.Len(t, m.Attachments, 2)
	require.Equal(t, "Grüße", string(m.Attachments[0].Content))
}

func TestParse_RelatedPicturesAreInline(t *testing.T) {
	t.Parallel()
	m := parse(t, mixed("related", "Content-Type: text/html\r\n\r\n<img src=cid:a>", "Content-Type: image/png\r\nContent-ID: <a>\r\n\r\nP"))
	require.Equal(t, "<img src=cid:a>", m.HTML)
	require.True(t, m.Attachments[0].Inline)
}

func TestParse_AForwardedMailCanBeOpened(t *testing.T) {
	t.Parallel()
	inner := "From: Priti <p@coffee.example>\r\nSubject: =?utf-8?q?D=C3=B6sen?=\r\nContent-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\nContent-Type: text/plain\r\n\r\nbill us\r\n--i\r\nContent-Type: text/html\r\n\r\n<p>bill us</p>\r\n--i--\r\n"
	m := parse(t, mixed("mixed", "Content-Type: text/plain\r\n\r\nfor you", "Content-Type: message/rfc822\r\n\r\n"+inner))
	require.Equal(t, "for you", m.Text)
	require.Empty(t, m.HTML, "the inner mail's words are not the sender's")
	require.Len(t, m.Attachments, 1)
	require.Equal(t, mime.TypeMail, m.Attachments[0].Type)
	got, err := m.Attachments[0].Open()
	require.NoError(t, err)
	require.Equal(t, "p@coffee.example", got.From.Address)
	require.Equal(t, "Dösen", got.Subject)
	require.Equal(t, "bill us", strings.TrimSpace(got.Text))

	digest := parse(t, mixed("digest", "\r\n"+inner, "\r\n"+inner))
	require.Len(t, digest.Attachments, 2)
	_, err = digest.Attachments[1].Open()
	require.NoError(t, err)

	for _, bad := range []mime.Attachment{{}, {Type: "text/plain", Content: []byte(inner)}, {Type: mime.TypeMail}, {Type: mime.TypeMail, Content: []byte("From: a\nFrom: b\n\nx")}} {
		_, err := bad.Open()
		require.ErrorIs(t, err, mime.ErrUnreadable)
	}
}

func TestParse_WhatOnlyOneProgramOpensSaysSo(t *testing.T) {
	t.Parallel()
	for part, say := range map[string]string{
		"Content-Type: application/ms-tnef; name=\"winmail.dat\"\r\n\r\nx":                                                       mime.SayTNEF,
		"Content-Type: application/octet-stream; name=\"WINMAIL.DAT\"\r\n\r\nx":                                                  mime.SayTNEF,
		"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n\r\nx":                               mime.SayEncrypted,
		"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1":                                                              mime.SayEncrypted,
		"Content-Type: message/partial; id=a; number=1\r\n\r\nx":                                                                 mime.SayPartial,
		"Content-Type: application/vnd.ms-excel; name=a.xls\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a.xls\r\n": mime.SayOldCoding,
		"Content-Type: application/pdf; name=a.pdf\r\n\r\nx":                                                                     "",
	} {
		m := parse(t, mixed("mixed", "\r\nhi", part))
		require.Len(t, m.Attachments, 1, part)
		require.Equal(t, say, m.Attachments[0].Problem, part)
	}
}

func TestParse_DamagedStructureStillSaysItsWords(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{
		head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nhello", // no end
		head + "Content-Type: multipart/mixed\r\n\r\nhello",                                                    // no boundary
		head + "Content-Type: text\r\n\r\nhello", head + "Content-Type: text/plain; charset\r\n\r\nhello",      // half a type
		head + "Content-Type: text/plain charset=utf-8\r\n\r\nhello", head + "Content-Type: ;;;\r\n\r\nhello", // no separator, nothing
		head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: /;=\r\n\r\nhello\r\n--x--\r\n",                                            // a damaged part
		head + "Content-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\n\r\nhello\r\n--a\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--a--\r\n", // an empty part
		head + "Content-Transfer-Encoding: x-rot13\r\n\r\nhello", head + "Content-Transfer-Encoding: 7bit charset=x\r\n\r\nhello",
	} {
		require.Equal(t, "hello", strings.TrimSpace(parse(t, raw).Text), raw)
	}
}
