package invoice_test

import "github.com/autonomous-employee/employee/workflows/contract"

// complete says everything an invoice needs: 2 x 950.00 + 120.00 = 2020.00 EUR.
func complete() contract.Reading {
	return contract.Reading{
		Expected: contract.ExpectDraft, Direction: contract.DirectionInvoice, Subject: "Please invoice us", FromName: "Anna Berger",
		FromAddress: "anna@berger.example", Company: "Berger Design GmbH", CustomerName: "Anna Berger", CustomerEmail: "anna@berger.example",
		PO: "PO-7", Currency: "EUR", Excerpt: "could you please send us an invoice",
		Lines: []contract.InvoiceLine{
			{Description: "Workshop day", Quantity: "2", UnitPrice: "950.00"}, {Description: "Workshop materials", Quantity: "1", UnitPrice: "120.00"},
		},
		Evidence: map[string]contract.Evidence{
			"po":       {Words: "our PO number PO-7", Part: contract.PartText, Offset: 40, Method: contract.MethodStated},
			"currency": {Words: "EUR 950.00", Part: contract.PartText, Offset: 90, Method: contract.MethodStated},
		},
	}
}

// small is a recurring invoice under the limit: 80.00 EUR.
func small() contract.Reading {
	r := complete()
	r.Lines = []contract.InvoiceLine{{Description: "Hosting", Quantity: "1", UnitPrice: "80.00"}}
	return r
}

// without gives the complete reading with a question open.
func without(field, question string, clear func(*contract.Reading)) contract.Reading {
	r := complete()
	r.Expected = contract.ExpectAsk
	r.Questions = []contract.Question{{Field: field, Text: question}}
	clear(&r)
	return r
}

// rules are a handbook under which small goes out by itself.
func rules() contract.Handbook {
	return contract.Handbook{
		AutoLimit: "100", AutoLimitCurrency: "EUR", ExpiresDays: 14, Today: "2026-11-23", Hash: "h1",
		Recurring: []contract.RecurringRule{{Name: "Berger Design GmbH", MaxAmount: "90", Currency: "EUR", Period: "month"}},
	}
}
