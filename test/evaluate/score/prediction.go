package score

import (
	"regexp"
	"slices"
	"strconv"

	"github.com/autonomous-employee/employee/workflows/contract"
)

var lineQuestion = regexp.MustCompile(`^line_\d+_(\w+)$`)

// Prediction is what was read from a mail, in the words of the labels. Its
// JSON is one line of a predictions file.
type Prediction struct {
	ID            string           `json:"id"`
	Expected      string           `json:"expected"`
	Subtype       string           `json:"subtype"`
	AskAbout      []string         `json:"ask_about"`
	CustomerName  string           `json:"customer_name,omitempty"`
	CustomerEmail string           `json:"customer_email,omitempty"`
	Company       string           `json:"company,omitempty"`
	VATID         string           `json:"vat_id,omitempty"`
	PO            string           `json:"po,omitempty"`
	Currency      string           `json:"currency,omitempty"`
	Lines         []PredictionLine `json:"lines"`
	Subtotal      string           `json:"subtotal,omitempty"`
	Tax           string           `json:"tax,omitempty"`
	Total         string           `json:"total,omitempty"`
	TaxIncluded   *bool            `json:"tax_included,omitempty"`
	DueDate       string           `json:"due_date,omitempty"`
	NetDays       *int             `json:"net_days,omitempty"`
	ServicePeriod string           `json:"service_period,omitempty"`
	InvoiceEmail  string           `json:"invoice_email,omitempty"`
	Flags         []string         `json:"flags"`

	Direction  contract.Direction `json:"-"`
	Unreadable bool               `json:"-"`
	// Broken says where the reader broke on the mail; empty when it did not.
	Broken string `json:"-"`
	// Evidence is the quoted words by field; a line's are under "line_1".
	Evidence map[string]string `json:"-"`
}

// PredictionLine is one line that was read; an empty figure was left open.
type PredictionLine struct {
	Description     string `json:"description"`
	Quantity        string `json:"qty,omitempty"`
	Unit            string `json:"unit,omitempty"`
	UnitPrice       string `json:"unit_price,omitempty"`
	DiscountPercent string `json:"discount_percent,omitempty"`
	TaxPercent      string `json:"tax_percent,omitempty"`

	number int
}

// Predict puts a reading in the words of the labels. A value that comes from
// the handbook was not read from the mail and is left out.
func Predict(id string, r contract.Reading) Prediction {
	p := Prediction{
		ID: id, Expected: string(r.Expected), Subtype: subtypeOf(r.Direction), AskAbout: []string{},
		CustomerName: r.CustomerName, CustomerEmail: r.CustomerEmail, Company: r.Company, VATID: r.VATID, PO: r.PO, Currency: r.Currency,
		Lines: []PredictionLine{}, Subtotal: string(r.Subtotal), Tax: string(r.Tax), Total: string(r.Total),
		TaxIncluded: r.TaxIncluded, DueDate: r.DueDate, NetDays: r.NetDays, ServicePeriod: r.ServicePeriod, InvoiceEmail: r.InvoiceEmail,
		Flags: append([]string{}, r.Flags...), Direction: r.Direction, Unreadable: r.Unreadable != "", Evidence: map[string]string{},
	}
	for i, l := range r.Lines {
		p.Lines = append(p.Lines, PredictionLine{
			Description: l.Description, Quantity: string(l.Quantity), Unit: l.Unit, UnitPrice: string(l.UnitPrice),
			DiscountPercent: string(l.DiscountPercent), TaxPercent: string(l.TaxPercent), number: i + 1,
		})
	}
	for _, q := range r.Questions {
		if about := asks(q.Field); !slices.Contains(p.AskAbout, about) {
			p.AskAbout = append(p.AskAbout, about)
		}
	}
	for field, e := range r.Evidence {
		p.Evidence[field] = e.Words
		if e.Method == contract.MethodDefault {
			p.clear(field)
		}
	}
	return p
}

// clear empties the fields that the handbook has a default for.
func (p *Prediction) clear(field string) {
	switch field {
	case Currency:
		p.Currency = ""
	case DueDate:
		p.DueDate = ""
	case NetDays:
		p.NetDays = nil
	case TaxIncluded:
		p.TaxIncluded = nil
	}
}

// asks says what a question of a note is about, in the words of the labels.
func asks(field string) string {
	if m := lineQuestion.FindStringSubmatch(field); m != nil {
		field = m[1]
	}
	switch field {
	case "quantity":
		return Quantity
	case "description":
		return "lines"
	case "customer":
		return Company
	case "reference":
		return PO
	}
	return field
}

func (p Prediction) value(field string) string {
	switch field {
	case CustomerName:
		return p.CustomerName
	case CustomerEmail:
		return p.CustomerEmail
	case Company:
		return p.Company
	case VATID:
		return p.VATID
	case PO:
		return p.PO
	case Currency:
		return p.Currency
	case Subtotal:
		return p.Subtotal
	case Tax:
		return p.Tax
	case Total:
		return p.Total
	case TaxIncluded:
		return textOf(p.TaxIncluded, strconv.FormatBool)
	case DueDate:
		return p.DueDate
	case NetDays:
		return textOf(p.NetDays, strconv.Itoa)
	case ServicePeriod:
		return p.ServicePeriod
	case InvoiceEmail:
		return p.InvoiceEmail
	}
	return ""
}

func textOf[T any](v *T, format func(T) string) string {
	if v == nil {
		return ""
	}
	return format(*v)
}

func (l PredictionLine) figure(field string) string {
	switch field {
	case Quantity:
		return l.Quantity
	case UnitPrice:
		return l.UnitPrice
	case DiscountPercent:
		return l.DiscountPercent
	case TaxPercent:
		return l.TaxPercent
	}
	return ""
}
