package mime_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/mime"
)

func parse(t *testing.T, raw string) mime.Message {
	t.Helper()
	require.Empty(t, mime.Scan([]byte(raw)))
	m, err := mime.Parse([]byte(raw))
	require.NoError(t, err)
	return m
}

func TestParse_EncodedWordsOfEveryForm(t *testing.T) {
	t.Parallel()
	for field, want := range map[string]string{
		"=?utf-8?q?Gr=C3=BC=C3=9Fe?=":                                "Grüße",
		"=?UTF-8?B?R3LDvMOfZQ==?=":                                   "Grüße",
		"=?UTF-8?B?R3LDvMOfZQ?=":                                     "Grüße", // unpadded
		"=?ISO-8859-1?Q?Gr=FC=DFe?= an =?iso-8859-1?q?alle?=":        "Grüße an alle",
		"=?utf-8?q?Gr=C3?= =?utf-8?q?=BC=C3=9Fe?=":                   "Grüße", // a letter split between two words
		"=?utf-8?q?Gr=C3?=\r\n =?utf-8?q?=BC=C3=9Fe?=":               "Grüße",
		"=?utf-8?b?R3LD?= =?utf-8?b?vMOfZQ==?=":                      "Grüße",
		"=?utf-8*en?q?a_b?=":                                         "a b",
		"=?windows-1252?q?5_=80?=":                                   "5 €",
		"=?x-nonsense?q?5_=80?=":                                     "5 €",
		"=?utf-8?q?a?==?utf-8?q?b?=":                                 "ab",
		"=?utf-8?q?a b c?=":                                          "a b c", // blanks inside
		"=?utf-8?q?why=3F?=":                                         "why?",
		"=?utf-8?q?a?=3Db?=":                                         "a?=b", // a bare question mark inside
		"=?utf-8?q?cut=20off":                                        "cut off",
		"=?utf-8?x?abc?=":                                            "=?utf-8?x?abc?=",
		"=?utf-8?b?!!!?=":                                            "=?utf-8?b?!!!?=",
		"=?utf-8?q?bad=ZZ?=":                                         "bad=ZZ",
		"2+2=?4":                                                     "2+2=?4",
		"=?=?=?":                                                     "=?=?=?",
		"=?koi8-r?b?8NLJ18XU?=":                                      "Привет",
		"=?gb2312?b?xOO6ww==?=":                                      "你好",
		"=?iso-2022-jp?b?GyRCRnxLXBsoQg==?=":                         "日本",
		"=?utf-7?q?Gr+APwA3w-e?=":                                    "Grüße",
		"Gr\xfc\xdfe":                                                "Grüße", // raw bytes
		"Grüße":                                                      "Grüße",
		"=?utf-8?q?a=0D=0ABcc:_evil=40x.example?=":                   "a Bcc: evil@x.example",
		"=?utf-8?q?a=00b=E2=80=AEc?=":                                "abc",
		"re: \"=?utf-8?q?Gr=C3=BC=C3=9Fe?=\"":                        "re: \"Grüße\"",
		"=?utf-8?q?=F0=9F=8E=89?= =?us-ascii?q?_party?=":             "🎉 party",
		"=?iso-8859-15?q?=A4?= =?utf-8?q?=E2=82=AC?=":                "€€",
		"=?utf-8?Q?" + strings.Repeat("=C3=A4", 300) + "?=":          strings.Repeat("ä", 300),
		"=?cp1252?q?=93a=94?= =?WINDOWS-1252?q?b?= =?latin1?q?=FC?=": "“a”bü",
	} {
		got := parse(t, "From: a@b.example\r\nSubject: "+field+"\r\n\r\nx").Subject
		require.Equal(t, want, got, field)
		require.NotContains(t, got, "\n")
	}
}

func TestParse_ANameCannotBecomeAnAddress(t *testing.T) {
	t.Parallel()
	for field, want := range map[string][2]string{
		"=?utf-8?q?boss=40good.example=3E,?= <a@evil.example>":           {"boss@good.example>,", "a@evil.example"},
		"=?utf-8?q?=22x=22_=3Cboss=40good.example=3E?= <a@evil.example>": {"\"x\" <boss@good.example>", "a@evil.example"},
		"\"=?utf-8?q?J=C3=B6?=\" <a@b.example>":                          {"Jö", "a@b.example"},
		"=?utf-8?q?M=C3=BCller=2C_Jo?= <a@b.example>":                    {"Müller, Jo", "a@b.example"},
		"=?x-none?q?J=F6?= <a@b.example>":                                {"Jö", "a@b.example"},
		"J\xf6 M\xfcller <a@b.example>":                                  {"Jö Müller", "a@b.example"},
	} {
		m := parse(t, "From: "+field+"\r\nSubject: x\r\n\r\nx")
		require.Equal(t, want, [2]string{m.From.Name, m.From.Address}, field)
		require.Len(t, m.Authors, 1, field)
	}
	require.Len(t, parse(t, "From: a@b.example, c@d.example\r\nSubject: x\r\n\r\nx").Authors, 2)
}

func TestScan_ASecondSenderIsRefusedHoweverItIsSpelt(t *testing.T) {
	t.Parallel()
	for _, second := range []string{"From: b@b.example", "FROM: b@b.example", "from : b@b.example", "From:\tb@b.example", "fRoM:b@b.example"} {
		require.Equal(t, mime.SayTwoSenders, mime.Scan([]byte("From: a@a.example\r\nSubject: x\r\n"+second+"\r\n\r\nx")), second)
	}
	// A second name that hides in another field is no second sender, and changes nothing.
	for _, hidden := range []string{"Subject: x\r\n From: b@b.example", "Subject: x\rFrom: b@b.example", "X-From: b@b.example", "Subject: =?utf-8?q?x=0AFrom:_b=40b.example?="} {
		m := parse(t, "From: a@a.example\r\n"+hidden+"\r\n\r\nFrom: c@c.example\r\n")
		require.Equal(t, "a@a.example", m.From.Address, hidden)
		require.NotContains(t, m.Subject, "\n")
	}
}

func TestScan_FieldsAreCounted(t *testing.T) {
	t.Parallel()
	require.Empty(t, mime.Scan([]byte(head+strings.Repeat("X: y\r\n", 5_000)+"\r\nb")))
	require.Equal(t, mime.SayHeader, mime.Scan([]byte(head+strings.Repeat("X: y\r\n", 11_000)+"\r\nb")))
}

func TestParse_FileNamesAreReadAndMadeSafe(t *testing.T) {
	t.Parallel()
	for param, want := range map[string]string{
		`filename="list.csv"`:                            "list.csv",
		`filename=list.csv`:                              "list.csv",
		`filename*=utf-8''%E2%82%AC%20list.csv`:          "€ list.csv",
		`filename*=iso-8859-1'en'r%E9sum%E9.pdf`:         "résumé.pdf",
		`filename*=x-none''r%E9sum%E9.pdf`:               "résumé.pdf",
		`filename*0="a very "; filename*1="long.pdf"`:    "a very long.pdf",
		`filename*1*=%9F.pdf; filename*0*=utf-8''Gru%C3`: "Gruß.pdf",
		`filename="=?utf-8?q?Gr=C3=BC=C3=9Fe.pdf?="`:     "Grüße.pdf",
		`filename==?utf-8?b?R3LDvMOfZS5wZGY=?=`:          "Grüße.pdf",
		"filename=\"Gr\xfc\xdfe.pdf\"":                   "Grüße.pdf",
		"filename=\"invoice\u202efdp.exe\"":              "invoice_fdp.exe",
		`filename*=utf-8''invoice%E2%80%AEfdp.exe`:       "invoice_fdp.exe",
		`filename="..\..\windows\a.exe"`:                 "a.exe",
		`filename="../../etc/passwd"`:                    "passwd",
		`filename*=utf-8''a%00b%0D%0Ac.pdf`:              "ab c.pdf",
		`filename="a.pdf                    .exe"`:       "a.pdf .exe",
	} {
		raw := head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; " + param + "\r\n\r\nA\r\n--x--\r\n"
		m := parse(t, raw)
		require.Len(t, m.Attachments, 1, param)
		require.Equal(t, want, m.Attachments[0].Name, param)
	}
	long := parse(t, head+"Content-Type: application/pdf; name=\""+strings.Repeat("ä", 500)+".pdf\"\r\n\r\nA").Attachments[0].Name
	require.LessOrEqual(t, len([]rune(long)), 200)
	require.True(t, strings.HasSuffix(long, ".pdf"))
}
