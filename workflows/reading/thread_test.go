package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

const inThread = "In-Reply-To: <first@acmeworks.example>"

func TestRead_CorrectionOfAFigureNamesOldAndNew(t *testing.T) {
	t.Parallel()
	for body, want := range map[string][2]contract.Decimal{
		"Sorry, please make it 12 mugs instead of 10.":                  {"10", "12"},
		"It should be EUR 45.00, not EUR 54.00.":                        {"54", "45"},
		"Not 10 but 12 please.":                                         {"10", "12"},
		"The quantity changed from 10 to 12.":                           {"10", "12"},
		"Es sind 1200 Stück statt 1000 Stück.":                          {"1000", "1200"},
		"Nicht 10, sondern 12 bitte.":                                   {"10", "12"},
		"Il faut 12 affiches au lieu de 10.":                            {"10", "12"},
		"Serían 12 tazas en lugar de 10.":                               {"10", "12"},
		"Sono 12 pezzi invece di 10.":                                   {"10", "12"},
		"Het zijn 12 stuks in plaats van 10.":                           {"10", "12"},
		"Bitte berechnen Sie 49,50 EUR statt 54,90 EUR für die Schicht": {"54.9", "49.5"},
	} {
		r := reading.Read(letter(body, inThread), fixtureOwner())
		require.Len(t, r.Changes, 1, body)
		require.Equal(t, want, [2]contract.Decimal{r.Changes[0].Was, r.Changes[0].Is}, body)
		require.NotEmpty(t, r.Changes[0].Words)
	}
}

func TestRead_NothingIsChangedByOtherTalk(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Thanks, that is fine.", "We have 12 mugs, and not everyone likes them.", "Call me on 030 123456 instead.", "See you on 12 May instead of 10 May.", "",
	} {
		require.Empty(t, reading.Read(letter(body, inThread), fixtureOwner()).Changes, body)
	}
	require.Empty(t, reading.Read(letter("12 instead of 10 please."), fixtureOwner()).Changes, "only an answer can change something")
}

func TestRead_ThreadIsNamedNewestFirst(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Thanks", "In-Reply-To: <c@x.example>", "References: <a@x.example> <b@x.example>\n <c@x.example>"), fixtureOwner())
	require.Equal(t, []string{"<c@x.example>", "<b@x.example>", "<a@x.example>"}, r.References)
	r = reading.Read(letter("Thanks", "References: "+strings.Repeat("<a", 9000)), fixtureOwner())
	require.Empty(t, r.References)
}

func TestRead_CallingOffIsSeenInAThread(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please cancel the order.", "We no longer need the mugs.", "Bitte stornieren Sie die Bestellung.", "Merci d'annuler la commande.",
		"Queremos anular el pedido.", "Vogliamo annullare l'ordine.", "Graag de bestelling annuleren.", "Please don't invoice us yet.",
	} {
		require.True(t, reading.Read(letter(body, inThread), fixtureOwner()).CallsOff, body)
	}
	require.False(t, reading.Read(letter("Thanks, all good. See you Monday.", inThread), fixtureOwner()).CallsOff)
}

const twelveMugs = "Please invoice us for 12 mugs at EUR 6.00 each. PO AC-1001."

func TestRead_ForwardAndOriginalAskForTheSameThing(t *testing.T) {
	t.Parallel()
	first := reading.Read(letter(twelveMugs), fixtureOwner())
	require.NotEmpty(t, first.ContentKey)
	forward := "From: Ida Berg <ida@lindholm-studio.example>\nTo: mara@lindholm-studio.example\nSubject: Fwd: Invoice\nMessage-ID: <2@lindholm-studio.example>\n" +
		"Date: Tue, 10 Nov 2026 11:30:00 +0000\nContent-Type: text/plain; charset=utf-8\n\nFor you.\n\n---------- Forwarded message ---------\n" +
		"From: Jo Miller <jo.miller@acmeworks.example>\nDate: Tue, 10 Nov 2026 at 09:30\nSubject: Invoice\nTo: <mara@lindholm-studio.example>\n\n" + twelveMugs + "\n"
	require.Equal(t, first.ContentKey, reading.Read([]byte(forward), fixtureOwner()).ContentKey)
}

func TestRead_AnotherQuantityPriceCustomerOrOrderIsAnotherThing(t *testing.T) {
	t.Parallel()
	first := reading.Read(letter(twelveMugs), fixtureOwner()).ContentKey
	for _, other := range []string{
		strings.Replace(twelveMugs, "12", "13", 1), strings.Replace(twelveMugs, "6.00", "6.10", 1), strings.Replace(twelveMugs, "1001", "1002", 1),
		strings.Replace(twelveMugs, "EUR", "GBP", 1), strings.Replace(twelveMugs, "mugs", "jugs", 1), "Please invoice us for mugs.",
	} {
		require.NotEqual(t, first, reading.Read(letter(other), fixtureOwner()).ContentKey, other)
	}
	another := strings.ReplaceAll(string(letter(twelveMugs)), "jo.miller@", "ann.carter@")
	require.NotEqual(t, first, reading.Read([]byte(another), fixtureOwner()).ContentKey)
	require.Empty(t, reading.Read(letter("Please invoice us for mugs."), fixtureOwner()).ContentKey)
}
