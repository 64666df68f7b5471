package contract

import "time"

// BooksPeriod is a span of whole days in the owner's zone.
type BooksPeriod struct {
	From string `json:"from"` // first day, ISO
	To   string `json:"to"`   // last day, ISO, included
	// Start and End are the instants at which From begins and To is over, for what
	// Odoo dates by the second; empty means midnight UTC.
	Start time.Time `json:"start,omitzero"`
	End   time.Time `json:"end,omitzero"`
}

// ListBooksInput asks for the figures of the books that a briefing needs.
type ListBooksInput struct {
	// AsOf is the ISO day in the owner's zone that ages are counted from: what is
	// due on it is not overdue yet.
	AsOf   string      `json:"as_of"`
	Period BooksPeriod `json:"period"`
	// Comparison is the period that turnover is compared with; empty compares with none.
	Comparison BooksPeriod `json:"comparison,omitzero"`
}

// Books are figures of one company's books, in its currency. A figure without
// Source is missing, never zero, and Missing says why. They are read by several
// calls, between which somebody may have booked something.
type Books struct {
	Configured bool   `json:"configured"`
	Company    string `json:"company,omitempty"`
	Currency   string `json:"currency,omitempty"` // ISO 4217
	AsOf       string `json:"as_of,omitempty"`
	// ReadAt is when the reading began. What is open is so at this time, whatever
	// AsOf says: Odoo does not tell what was open at another.
	ReadAt     time.Time   `json:"read_at,omitzero"`
	Period     BooksPeriod `json:"period,omitzero"`
	Comparison BooksPeriod `json:"comparison,omitzero"`

	Receivables  BooksAgeing        `json:"receivables,omitzero"` // positive = owed to the company
	Payables     BooksAgeing        `json:"payables,omitzero"`    // positive = owed by the company
	Revenue      BooksTurnover      `json:"revenue,omitzero"`
	Expenses     BooksTurnover      `json:"expenses,omitzero"`
	TopCustomers BooksCustomers     `json:"top_customers,omitzero"`
	Overdue      BooksOverdue       `json:"overdue,omitzero"`
	Drafts       BooksDrafts        `json:"drafts,omitzero"`
	Payments     BooksPayments      `json:"payments,omitzero"`
	NewPartners  BooksNewPartners   `json:"new_partners,omitzero"`
	Recurring    BooksDrafts        `json:"recurring,omitzero"` // drafts that Odoo posts by itself or repeats
	Repeated     BooksRepeatedBills `json:"repeated,omitzero"`
	Month        BooksMonth         `json:"month,omitzero"`
	Cash         BooksFigure        `json:"cash,omitzero"` // bank and cash accounts at the end of Period; Count is of accounts
	Doubles      BooksDoubleBills   `json:"doubles,omitzero"`
	// DueSoon are instalments that become due within 14 days of AsOf, the earliest first.
	DueSoon BooksOverdue `json:"due_soon,omitzero"`
	// History is the turnover of the eight weeks before Period, for what is usual.
	History BooksHistory   `json:"history,omitzero"`
	Queries []BooksQuery   `json:"queries,omitempty"`
	Missing []BooksMissing `json:"missing,omitempty"`
}

// BooksFigure is a sum and the number of records in it. Source is the Name of
// the BooksQuery it comes from; empty means that the figure is missing.
type BooksFigure struct {
	Amount Decimal `json:"amount,omitempty"`
	Count  int     `json:"count,omitempty"`
	Source string  `json:"source,omitempty"`
}

// BooksAgeing is what is open, by the due date of each instalment. Credit that
// is not matched yet lowers the sums. Count is of instalments.
type BooksAgeing struct {
	Total     BooksFigure `json:"total,omitzero"`
	NotDue    BooksFigure `json:"not_due,omitzero"`
	Days1To30 BooksFigure `json:"days_1_to_30,omitzero"`
	Days31    BooksFigure `json:"days_31_to_60,omitzero"`
	Days61    BooksFigure `json:"days_61_to_90,omitzero"`
	Over90    BooksFigure `json:"over_90,omitzero"`
	Undated   BooksFigure `json:"undated,omitzero"` // items without a due date
}

// BooksTurnover is revenue or expenses by the accounting date, which differs
// from the invoice's when its period was locked. Both are positive as usual;
// Count is of journal items.
type BooksTurnover struct {
	Current  BooksFigure `json:"current,omitzero"`
	Previous BooksFigure `json:"previous,omitzero"`
	// Accounts are the largest ones, at most 30.
	Accounts []BooksAccount `json:"accounts,omitempty"`
}

// BooksAccount is one account's part of a turnover.
type BooksAccount struct {
	ID       int64       `json:"id"`
	Name     string      `json:"name"` // with its number
	Current  BooksFigure `json:"current,omitzero"`
	Previous BooksFigure `json:"previous,omitzero"`
}

// BooksCustomers are the ten customers with the largest posted invoices of the
// period, less credit notes and without tax, by the accounting date.
type BooksCustomers struct {
	Source string          `json:"source,omitempty"`
	Rows   []BooksCustomer `json:"rows,omitempty"`
}

// BooksCustomer is one of them; Count is of invoices and credit notes.
type BooksCustomer struct {
	ID      int64   `json:"id"`
	Name    string  `json:"name"`
	Untaxed Decimal `json:"untaxed"`
	Count   int     `json:"count"`
}

// BooksMonth is what the month has brought in which the period begins, up to
// the period's end or the month's: a week that crosses into a new month still
// tells how the old one ended.
type BooksMonth struct {
	Period  BooksPeriod `json:"period,omitzero"`
	Revenue BooksFigure `json:"revenue,omitzero"`
}

// BooksOverdue lists the instalments that are longest overdue, at most 50. More
// is true when there are others; the sums are in the ageing.
type BooksOverdue struct {
	Source string            `json:"source,omitempty"`
	Rows   []BooksInstalment `json:"rows,omitempty"`
	More   bool              `json:"more,omitempty"`
}

// BooksInstalment is what is open of one instalment.
type BooksInstalment struct {
	Payable   bool    `json:"payable,omitempty"` // owed by the company, otherwise to it
	PartnerID int64   `json:"partner_id,omitempty"`
	Partner   string  `json:"partner,omitempty"`
	InvoiceID int64   `json:"invoice_id"`
	Invoice   string  `json:"invoice"`
	Due       string  `json:"due"`  // ISO
	Days      int     `json:"days"` // since Due; negative = until it
	Open      Decimal `json:"open"`
	URL       string  `json:"url,omitempty"`
}

// BooksDrafts are drafts by what they are. Amounts are with tax; credit notes
// and bills are positive too.
type BooksDrafts struct {
	Source string            `json:"source,omitempty"`
	Rows   []BooksDraftGroup `json:"rows,omitempty"`
}

// BooksDraftGroup is one kind of draft: Kind is Odoo's move_type, and Repeats
// its auto_post (at_date, monthly, quarterly or yearly) when it is a recurring one.
type BooksDraftGroup struct {
	Kind    string  `json:"kind"`
	Repeats string  `json:"repeats,omitempty"`
	Amount  Decimal `json:"amount"`
	Count   int     `json:"count"`
}

// BooksPayments are the valid payments dated in the period, without transfers
// between the company's own accounts where Odoo (before 18) marks them.
type BooksPayments struct {
	Received BooksFigure `json:"received,omitzero"`
	Sent     BooksFigure `json:"sent,omitzero"`
	// Others are payments in other currencies, which Odoo does not convert here.
	// They are in no sum.
	Others []BooksForeign `json:"others,omitempty"`
}

// BooksForeign are payments in a currency that is not the company's.
type BooksForeign struct {
	Currency string  `json:"currency"`
	Sent     bool    `json:"sent,omitempty"`
	Amount   Decimal `json:"amount"`
	Count    int     `json:"count"`
}

// BooksNewPartners are the contacts made in the period, newest first, at most
// 50; More is true when there are others. Persons of a company are left out.
type BooksNewPartners struct {
	Source string            `json:"source,omitempty"`
	Rows   []BooksNewPartner `json:"rows,omitempty"`
	More   bool              `json:"more,omitempty"`
}

// BooksNewPartner is a new contact. Customer and Supplier tell that an invoice
// or a bill of it has been posted.
type BooksNewPartner struct {
	ID       int64     `json:"id"`
	Name     string    `json:"name"`
	Made     time.Time `json:"made"`
	Customer bool      `json:"customer,omitempty"`
	Supplier bool      `json:"supplier,omitempty"`
}

// BooksRepeatedBills are suppliers whose posted bills of the last twelve months,
// by the day on the bill, look like a subscription: three or more of about one amount at about one
// distance. More is true when there are suppliers that were not looked at.
type BooksRepeatedBills struct {
	Source string              `json:"source,omitempty"`
	Rows   []BooksRepeatedBill `json:"rows,omitempty"`
	More   bool                `json:"more,omitempty"`
}

// BooksRepeatedBill is one supplier. Every is weekly, monthly or quarterly;
// amounts are with tax and in the company's currency.
type BooksRepeatedBill struct {
	ID       int64   `json:"id"`
	Name     string  `json:"name"`
	Every    string  `json:"every"`
	Count    int     `json:"count"`
	First    string  `json:"first"` // ISO
	Last     string  `json:"last"`  // ISO
	Smallest Decimal `json:"smallest"`
	Largest  Decimal `json:"largest"`
	Total    Decimal `json:"total"`
	// Latest and Before are the last two bills; empty = not known.
	Latest Decimal `json:"latest,omitempty"`
	Before Decimal `json:"before,omitempty"`
}

// BooksHistory is the turnover of weeks before the period, by the accounting date, oldest first. A week without items has
// zero, but those before the first week with any are left out: the business may not have begun to book.
type BooksHistory struct {
	Source string      `json:"source,omitempty"`
	Weeks  []BooksWeek `json:"weeks,omitempty"`
}

// BooksWeek is one of them. Accounts are the expenses of those accounts that are in Expenses.Accounts.
type BooksWeek struct {
	From     string             `json:"from"` // ISO
	To       string             `json:"to"`   // ISO, included
	Revenue  Decimal            `json:"revenue"`
	Expenses Decimal            `json:"expenses"`
	Accounts []BooksWeekAccount `json:"accounts,omitempty"`
}

// BooksWeekAccount is one account's expenses in a week; accounts without any are left out.
type BooksWeekAccount struct {
	ID       int64   `json:"id"`
	Expenses Decimal `json:"expenses"`
}

// BooksQuery is a call that figures come from, so that each can be traced and
// asked again.
type BooksQuery struct {
	Name   string `json:"name"`
	Model  string `json:"model"`
	Method string `json:"method"`
	// Condition is Odoo's domain as JSON.
	Condition string    `json:"condition"`
	Rows      int       `json:"rows"` // in the answer
	ReadAt    time.Time `json:"read_at"`
}

// BooksMissing is a figure that could not be read, and why, in a sentence.
type BooksMissing struct {
	Figure string `json:"figure"` // the JSON name in Books
	Why    string `json:"why"`
}
