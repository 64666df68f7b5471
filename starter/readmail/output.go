package readmail

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Output is one line. A pointer that is nil prints as null: the mail does not say.
type Output struct {
	File         string                       `json:"file"`
	Expected     string                       `json:"expected"`
	Subtype      string                       `json:"subtype"`
	AskAbout     []string                     `json:"ask_about"`
	Questions    []string                     `json:"questions"`
	Language     *string                      `json:"language"`
	CustomerName *string                      `json:"customer_name"`
	Email        *string                      `json:"customer_email"`
	Company      *string                      `json:"company"`
	VATID        *string                      `json:"vat_id"`
	PO           *string                      `json:"po"`
	Currency     *string                      `json:"currency"`
	Lines        []Line                       `json:"lines"`
	Subtotal     *string                      `json:"subtotal"`
	Tax          *string                      `json:"tax"`
	Total        *string                      `json:"total"`
	TaxIncluded  *bool                        `json:"tax_included"`
	DueDate      *string                      `json:"due_date"`
	NetDays      *int                         `json:"net_days"`
	Period       *string                      `json:"service_period"`
	Flags        []string                     `json:"flags"`
	Evidence     map[string]contract.Evidence `json:"evidence"`
	Unreadable   *string                      `json:"unreadable,omitempty"`
}

// Line is one line of the invoice asked for; numbers are decimal strings.
type Line struct {
	Description string  `json:"description"`
	Qty         *string `json:"qty"`
	Unit        *string `json:"unit"`
	UnitPrice   *string `json:"unit_price"`
	Discount    *string `json:"discount_percent"`
	Tax         *string `json:"tax_percent"`
}

// outputOf puts a reading into the words of labelled corpora.
func outputOf(file string, r contract.Reading) Output {
	out := Output{
		File: file, Expected: string(r.Expected), Subtype: subtype(r), AskAbout: []string{}, Questions: []string{},
		Language: text(r.Language), CustomerName: text(r.CustomerName), Email: text(r.CustomerEmail), Company: text(r.Company),
		VATID: text(r.VATID), PO: text(r.PO), Currency: text(r.Currency), Lines: []Line{},
		Subtotal: text(string(r.Subtotal)), Tax: text(string(r.Tax)), Total: text(string(r.Total)), TaxIncluded: r.TaxIncluded,
		DueDate: text(r.DueDate), NetDays: r.NetDays, Period: text(r.ServicePeriod), Flags: append([]string{}, r.Flags...), Evidence: r.Evidence,
		Unreadable: text(r.Unreadable),
	}
	if out.Evidence == nil {
		out.Evidence = map[string]contract.Evidence{}
	}
	for _, l := range r.Lines {
		out.Lines = append(out.Lines, Line{
			Description: l.Description, Qty: text(string(l.Quantity)), Unit: text(l.Unit), UnitPrice: text(string(l.UnitPrice)),
			Discount: text(string(l.DiscountPercent)), Tax: text(string(l.TaxPercent)),
		})
	}
	for _, q := range r.Questions {
		out.Questions = append(out.Questions, q.Text)
		out.AskAbout = addOnce(out.AskAbout, topic(q.Field))
	}
	return out
}

func subtype(r contract.Reading) string {
	switch {
	case r.Expected == contract.ExpectFraud:
		return "fraud"
	case r.Direction == contract.DirectionDunning:
		return string(contract.DirectionIncomingBill)
	case r.Direction == contract.DirectionMarketing:
		return string(contract.DirectionNone)
	}
	return string(r.Direction)
}

// topic is what a question is about: line_2_quantity is a quantity.
func topic(field string) string {
	switch {
	case strings.HasPrefix(field, "line_") && strings.HasSuffix(field, "_quantity"):
		return "qty"
	case strings.HasPrefix(field, "line_") && strings.HasSuffix(field, "_unit_price"):
		return "unit_price"
	case strings.HasPrefix(field, "line_") && strings.HasSuffix(field, "_description"):
		return "lines"
	case strings.HasPrefix(field, "line_") && strings.HasSuffix(field, "_discount_percent"):
		return "discount_percent"
	case strings.HasPrefix(field, "line_") && strings.HasSuffix(field, "_tax_percent"):
		return "tax_percent"
	case field == "customer":
		return "company"
	case field == "reference":
		return "po"
	}
	return field
}

func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func addOnce(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}
