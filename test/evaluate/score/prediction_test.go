package score_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/evaluate/score"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestPredict_SaysAReadingInTheWordsOfTheLabels(t *testing.T) {
	t.Parallel()
	days, included := 30, true
	p := score.Predict("m1", contract.Reading{
		Expected: contract.ExpectAsk, Direction: contract.DirectionDunning, CustomerName: "Jo", CustomerEmail: "jo@firm.example", Company: "Firm",
		VATID: "DE1", PO: "7", Currency: "EUR", Subtotal: "1", Tax: "2", Total: "3", TaxIncluded: &included, DueDate: "2026-12-01", NetDays: &days,
		ServicePeriod: "2026-10", InvoiceEmail: "bills@firm.example", Flags: []string{"urgency"},
		Lines:    []contract.InvoiceLine{{Description: "a", Quantity: "1", Unit: "hour", UnitPrice: "2", DiscountPercent: "3", TaxPercent: "4"}},
		Evidence: map[string]contract.Evidence{"total": {Words: "3 in all"}},
	})
	b, err := json.Marshal(p)
	require.NoError(t, err)
	require.JSONEq(t, `{"id":"m1","expected":"ask","subtype":"incoming_bill","ask_about":[],"customer_name":"Jo","customer_email":"jo@firm.example",
		"company":"Firm","vat_id":"DE1","po":"7","currency":"EUR","subtotal":"1","tax":"2","total":"3","tax_included":true,"due_date":"2026-12-01",
		"net_days":30,"service_period":"2026-10","invoice_email":"bills@firm.example","flags":["urgency"],
		"lines":[{"description":"a","qty":"1","unit":"hour","unit_price":"2","discount_percent":"3","tax_percent":"4"}]}`, string(b))
	require.Equal(t, "3 in all", p.Evidence["total"])
}

func TestPredict_WhatIsLeftOutIsLeftOut(t *testing.T) {
	t.Parallel()
	b, err := json.Marshal(score.Predict("m1", contract.Reading{Expected: contract.ExpectIgnore, Direction: contract.DirectionMarketing}))
	require.NoError(t, err)
	require.JSONEq(t, `{"id":"m1","expected":"ignore","subtype":"none","ask_about":[],"lines":[],"flags":[]}`, string(b))
}

func TestPredict_QuestionsOfANoteAreNamedAsInLabels(t *testing.T) {
	t.Parallel()
	var questions []contract.Question
	for _, f := range []string{"customer", "line_1_quantity", "line_12_quantity", "line_2_unit_price", "line_1_description", "reference", "currency", "line_1_tax_percent"} {
		questions = append(questions, contract.Question{Field: f})
	}
	p := score.Predict("m1", contract.Reading{Expected: contract.ExpectAsk, Questions: questions})
	require.Equal(t, []string{"company", "qty", "unit_price", "lines", "po", "currency", "tax_percent"}, p.AskAbout)
}

func TestPredict_DefaultsOfTheHandbookWereNotRead(t *testing.T) {
	t.Parallel()
	days, included := 14, false
	evidence := map[string]contract.Evidence{}
	for _, f := range []string{"currency", "due_date", "net_days", "tax_included", "total"} {
		evidence[f] = contract.Evidence{Method: contract.MethodDefault}
	}
	r := contract.Reading{Currency: "USD", DueDate: "2026-12-01", NetDays: &days, TaxIncluded: &included, Total: "5", Evidence: evidence}
	p := score.Predict("m1", r)
	require.Empty(t, p.Currency+p.DueDate)
	require.Nil(t, p.NetDays)
	require.Nil(t, p.TaxIncluded)
	require.Equal(t, "5", p.Total, "a handbook has no default for a sum")
	evidence["currency"] = contract.Evidence{Method: contract.MethodDerived}
	require.Equal(t, "USD", score.Predict("m1", r).Currency)
}
