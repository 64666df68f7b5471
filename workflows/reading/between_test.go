package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func answeredBetween(body string) []byte {
	return []byte(strings.Replace(string(letter(body)), "Subject: Invoice", "Subject: Re: last week", 1))
}

// The owner's questions name the things that are counted and priced in the answers
// below them, and ask for what to invoice.
func TestRead_AnswersBetweenTheOwnersQuestions(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"On 22 Nov 2026, at 19:30, Mara Lindholm <mara@lindholm-studio.example> wrote:\n\n> How many signs were there in the end?\n\nFour. Bill EUR 42 each please.\n\n> Did you want the frames on the same invoice?\n\nYes, six frames, EUR 36 each.":                  "4 signs 42; 6 frames 36",
		"Am 20.11.2026 um 15:02 schrieb Mara Lindholm:\n> Wie viele Schilder waren es denn?\n12 Stück, je 65 €\n> Und die Rahmen?\n4 Stück, je 18 €\n> Dann schreibe ich die Rechnung, an wen geht sie?\nAn mich, wie immer.":                                            "12 Schilder 65; 4 Rahmen 18",
		"Op 24 nov. 2026 om 20:14 schreef Mara Lindholm:\n> Jo, hoeveel meter schutting was het uiteindelijk?\n\n38 meter, à 9,50 euro de meter\n\n> En de tegels?\n\n64 m2, 31 euro per m2\n\n> Op welke naam zal ik de factuur zetten?\n\nOp de mijne graag. Groet Jo": "38 schutting 9.5; 64 tegels 31",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(answeredBetween(body), fixtureOwner())
			require.Equal(t, contract.DirectionInvoice, r.Direction)
			require.Equal(t, want, linesOf(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
}

// Answers to others, and to questions that are about no invoice, are no request.
func TestRead_OtherAnswersBetweenQuestionsAreNoRequest(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"On 22 Nov 2026, at 19:30, Mara Lindholm <mara@lindholm-studio.example> wrote:\n\n> How many people will come?\n\n12, at EUR 15 a ticket.\n\n> And where do we meet?\n\nAt the station.",
		"On 22 Nov 2026, at 19:30, Ada Brook <ada@brookkilns.example> wrote:\n\n> How many signs were on the invoice?\n\n4, EUR 42 each.\n\n> And the frames?\n\n6, EUR 36 each.",
	} {
		r := reading.Read(answeredBetween(body), fixtureOwner())
		require.Equal(t, contract.ExpectIgnore, r.Expected, body)
	}
}

// A forward is one under the mark of any mail program.
func TestRead_AColleaguesListUnderTheMarkOfAnotherProgramIsRead(t *testing.T) {
	t.Parallel()
	body := "Bitte so abrechnen, danke!\n\n---------- Weitergeleitete Nachricht ----------\nVon: Tim Reed <tim.reed@acmeworks.example>\nDatum: 18.11.2026 20:44\nBetreff: Fotos\nAn: jo.miller@acmeworks.example\n\nHallo Jo, das waren:\n- 9 Fotos, je 35 Euro\n- 14 Abzüge, je 4 Euro\n\nTim"
	r := reading.Read([]byte(strings.Replace(string(letter(body)), "Subject: Invoice", "Subject: Wtrlt: Fotos Rechnung", 1)), fixtureOwner())
	require.Equal(t, "9 Fotos 35; 14 Abzüge 4", linesOf(r))
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
}
