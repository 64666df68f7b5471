package newtext_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/corpora"
	"github.com/autonomous-employee/employee/test/cputime"
	"github.com/autonomous-employee/employee/workflows/reading/newtext"
)

func signOff(line string) bool {
	switch strings.ToLower(strings.TrimRight(line, ",.! ")) {
	case "regards", "kind regards", "many thanks", "mit freundlichen grüßen", "cordialement", "saludos", "cordiali saluti", "met vriendelijke groet":
		return true
	}
	return false
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

// hostile are texts that make each machine of the package work its hardest.
func hostile(size int) map[string]string {
	fill := func(s string) string { return strings.Repeat(s, size/len(s)+1)[:size] }
	return map[string]string{
		"on":           fill("On "),
		"dated lines":  fill("On 1 Jan 2026 at 10:00 a\n"),
		"attributions": fill("On 1 Jan 2026, Jo <jo@a.example> wrote:\n\n\n"),
		"wrapped":      fill("On 1 Jan 2026\nat 10:00,\nJo <jo@a.example>\n"),
		"fields":       fill("From: a@b.example\n"),
		"half blocks":  fill("From: Hamburg\nTo: Bremen\nx\n"),
		"rules":        fill("____________\n\n\n"),
		"underscores":  fill("_"),
		"quotes":       fill(">"),
		"deep":         fill("> > > > On 1 Jan wrote:\n"),
		"answers":      fill("> a\nb\n"),
		"dashes":       fill("a\n--\n"),
		"sign offs":    fill("a\nregards\n"),
		"long line":    fill("Sent from my a, wrote: forwarded message "),
		"notices":      fill("This e-mail is confidential\n"),
		"disclaimers":  fill("This e-mail is confidential and if in error delete it\n\n"),
		"mobile":       fill("Sent from my iPhone\n"),
		"initials":     fill("A> x\n"),
		"forwards":     fill("---------- Forwarded message ---------\nFrom: a\n\n"),
		"postscripts":  "a\nregards\n" + fill("PS: a\n"),
		"blank":        fill("\n"),
		"bytes":        fill("\xff\xfe: \x00"),
	}
}

// The ratio of two times on the same machine is looked at, with a wide margin:
// four times the text may take twelve times as long, where a quadratic machine
// takes sixteen times as long or more at every size.
func TestSplit_HostileTextCostsNoMoreThanOrdinary(t *testing.T) {
	t.Parallel()
	if testing.Short() || corpora.Race {
		t.Skip("times are measured in full runs without the race detector")
	}
	const size = 256 << 10
	small, large := hostile(size), hostile(4*size)
	for name := range small {
		best := 1e9
		for range 6 { // a busy machine charges a thread for others now and then
			one, four := took(small[name]), took(large[name])
			best = min(best, float64(four)/float64(max(one, time.Millisecond)))
			if best < 12 {
				break
			}
		}
		require.Less(t, best, 12.0, name)
	}
}

func took(text string) time.Duration {
	return cputime.Of(func() { newtext.Split(text, signOff) })
}

func FuzzSplit(f *testing.F) {
	for _, c := range mailCases(f) {
		f.Add(c.parts["mail"])
	}
	for _, text := range hostile(200) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := newtext.Split(s, signOff)
		requireNothingLost(t, s, p)
		if p.Forward != nil {
			p.Forward.Innermost(signOff, nil)
		}
	})
}
