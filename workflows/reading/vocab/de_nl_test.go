package vocab_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// direction reads a mail with this body; what stands before " // " is its
// subject.
func direction(text string) contract.Direction {
	subject, body, ok := strings.Cut(text, " // ")
	if !ok {
		subject, body = "Hallo", text
	}
	raw := "From: Kim Beispiel <kim@kunde.example>\nTo: me@own.example\nSubject: " + subject +
		"\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + body + "\n"
	return reading.Read([]byte(raw), contract.Owner{Emails: []string{"me@own.example"}}).Direction
}

// sentences are the lines of a text.
func sentences(text string) []string {
	var out []string
	for _, l := range strings.Split(text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// written are the sentences of one kind, "de_quiet", that were written for
// these tests.
func written(t *testing.T, kind string, atLeast int) []string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "de_nl", kind+".txt"))
	require.NoError(t, err)
	list := sentences(string(b))
	require.GreaterOrEqual(t, len(list), atLeast)
	return list
}

func TestGermanAndDutch_RequestsAreFoundAndToldApart(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]struct {
		direction contract.Direction
		atLeast   int
	}{
		"invoice": {contract.DirectionInvoice, 40}, "quote": {contract.DirectionQuote, 12},
		"order": {contract.DirectionOrder, 8}, "correction": {contract.DirectionCorrection, 5},
	} {
		for _, lang := range []string{"de", "nl"} {
			for _, text := range written(t, lang+"_"+kind, want.atLeast) {
				assert.Equal(t, want.direction, direction(text), text)
			}
		}
	}
}

func TestGermanAndDutch_OtherTalkOfInvoicesOffersAndOrdersStaysQuiet(t *testing.T) {
	t.Parallel()
	asked := []contract.Direction{contract.DirectionInvoice, contract.DirectionQuote, contract.DirectionOrder, contract.DirectionCorrection}
	for _, lang := range []string{"de", "nl"} {
		for _, text := range written(t, lang+"_quiet", 60) {
			assert.NotContains(t, asked, direction(text), text)
		}
	}
}

func TestGermanAndDutch_WordsOfLinesAndTermsAreKnown(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	for section, words := range map[string]map[string]string{
		"number words": {"dutzend": "12", "dreiunddreißig": "33", "dreiunddreissig": "33", "zweihundert": "200", "anderthalb": "1.5", "vijfentwintig": "25", "tweeëntwintig": "22", "dozijn": "12", "driehonderd": "300"},
		"units":        {"manntage": "day", "halbtage": "half-day", "lfm": "m", "m²": "m2", "stk.": "piece", "stuks": "piece", "dagdelen": "half-day", "uurtjes": "hour", "lizenzen": "licence", "licenties": "licence", "mnd": "month"},
		"columns":      {"tätigkeit": "description", "mge": "qty", "stundensatz": "unit_price", "zeilensumme": "amount", "werkzaamheden": "description", "uurtarief": "unit_price", "hoev": "qty"},
		"months":       {"jänner": "1", "feber": "2", "maart": "3", "mrt": "3"},
	} {
		for word, want := range words {
			got, ok := book.Word(section, word)
			assert.True(t, ok, word)
			assert.Equal(t, want, got, word)
		}
	}
}

func TestGermanAndDutch_TaxWordingIsReadOnlyWhereItSpeaksOfPrices(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	for section, list := range map[string]string{
		"tax excluded": `
			300 € zzgl. 19 % MwSt.
			alles zuzüglich der gesetzlichen Umsatzsteuer
			58,00 € netto
			alle Preise netto
			4'200.- netto
			exkl. MWST
			plus die 19%
			USt kommt noch drauf
			die Preise verstehen sich netto
			netto 290,00 €
			€ 85 ex btw
			27,50 (excl. btw)
			exclusief 21% btw
			btw komt er nog bij`,
		"tax included": `
			inkl. 20 % USt
			einschließlich der gesetzlichen MwSt
			Bruttopreise
			MwSt. ist bereits enthalten
			incl. 9% btw
			inclusief btw
			btw inbegrepen`,
	} {
		other := map[string]string{"tax excluded": "tax included", "tax included": "tax excluded"}[section]
		for _, s := range sentences(list) {
			assert.True(t, book.Has(section, vocab.Fold(s)), s)
			assert.False(t, book.Has(other, vocab.Fold(s)), s)
		}
	}
	for _, s := range []string{"zahlbar innert 30 Tagen netto", "30 Tage netto", "netto 30 Tage", "60 dagen netto", "Betaling 30 dagen netto"} {
		assert.False(t, book.Has("tax excluded", vocab.Fold(s)), s)
	}
}

func TestGermanAndDutch_DayOfDeliveryIsNoDayOfPayment(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	for text, want := range map[string]bool{
		"zahlbar bis spätestens": true, "fällig am": true, "wir überweisen bis zum": true, "zahlungsziel": true, "die zahlung erfolgt spätestens am": true,
		"lieferung spätestens am": false, "geliefert bis": false, "wir brauchen die schilder bis": false,
		"te betalen voor": true, "vervaldatum mag": true, "betaling uiterlijk": true, "levering uiterlijk": false, "graag geleverd voor": false,
	} {
		assert.Equal(t, want, book.Has("due", text), text)
	}
}

func TestGermanAndDutch_CourtesyIsNoConditionAndPraiseNoEstimate(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	for _, s := range []string{"falls sie fragen haben, rufen sie an", "vielleicht sehen wir uns auf der messe", "misschien tot volgende week", "mocht er iets zijn, bel me gerust"} {
		assert.False(t, book.Has("conditional", s), s)
	}
	for _, s := range []string{"wahlweise in eiche", "optional noch ein regal", "evtl. noch 3 tische", "optioneel: 2 banken", "eventueel nog 5 stoelen", "entweder die blauen oder die roten"} {
		assert.True(t, book.Has("conditional", s), s)
	}
	assert.False(t, book.Has("vague", "die karten sind gut geworden"))
	for _, s := range []string{"etwa", "rund", "zirka", "ongeveer", "zo'n"} {
		assert.True(t, book.Has("vague", s), s)
	}
}
