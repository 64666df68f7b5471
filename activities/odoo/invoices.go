package odoo

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

const (
	numbersAsked  = 10  // bounds the condition
	numbersRead   = 200 // newest invoices that may have one of them
	invoicesShown = 5   // more than that tell nobody which one is meant
	longNumber    = 6   // letters and digits from which signs may stand between any two of them
	framedNumber  = 10  // and from which they may stand around them, as in +++090/9337/55493+++
	numberLength  = 64  // what is longer is no number
	totalsRead    = 500 // newest invoices of the customer whose totals are compared
	newestFirst   = "invoice_date desc, id desc"
)

// FindInvoices lists the customer invoices that exact evidence points at; what
// counts is said at the Matched constants. It reads only, in at most twelve
// calls besides the login.
func (a *Activities) FindInvoices(ctx context.Context, in contract.FindInvoicesInput) (contract.FoundInvoices, error) {
	if a.client == nil {
		return contract.FoundInvoices{}, nil
	}
	session, err := a.client.Session(ctx)
	if err != nil {
		return contract.FoundInvoices{}, a.failed(err)
	}
	search := invoiceSearch{company: session.CompanyID, numbers: plainNumbers(in.Numbers), amount: in.Amount, currency: in.Currency}
	if search.customers, err = a.companiesNamed(ctx, in.Customer); err != nil {
		return contract.FoundInvoices{}, a.failed(err)
	}
	hits, err := a.pointedAt(ctx, search)
	if err != nil {
		return contract.FoundInvoices{}, a.failed(err)
	}
	out := contract.FoundInvoices{Configured: true, Customers: search.customers, More: len(hits) > invoicesShown}
	out.Invoices, err = a.inFull(ctx, search, hits[:min(len(hits), invoicesShown)])
	return out, a.failed(err)
}

// invoiceSearch is what is known of the invoice.
type invoiceSearch struct {
	company   int64
	numbers   []string // plain, see plainNumber
	customers []contract.Partner
	amount    contract.Decimal
	currency  string
}

// invoiceHit is an invoice and the kind of evidence that points at it.
type invoiceHit struct {
	move    odooclient.Record
	matched string
}

// companiesNamed are the companies that the customer may be, none when nobody
// is named.
func (a *Activities) companiesNamed(ctx context.Context, c contract.Customer) ([]contract.Partner, error) {
	match, err := a.match(ctx, c)
	if err != nil || match.PartnerID == 0 {
		return match.Candidates, err
	}
	return []contract.Partner{{ID: match.PartnerID, Name: match.Name}}, nil
}

// pointedAt returns what the strongest kind of evidence points at.
func (a *Activities) pointedAt(ctx context.Context, s invoiceSearch) ([]invoiceHit, error) {
	if len(s.numbers) > 0 {
		found, err := a.invoicesWhere(ctx, s, numbersRead, s.condition()...)
		if err != nil {
			return nil, err
		}
		for _, kinds := range [][]string{{contract.MatchedNumber, contract.MatchedPaymentReference}, {contract.MatchedReference}} {
			if hits := s.hits(found, kinds); len(hits) > 0 {
				return hits, nil
			}
		}
	}
	if len(s.customers) == 0 || s.amount == "" || s.currency == "" {
		return nil, nil
	}
	// Amounts are compared here, as decimals, so that no float goes out.
	found, err := a.invoicesWhere(ctx, s, totalsRead, s.ofCustomer())
	return s.hits(found, []string{contract.MatchedTotal}), err
}

func (a *Activities) invoicesWhere(ctx context.Context, s invoiceSearch, limit int, condition ...any) ([]odooclient.Record, error) {
	domain := []any{cond("move_type", "=", "out_invoice"), cond("company_id", "=", s.company)}
	return a.client.Search(ctx, odooclient.ModelMove, odooclient.Query{
		Domain: append(domain, condition...), Fields: invoiceFields(), Order: newestFirst, Limit: limit,
	})
}

func invoiceFields() []string {
	return []string{
		"name", "state", "partner_id", "commercial_partner_id", "currency_id", "ref", "payment_reference", "payment_state",
		"invoice_date", "invoice_date_due", "amount_untaxed", "amount_tax", "amount_total", "amount_residual", "invoice_line_ids",
	}
}

// condition lets through what may have one of the numbers, and a little more:
// signs are compared by hits.
func (s invoiceSearch) condition() []any {
	var terms []any
	for _, number := range s.numbers {
		pattern := numberPattern(number)
		either := []any{"|", cond("name", "=ilike", pattern), cond("payment_reference", "=ilike", pattern)}
		if len(s.customers) > 0 {
			either = append([]any{"|", "&", s.ofCustomer(), cond("ref", "=ilike", "%"+pattern+"%")}, either...)
		}
		if len(terms) > 0 {
			terms = append([]any{"|"}, terms...)
		}
		terms = append(terms, either...)
	}
	return terms
}

func (s invoiceSearch) ofCustomer() []any {
	ids := make([]any, 0, len(s.customers))
	for _, c := range s.customers {
		ids = append(ids, c.ID)
	}
	return cond("commercial_partner_id", "in", ids)
}

// hits keeps what one of the kinds of evidence points at.
func (s invoiceSearch) hits(found []odooclient.Record, kinds []string) []invoiceHit {
	var out []invoiceHit
	for _, move := range found {
		for _, kind := range kinds {
			if s.points(move, kind) {
				out = append(out, invoiceHit{move, kind})
				break
			}
		}
	}
	return out
}

func (s invoiceSearch) points(move odooclient.Record, kind string) bool {
	named := func(field string) bool { return slices.Contains(s.numbers, plainNumber(move.Str(field))) }
	switch kind {
	case contract.MatchedNumber:
		return named("name")
	case contract.MatchedPaymentReference:
		return named("payment_reference")
	case contract.MatchedReference:
		return named("ref") && s.sameCustomer(move)
	default:
		currency := move.Ref("currency_id").Name
		return currency == s.currency && s.sameCustomer(move) &&
			money.Equal(money.FormatAmount(move.Decimal("amount_total"), currency), s.amount, currency)
	}
}

func (s invoiceSearch) sameCustomer(move odooclient.Record) bool {
	id := move.Ref("commercial_partner_id").ID
	return slices.ContainsFunc(s.customers, func(c contract.Partner) bool { return c.ID == id })
}

// whyMeant says in a sentence which evidence points at the invoice.
func whyMeant(f contract.FoundInvoice) string {
	switch f.MatchedBy {
	case contract.MatchedNumber:
		return fmt.Sprintf("Its number is %s.", f.Number)
	case contract.MatchedPaymentReference:
		return fmt.Sprintf("Its payment reference is %s.", f.PaymentReference)
	case contract.MatchedReference:
		return fmt.Sprintf("It is an invoice to %s with the reference %s.", f.Company, f.Reference)
	case contract.MatchedTotal:
		return fmt.Sprintf("It is an invoice to %s over exactly %s %s.", f.Company, f.Total, f.Currency)
	default:
		return "" // it is one of a list
	}
}

// plainNumbers are the numbers as they are compared, each once.
func plainNumbers(written []string) []string {
	var out []string
	for _, w := range written {
		plain := plainNumber(w)
		if plain == "" || len(plain) > numberLength || slices.Contains(out, plain) || len(out) == numbersAsked {
			continue
		}
		out = append(out, plain)
	}
	return out
}

// plainNumber is a number without blanks and signs, in capitals.
func plainNumber(s string) string { return plainVAT(s) }

// numberPattern finds the number whatever signs stand in it. In a short one
// they may stand between letters and digits only, since a wildcard between any
// two would find half of the books.
func numberPattern(plain string) string {
	runes := []rune(plain)
	var b strings.Builder
	for i, r := range runes {
		if i > 0 && (len(runes) >= longNumber || unicode.IsDigit(r) != unicode.IsDigit(runes[i-1])) {
			b.WriteByte('%')
		}
		b.WriteRune(r)
	}
	if len(runes) >= framedNumber {
		return "%" + b.String() + "%"
	}
	return b.String()
}
