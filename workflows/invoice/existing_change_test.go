package invoice_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// table gives the rows of a section.
func table(n contract.Note, heading string) []string {
	var out []string
	for _, s := range n.Sections {
		if s.Heading == heading {
			for _, r := range s.Rows {
				out = append(out, strings.Join(r, " | "))
			}
		}
	}
	return out
}

func figure(sentence int, kind, text, value, words string) contract.Figure {
	return contract.Figure{Kind: kind, Text: text, Value: contract.Decimal(value), Words: words, Sentence: sentence}
}

func TestExisting_FiguresOfTheMailAreHeldAgainstTheLines(t *testing.T) {
	t.Parallel()
	const count, amount, percent, code = contract.FigureCount, contract.FigureAmount, contract.FigurePercent, contract.FigureCode
	for name, c := range map[string]struct {
		figures []contract.Figure
		want    []string
	}{
		"a count": {
			[]contract.Figure{figure(1, count, "14", "14", "you billed 14, it was 11"), figure(1, count, "11", "11", "you billed 14, it was 11")},
			[]string{"Line 1, Rendering | 14 at 60.00 EUR | 11 | you billed 14, it was 11"},
		},
		"a count beside the price": {
			[]contract.Figure{figure(2, count, "11", "11", "We agreed 11 hours at 60"), figure(2, amount, "60 EUR", "60", "We agreed 11 hours at 60")},
			[]string{"Line 1, Rendering | 14 at 60.00 EUR | 11 | We agreed 11 hours at 60"},
		},
		"a price": {
			[]contract.Figure{figure(1, amount, "€55", "55", "at €55, not €60"), figure(1, amount, "€60", "60", "at €55, not €60")},
			[]string{"Line 1, Rendering | 14 at 60.00 EUR | €55 | at €55, not €60"},
		},
		"the sum too": {
			[]contract.Figure{
				figure(1, count, "14", "14", "a"), figure(1, count, "11", "11", "a"),
				figure(2, amount, "60 EUR", "60", "b"), figure(2, count, "660", "660", "b"), figure(2, count, "1059.10", "1059.1", "b"),
			},
			[]string{"Line 1, Rendering | 14 at 60.00 EUR | 11 | a", "Total | 1059.10 EUR | 660 | b"},
		},
		"a tax rate": {
			[]contract.Figure{figure(1, percent, "19%", "19", "19% but 7%"), figure(1, percent, "7%", "7", "19% but 7%")},
			[]string{"Tax rate | 19 % | 7% | 19% but 7%"},
		},
		"a reference": {
			[]contract.Figure{figure(1, code, "PO-7", "", "PO-7, not PO-1"), figure(1, code, "PO-1", "", "PO-7, not PO-1")},
			[]string{"Customer's reference | PO-1 | PO-7 | PO-7, not PO-1"},
		},
		"said twice": {
			[]contract.Figure{
				figure(1, count, "14", "14", "a"), figure(1, count, "11", "11", "a"), figure(2, count, "11", "11", "b"), figure(2, amount, "60", "60", "b"),
			},
			[]string{"Line 1, Rendering | 14 at 60.00 EUR | 11 | a"},
		},
		"what stands next counts": {
			[]contract.Figure{figure(1, count, "40", "40", "a"), figure(1, count, "2", "2", "a"), figure(1, count, "14", "14", "a"), figure(1, count, "4", "4", "a")},
			[]string{"Line 1, Rendering | 14 at 60.00 EUR | 4 | a"},
		},
		"nothing that is on it":       {[]contract.Figure{figure(1, count, "14", "14", "a"), figure(1, amount, "60", "60", "a"), figure(1, percent, "19%", "19", "a")}, nil},
		"nothing that stands alone":   {[]contract.Figure{figure(1, count, "39999", "39999", "39999 Barlebow"), figure(2, count, "14", "14", "b")}, nil},
		"no rate beside a count":      {[]contract.Figure{figure(1, count, "14", "14", "a"), figure(1, percent, "7%", "7", "a")}, nil},
		"no other sentence's figures": {[]contract.Figure{figure(1, count, "14", "14", "a"), figure(2, count, "11", "11", "b")}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			w.reading, w.odoo.found = correction(), only(invoice118())
			w.reading.PO, w.reading.About.Figures = "", c.figures
			require.Equal(t, c.want, table(handedOver(t, w), "What would change"))
		})
	}
}

func TestExisting_LineOfTwoAlikeIsTheOneThatIsSpokenOf(t *testing.T) {
	t.Parallel()
	for sentence, want := range map[string]string{
		"14 hours of travel, but it was 11": "Line 2, Travel | 14 at 50.00 EUR | 11 | 14 hours of travel, but it was 11",
		"14 hours, but it was 11":           "A line | 14 on several | 11 | 14 hours, but it was 11",
	} {
		w := open(t)
		f := invoice118()
		f.Lines[1].Quantity = "14"
		w.reading, w.odoo.found = correction(), only(f)
		w.reading.PO = ""
		w.reading.About.Figures = []contract.Figure{figure(1, contract.FigureCount, "14", "14", sentence), figure(1, contract.FigureCount, "11", "11", sentence)}
		require.Equal(t, []string{want}, table(handedOver(t, w), "What would change"))
	}
}

func TestExisting_HeadIsComparedWithoutSignsAndBlanks(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading, w.odoo.found = correction(), only(invoice118())
	w.reading.VATID, w.reading.PO = "DE 123 456 789", "po 1"
	w.reading.About.Address, w.reading.About.DueDate = "Hafenstraße 1, 20457 Hamburg", "2026-11-13"
	note := handedOver(t, w)
	require.Empty(t, table(note, "What would change"))
	require.Contains(t, words(note), "says nothing that could be held against the invoice")

	w = open(t)
	w.reading, w.odoo.found = correction(), only(invoice118())
	w.reading.VATID, w.reading.Company, w.reading.PO = "DE999999999", "Berger Design AG", ""
	w.reading.About.Address, w.reading.About.DueDate = "Neuer Weg 2, 20457 Hamburg", "2026-12-01"
	w.reading.About.Amount, w.reading.About.Currency = "700.00", "EUR"
	require.Equal(t, []string{
		"Customer | Berger Design GmbH | Berger Design AG | Berger Design GmbH, Accounts",
		"Address | Hafenstraße 1, 20457 Hamburg, Germany | Neuer Weg 2, 20457 Hamburg | ",
		"VAT ID | DE123456789 | DE999999999 | ",
		"Due | 2026-11-13 | 2026-12-01 | ",
		"Total | 1059.10 EUR | 700.00 EUR | ",
	}, table(handedOver(t, w), "What would change"))
	require.Contains(t, words(w.desk.notices[0]), "correct the contact first")
}
