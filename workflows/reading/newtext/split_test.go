package newtext_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/newtext"
)

func signOff(line string) bool {
	l := strings.ToLower(strings.TrimRight(line, ", "))
	return l == "regards" || l == "kind regards" || l == "mit freundlichen grüßen"
}

func TestSplit_QuotesInEveryLanguageAreCut(t *testing.T) {
	t.Parallel()
	for _, attribution := range []string{
		"On 6 Nov 2026, at 17:40, Ayla <a@b.example> wrote:", "On Mon, Nov 9, 2026 at 1:02 PM Somebody With A Long Name\n<somebody@somewhere.example> wrote:",
		"Am 06.11.2026 um 17:40 schrieb Ayla:", "Le 6 nov. 2026 à 17:40, Ayla a écrit :", "El 6 nov 2026, a las 17:40, Ayla escribió:",
		"Il giorno 6 nov 2026 Ayla ha scritto:", "Op 6 nov. 2026 schreef Ayla:", "Ayla Brandt wrote:",
		"-----Original Message-----", "-----Ursprüngliche Nachricht-----", "________________________________\nFrom: A\nSent: today\nTo: B\nSubject: x",
		"Von: A <a@b.example>\nGesendet: heute\nAn: B\nBetreff: x", "De : A\nEnvoyé : lundi\nÀ : B\nObjet : x",
	} {
		p := newtext.Split("fresh words\n\n"+attribution+"\n> old words\n> 12 x 5", signOff)
		require.Equal(t, "fresh words", p.New, attribution)
		require.Contains(t, p.Quoted, "old words", attribution)
	}
}

func TestSplit_AnswersBetweenQuotesStay(t *testing.T) {
	t.Parallel()
	p := newtext.Split("On 6 Nov 2026, Ayla wrote:\n> how many?\nfifteen\n> and when?\nMonday", signOff)
	require.Equal(t, "fifteen\nMonday", p.New)
}

func TestSplit_WordsThatOnlyLookLikeQuotesStay(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"On Monday we received 12 mugs.", "From: our side all is well.", "He wrote a letter.", "-- not a signature --", "One is not on."} {
		require.Equal(t, text, newtext.Split(text, signOff).New)
	}
}

func TestSplit_SignatureIsGivenApart(t *testing.T) {
	t.Parallel()
	p := newtext.Split("please invoice us\n\nKind regards,\nJo Miller\nAcme Ltd", signOff)
	require.Equal(t, "please invoice us", p.New)
	require.Contains(t, p.Signature, "Acme Ltd")
	p = newtext.Split("please invoice us\n-- \nJo\n12 x 5", signOff)
	require.Equal(t, "please invoice us", p.New)
	p = newtext.Split("please invoice us\n\nSent from my phone", signOff)
	require.Equal(t, "please invoice us", p.New)
}

func TestSplit_ForwardedBlockIsOpened(t *testing.T) {
	t.Parallel()
	for _, mark := range []string{"---------- Forwarded message ---------", "Begin forwarded message:", "-------- Weitergeleitete Nachricht --------", "---------- Message transféré ---------"} {
		p := newtext.Split("for you\n\n"+mark+"\nFrom: Priti <p@c.example>\nDate: today\nSubject: tins\nTo: Jonas <j@t.example>\n\nHi Jonas,\nbill us.", signOff)
		require.Equal(t, "for you", p.New)
		require.NotNil(t, p.Forward)
		require.Equal(t, "Priti <p@c.example>", p.Forward.From)
		require.Equal(t, "tins", p.Forward.Subject)
		require.Equal(t, "Hi Jonas,\nbill us.", p.Forward.Body)
	}
}

func TestSplit_QuotedForwardLosesItsMarks(t *testing.T) {
	t.Parallel()
	p := newtext.Split("Begin forwarded message:\n> From: P <p@c.example>\n> Subject: tins\n>\n> bill us", signOff)
	require.Equal(t, "P <p@c.example>", p.Forward.From)
	require.Contains(t, p.Forward.Body, "bill us")
}

func TestSplit_PathologicalTextIsLinear(t *testing.T) {
	t.Parallel()
	for _, text := range []string{strings.Repeat("On ", 20_000), strings.Repeat("On 1 a\n", 5_000), strings.Repeat("From: a\n", 3_000), strings.Repeat("_", 50_000)} {
		began := time.Now()
		newtext.Split(text, signOff)
		require.Less(t, time.Since(began), 30*time.Second)
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("a\n> b\nOn 1 Jan 2020 x wrote:\n> c")
	f.Add("---------- Forwarded message ---------\nFrom: a\n\nb")
	f.Fuzz(func(t *testing.T, s string) {
		p := newtext.Split(s, signOff)
		if len(p.New) > len(s) || len(p.Quoted) > len(s) || len(p.Signature) > len(s) {
			t.Fatal("a part is longer than the text")
		}
	})
}
