package mime_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/mime"
)

func body(t *testing.T, fields, content string) mime.Message {
	t.Helper()
	return parse(t, head+fields+"\r\n\r\n"+content)
}

func TestParse_CharsetsAreReadHoweverTheyAreSpelt(t *testing.T) {
	t.Parallel()
	for charset, content := range map[string]string{
		"utf-8": "Grüße 5 €", "UTF8": "Grüße 5 €", `"utf-8;"`: "Grüße 5 €", "us-ascii": "Grüße 5 €", "charset=utf-8": "Grüße 5 €", "x-unknown": "Gr\xfc\xdfe 5 \x80", "": "Gr\xfc\xdfe 5 \x80", "unknown-8bit": "Gr\xfc\xdfe 5 \x80",
		"ISO-8859-1": "Gr\xfc\xdfe 5 \x80", "Latin1": "Gr\xfc\xdfe 5 \x80", "iso8859_1": "Gr\xfc\xdfe 5 \x80", "Windows-1252": "Gr\xfc\xdfe 5 \x80", "win1252": "Gr\xfc\xdfe 5 \x80", "CP-1252": "Gr\xfc\xdfe 5 \x80", "cp1252": "Gr\xfc\xdfe 5 \x80",
		"iso-8859-15": "Gr\xfc\xdfe 5 \xa4", "ISO_8859-15": "Gr\xfc\xdfe 5 \xa4", "latin-9": "Gr\xfc\xdfe 5 \xa4", "macintosh": "Gr\x9f\xa7e 5 \xdb", "ibm858": "Gr\x81\xe1e 5 \xd5", "utf-7": "Gr+APwA3w-e 5 +IKw-",
		"utf-16": "\xfe\xff\x00G\x00r\x00\xfc\x00\xdf\x00e\x00 \x005\x00 \x20\xac",
	} {
		m := body(t, "Content-Type: text/plain; charset="+charset+"\r\nContent-Transfer-Encoding: base64", base64.StdEncoding.EncodeToString([]byte(content)))
		require.Equal(t, "Grüße 5 €", m.Text, charset)
		unknown := strings.Contains(content, "\x80") && (charset == "" || strings.Contains(charset, "unknown"))
		require.Equal(t, unknown, m.Guessed, charset)
	}
}

func TestParse_BrokenCharsetsLoseNoText(t *testing.T) {
	t.Parallel()
	m := body(t, "Content-Type: text/plain; charset=utf-8", "Grüße, 5 \x80")
	require.Equal(t, "Grüße, 5 €", m.Text, "the letters that are UTF-8 stay")
	require.True(t, m.Guessed)
	m = body(t, "Content-Type: text/plain; charset=x-made-up", "plain words 1.250,00")
	require.Equal(t, "plain words 1.250,00", m.Text)
	require.False(t, m.Guessed, "ASCII is the same in all of them")
	m = body(t, "Content-Type: text/plain; charset=x-made-up", "Grüße")
	require.Equal(t, "Grüße", m.Text)
	require.True(t, m.Guessed)
	m = body(t, "Content-Type: text/html", `<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15"></head>5 `+"\xa4")
	require.Contains(t, m.HTML, "5 €")
	require.False(t, m.Guessed)
	m = body(t, "Content-Type: text/plain; charset=utf-8", "a\x00b\rc\r\nd")
	require.Equal(t, "ab\nc\nd", m.Text)
}

// A library that guesses charsets reads this Latin text as Hebrew or Czech.
func TestParse_NoCharsetIsGuessedFromWords(t *testing.T) {
	t.Parallel()
	words := strings.Repeat("Die Gr\xf6\xdfe der B\xfcrot\xfcr h\xe4ngt \xfcber dem M\xfcll. ", 50)
	m := body(t, "X-Mailer: old", words)
	require.Equal(t, strings.Repeat("Die Größe der Bürotür hängt über dem Müll. ", 50), m.Text)
}

func TestParse_QuotedPrintableIsReadAsMeant(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		"12 =\r\nmugs": "12 mugs", "12 =  \r\nmugs": "12 mugs", "a  \r\nb": "a\nb", "a=20\r\nb": "a \nb", "1=3D1": "1=1", "1=1": "1=1", "50=ZZ": "50=ZZ", "=e2=82=ac": "€", "=E2=82=\r\n=AC": "€", "x=": "x", "x=\r\n": "x", "a=\nb": "ab", "=\r\n=\r\nb": "b",
		"total =3D 1.250,=\r\n00 EUR": "total = 1.250,00 EUR",
	} {
		m := body(t, "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: Quoted-Printable", content)
		require.Equal(t, want, m.Text, content)
	}
}

func TestParse_Base64WithGarbageIsReadAsFarAsItGoes(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		"aGVsbG8gd29ybGQ=": "hello world", "aGVs\r\nbG8g\r\nd29ybGQ=": "hello world", "aGVsbG8gd29ybGQ": "hello world", "aGVs bG8gd29ybGQ=": "hello world", "aGVsbG8g!d29ybGQ=": "hello world",
		"aGVsbG8g\r\nd29ybGQ=\r\n_____\r\nfair mailing list\r\nfair@lists.example": "hello world", "aGVsbG8=\r\nIHdvcmxk": "hello world", "": "",
	} {
		require.Equal(t, want, body(t, "Content-Type: text/plain\r\nContent-Transfer-Encoding: BASE64", content).Text, content)
	}
	m := parse(t, head+"Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\naGVs!bG8=")
	require.Equal(t, "hello", string(m.Attachments[0].Content))
	require.Equal(t, mime.SayDamaged, m.Attachments[0].Problem)
}

func TestParse_FlowedTextIsJoined(t *testing.T) {
	t.Parallel()
	const flowed = "Content-Type: text/plain; charset=utf-8; format=flowed"
	for content, want := range map[string]string{
		"please invoice \r\nus for 12 \r\nmugs\r\nsoon": "please invoice us for 12 mugs\nsoon", "> a \r\n> b\r\nc": "> a b\nc", ">> a \r\n> b": ">> a \n> b", " >not a quote\r\n From here": ">not a quote\nFrom here",
		"Jo \r\n-- \r\nAcme": "Jo \n-- \nAcme", "a\r\n\r\nb": "a\n\nb", "a \r\n\r\nb": "a \nb", "": "", "a ": "a ",
	} {
		require.Equal(t, want, body(t, flowed, content).Text, content)
	}
	require.Equal(t, "Donaudampfschiff", body(t, flowed+"; DelSp=Yes", "Donaudampf \r\nschiff").Text)
	require.Equal(t, "a \nb", body(t, "Content-Type: text/plain", "a \r\nb").Text)
}

func TestParse_UuencodedFilesAreNamedAndNotRead(t *testing.T) {
	t.Parallel()
	m := body(t, "Content-Type: text/plain", "see below\r\nbegin 644 list.xls\r\n#0V%T\r\n`\r\nend\r\nbye\r\n")
	require.Equal(t, "see below\nbye\n", m.Text)
	require.Equal(t, "list.xls", m.Attachments[0].Name)
	require.Equal(t, mime.SayOldCoding, m.Attachments[0].Problem)
	words := "begin 100 days of work\nand more of the words that people write, a long line it is\nend\n"
	require.Equal(t, words, body(t, "Content-Type: text/plain", words).Text)
	require.Equal(t, "begin 644 list.xls\n#0V%T\n", body(t, "Content-Type: text/plain", "begin 644 list.xls\n#0V%T\n").Text, "no end, no file")
}
