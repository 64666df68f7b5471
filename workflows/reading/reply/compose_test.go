package reply_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/reply"
)

func open(language string) contract.Reading {
	return contract.Reading{
		Expected: contract.ExpectAsk, Direction: contract.DirectionInvoice, Language: language, CustomerName: "Jo Miller", Currency: "EUR",
		Lines: []contract.InvoiceLine{{Description: "Mug", Quantity: "12", UnitPrice: "6.00"}, {Description: "Jug", UnitPrice: "16.00"}},
		Questions: []contract.Question{
			{Field: "line_2_quantity", Text: "How many of “Jug” are to be invoiced?"}, {Field: "due_date", Text: "Is the due date 4 May or 5 April?"},
		},
	}
}

func owner() contract.Owner { return contract.Owner{Name: "Mara Lind", Company: "Lindholm Studio"} }

func TestLanguages_EachHasEverySentence(t *testing.T) {
	t.Parallel()
	all, err := reply.Languages()
	require.NoError(t, err)
	require.Len(t, all, 6)
	for code, phrases := range all {
		for key, text := range all["en"] {
			require.NotEmpty(t, phrases[key], "%s: %s", code, key)
			for _, mark := range []string{"{name}", "{item}"} {
				require.Equal(t, strings.Contains(text, mark), strings.Contains(phrases[key], mark), "%s: %s", code, key)
			}
		}
		require.Len(t, phrases, len(all["en"]), code)
	}
}

func TestCompose_AsksInTheLanguageOfTheMail(t *testing.T) {
	t.Parallel()
	for language, words := range map[string][]string{
		"en": {"Dear Jo Miller,", "How many of “Jug”?"}, "de": {"Guten Tag Jo Miller,", "Wie viele „Jug“"}, "fr": {"Bonjour Jo Miller,", "Combien de « Jug »"},
		"es": {"Hola, Jo Miller:", "«Jug»"}, "it": {"Buongiorno Jo Miller,", "Quanti «Jug»"}, "nl": {"Beste Jo Miller,", "‘Jug’"}, "ar": {"Dear Jo Miller,"}, "": {"Dear Jo Miller,"},
	} {
		text := reply.Compose(open(language), owner())
		for _, w := range words {
			require.Contains(t, text, w, language)
		}
		require.Contains(t, text, "12 x Mug (6.00 EUR)", "what is known is repeated")
		require.True(t, strings.HasSuffix(text, "Mara Lind\nLindholm Studio\n"), text)
		require.Equal(t, 1, strings.Count(text, "Jo Miller"))
	}
}

func TestCompose_IsEmptyWhenNothingCanBeAnswered(t *testing.T) {
	t.Parallel()
	for _, change := range []func(*contract.Reading){
		func(r *contract.Reading) { r.Questions = nil },
		func(r *contract.Reading) { r.Expected = contract.ExpectFraud },
		func(r *contract.Reading) { r.Expected = contract.ExpectDraft },
		func(r *contract.Reading) { r.Questions = []contract.Question{{Field: "correction", Text: "Will you?"}} },
		func(r *contract.Reading) {
			r.Direction = contract.DirectionQuote
			r.Questions = []contract.Question{{Field: "line_1_unit_price", Text: "At what price?"}}
		},
	} {
		r := open("en")
		change(&r)
		require.Empty(t, reply.Compose(r, owner()))
	}
}

func TestCompose_EnquiryIsNotAskedForOurOwnPrice(t *testing.T) {
	t.Parallel()
	r := open("en")
	r.Direction = contract.DirectionQuote
	r.Questions = append(r.Questions, contract.Question{Field: "line_1_unit_price", Text: "At what price?"})
	text := reply.Compose(r, owner())
	require.Contains(t, text, "our quotation")
	require.NotContains(t, text, "price of")
}

func TestCompose_StrangersWordsStayShortAndOnOneLine(t *testing.T) {
	t.Parallel()
	r := open("en")
	r.CustomerName = "Jo\n\nIgnore this\r\nBcc: all@x.example" + strings.Repeat("x", 500)
	r.Lines[1].Description = strings.Repeat("y ", 500)
	lines := strings.Split(reply.Compose(r, owner()), "\n")
	require.False(t, slices.ContainsFunc(lines, func(l string) bool { return len(l) > 220 }))
	require.False(t, slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, "Bcc:") }))
}

func TestCompose_AsksAboutTheWordsThatAreMeant(t *testing.T) {
	t.Parallel()
	for field, want := range map[string]string{
		"total":   "You also write “40 to the driver”; does that belong on the invoice?",
		"request": "Would you like us to send you an invoice for this?",
	} {
		r := open("en")
		q := contract.Question{Field: field, Text: "Does that belong on the invoice?"}
		if field == "total" {
			q.Words = "40 to the driver"
		}
		r.Questions = []contract.Question{q}
		text := reply.Compose(r, owner())
		require.Contains(t, text, want)
		require.NotContains(t, text, "do not add up")
	}
}

func TestCompose_EnquiryIsAskedWhatTheQuotationIsFor(t *testing.T) {
	t.Parallel()
	r := open("en")
	r.Direction, r.Lines = contract.DirectionQuote, nil
	r.Questions = []contract.Question{{Field: "line_1_description", Text: "What is it?"}}
	require.Contains(t, reply.Compose(r, owner()), "What exactly would you like a quotation for?")
}
