package odoo

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// booksReader reads the figures of the books, each query with one call whose
// answer is bounded: twelve calls, and up to four for the login before them,
// whatever is in the books.
// What the user may not see or this Odoo does not have is left out and named;
// anything else ends the reading, to be tried again.
type booksReader struct {
	odooclient.Reading
	a    *Activities
	in   contract.ListBooksInput
	days booksDays
	out  *contract.Books
	// kinds tells what an account is for; nil when it could not be read.
	kinds map[int64]accountKind
	names map[int64]string // number and name of those accounts
	// turnover is what the accounts of income and expenses had on each day.
	turnover []dayTurnover
}

// ListBooks reads the figures of the company's books for a briefing. It never
// writes.
func (a *Activities) ListBooks(ctx context.Context, in contract.ListBooksInput) (contract.Books, error) {
	if !a.Configured() {
		return contract.Books{}, nil
	}
	days, err := booksDaysOf(in)
	if err != nil {
		return contract.Books{}, refuse(contract.FailInvalid, err.Error())
	}
	reading, err := a.client.Reading(ctx)
	if err != nil {
		return contract.Books{}, a.failed(err)
	}
	out := contract.Books{
		Configured: true, Company: reading.Session.CompanyName, AsOf: in.AsOf, ReadAt: a.now().UTC(),
		Period: in.Period, Comparison: in.Comparison,
	}
	r := booksReader{Reading: reading, a: a, in: in, days: days, out: &out}
	if err := r.readAll(ctx); err != nil {
		return contract.Books{}, a.failed(err)
	}
	return out, nil
}

// readAll makes the queries one after the other, which spares the server more
// than it costs here.
func (r *booksReader) readAll(ctx context.Context) error {
	if err := r.readCurrency(ctx); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{
		r.readAccounts, r.readAgeingAndCash, r.readTurnover, r.readTopCustomers, r.readOverdue, r.readDueSoon,
		r.readDrafts, r.readPayments, r.readNewPartners, r.readRepeatedBills, r.readBills,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	r.miss("customer_subscriptions", "Subscriptions that customers have are in an app of Odoo Enterprise that is not read; what they were invoiced is in the revenue.")
	return nil
}

// readCurrency takes what the login has told, without which no figure means
// anything; a server without accounting, where most queries fall away, has to be
// asked.
func (r *booksReader) readCurrency(ctx context.Context) error {
	if money.IsCurrency(r.Session.Currency) {
		r.out.Currency = r.Session.Currency
		return nil
	}
	found, err := r.Search(ctx, odooclient.ModelCompany, odooclient.Query{
		Domain: []any{cond("id", "=", r.Session.CompanyID)}, Fields: []string{"currency_id"}, Limit: 1,
	})
	if err != nil {
		return err
	}
	if len(found) != 1 || !money.IsCurrency(found[0].Ref("currency_id").Name) {
		return refuse(contract.FailNotFound, "The currency of the company could not be read from Odoo; look under Settings > Companies.")
	}
	r.out.Currency = found[0].Ref("currency_id").Name
	return nil
}

// groups makes a named query of sums and keeps it for the figures' lineage.
// Without an error and without ok the figures are missing, and it is said.
func (r *booksReader) groups(ctx context.Context, name, model string, g odooclient.Grouping, figures ...string) (found []odooclient.Group, ok bool, err error) {
	at := r.a.now().UTC()
	found, err = r.Groups(ctx, model, g)
	if err != nil {
		return nil, false, r.excuse(err, figures...)
	}
	r.noteQuery(contract.BooksQuery{Name: name, Model: model, Method: r.GroupMethod(), Rows: len(found), ReadAt: at}, g.Domain)
	return found, true, nil
}

// list makes a named query of records, in the same way.
func (r *booksReader) list(ctx context.Context, name, model string, q odooclient.Query, figures ...string) (found []odooclient.Record, ok bool, err error) {
	at := r.a.now().UTC()
	found, err = r.Search(ctx, model, q)
	if err != nil {
		return nil, false, r.excuse(err, figures...)
	}
	r.noteQuery(contract.BooksQuery{Name: name, Model: model, Method: "search_read", Rows: len(found), ReadAt: at}, q.Domain)
	return found, true, nil
}

func (r *booksReader) noteQuery(q contract.BooksQuery, domain []any) {
	text, err := json.Marshal(domain)
	if err == nil {
		q.Condition = string(text)
	}
	r.out.Queries = append(r.out.Queries, q)
}

// excuse turns a refusal of one query into missing figures; nothing that may
// be otherwise in a moment is excused.
func (r *booksReader) excuse(err error, figures ...string) error {
	e, ok := odooclient.As(err)
	if !ok || !lasting(e) {
		return err
	}
	for _, figure := range figures {
		r.miss(figure, sentence(e))
	}
	return nil
}

// lasting tells refusals that concern one query and stay.
func lasting(e *odooclient.Error) bool {
	switch e.Code {
	case odooclient.CodeNoRight:
		return e.Kind == odooclient.Auth
	case odooclient.CodeProgram, odooclient.CodeNoModel, odooclient.CodeRefused, odooclient.CodeAfterCommit, odooclient.CodeMalformed:
		return e.Kind == odooclient.Invalid
	}
	return false
}

func (r *booksReader) miss(figure, why string) {
	r.out.Missing = append(r.out.Missing, contract.BooksMissing{Figure: figure, Why: why})
}

// incomplete says that a query's answer does not tell what it should.
func (r *booksReader) incomplete(figures ...string) {
	for _, figure := range figures {
		r.miss(figure, "Odoo's answer was too long or left out an amount or a date, so the sum would be wrong.")
	}
}

func (r *booksReader) amount(d decimal.Decimal) contract.Decimal {
	return money.FormatAmount(d, r.out.Currency)
}

// own adds the company to a domain, since a user may see several.
func (r *booksReader) own(domain ...any) []any {
	return append([]any{cond("company_id", "=", r.Session.CompanyID)}, domain...)
}

// booksDays are the days of the input, parsed.
type booksDays struct {
	asOf       time.Time
	start, end time.Time // the period's instants, UTC
	compares   bool
}

func booksDaysOf(in contract.ListBooksInput) (booksDays, error) {
	asOf, err := time.Parse(time.DateOnly, in.AsOf)
	if err != nil {
		return booksDays{}, errors.New("The day that the books are read for is not a date such as 2026-12-31.")
	}
	from, to, err := periodOf(in.Period)
	if err != nil {
		return booksDays{}, err
	}
	d := booksDays{asOf: asOf, start: in.Period.Start.UTC(), end: in.Period.End.UTC()}
	if in.Period.Start.IsZero() {
		d.start = from
	}
	if in.Period.End.IsZero() {
		d.end = to.AddDate(0, 0, 1)
	}
	if d.compares = in.Comparison != (contract.BooksPeriod{}); d.compares {
		_, _, err = periodOf(in.Comparison)
	}
	return d, err
}

func periodOf(p contract.BooksPeriod) (from, to time.Time, err error) {
	from, err = time.Parse(time.DateOnly, p.From)
	if err == nil {
		to, err = time.Parse(time.DateOnly, p.To)
	}
	if err != nil || to.Before(from) {
		return from, to, errors.New("A period of the books needs a first and a last day such as 2026-12-01 and 2026-12-31.")
	}
	return from, to, nil
}

// within are the conditions of a period on the accounting date.
func within(p contract.BooksPeriod) []any {
	return []any{cond("date", ">=", p.From), cond("date", "<=", p.To)}
}
