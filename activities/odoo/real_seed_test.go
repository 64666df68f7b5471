package odoo_test

import (
	"os"
	"testing"
	"time"

	"github.com/kolo/xmlrpc"
	"github.com/stretchr/testify/require"
)

// realBooks is a real Odoo 19 that a test fills: with all that its own demo data
// lack for a week's page. It speaks past the product's client, which may not post.
type realBooks struct {
	t        *testing.T
	c        *xmlrpc.Client
	uid      int64
	monday   time.Time // of the week that is reported
	mark     string    // in every name, so that a second run fills beside the first
	bank     int64
	currency map[string]int64
}

type values = map[string]any

func openReal(t *testing.T, monday time.Time) *realBooks {
	t.Helper()
	url := os.Getenv("TEST_ODOO_URL")
	common, err := xmlrpc.NewClient(url+"/xmlrpc/2/common", nil)
	require.NoError(t, err)
	b := &realBooks{t: t, monday: monday, mark: time.Now().Format("150405"), currency: map[string]int64{}}
	require.NoError(t, common.Call("authenticate", []any{os.Getenv("TEST_ODOO_DB"), os.Getenv("TEST_ODOO_USERNAME"), os.Getenv("TEST_ODOO_PASSWORD"), values{}}, &b.uid))
	b.c, err = xmlrpc.NewClient(url+"/xmlrpc/2/object", nil)
	require.NoError(t, err)
	return b
}

func (b *realBooks) call(out any, model, method string, args []any, kw values) {
	b.t.Helper()
	if kw == nil {
		kw = values{}
	}
	err := b.c.Call("execute_kw", []any{os.Getenv("TEST_ODOO_DB"), b.uid, os.Getenv("TEST_ODOO_PASSWORD"), model, method, args, kw}, out)
	require.NoError(b.t, err, "%s.%s", model, method)
}

func (b *realBooks) find(model string, domain ...any) []int64 {
	b.t.Helper()
	var ids []int64
	b.call(&ids, model, "search", []any{domain}, nil)
	return ids
}

func (b *realBooks) make(model string, v values) int64 {
	b.t.Helper()
	var id int64
	b.call(&id, model, "create", []any{v}, nil)
	return id
}

func is(field string, value any) []any { return []any{field, "=", value} }

// day is so many days after the week's Monday.
func (b *realBooks) day(n int) string { return b.monday.AddDate(0, 0, n).Format(time.DateOnly) }

// prepare has currencies with rates and a bank whose payments are booked.
func (b *realBooks) prepare() {
	for name, rate := range map[string]float64{"EUR": 0.8, "GBP": 0.7} {
		b.currency[name] = b.find("res.currency", is("name", name))[0]
		for _, on := range []string{b.day(-400), b.day(-10)} {
			if rate += 0.05; len(b.find("res.currency.rate", is("currency_id", b.currency[name]), is("name", on), is("company_id", 1))) == 0 {
				b.make("res.currency.rate", values{"currency_id": b.currency[name], "name": on, "rate": rate, "company_id": 1})
			}
		}
	}
	b.bank = b.find("account.journal", is("type", "bank"), is("company_id", 1))[0]
	for direction, code := range map[string]string{"inbound": "101403", "outbound": "101404"} {
		account := b.find("account.account", is("code", code), is("company_ids", 1))[0]
		var done bool
		b.call(&done, "account.payment.method.line", "write", []any{b.find("account.payment.method.line", is("journal_id", b.bank), is("payment_type", direction)), values{"payment_account_id": account}}, nil)
	}
}

func (b *realBooks) partner(name string) int64 {
	return b.make("res.partner", values{"name": name + " " + b.mark, "is_company": true})
}

// document makes an invoice, credit note or bill of one line, and posts it.
type document struct {
	kind, currency, ref string
	partner             int64
	day, due            int // days after Monday; due 0 = a term of 30 % now and the rest in 60 days
	price               float64
	draft               bool
	account             int64
	untaxed             bool
	repeats             string
}

func (b *realBooks) book(d document) int64 {
	b.t.Helper()
	line := values{"name": "Work", "quantity": 1.0, "price_unit": d.price}
	if d.account != 0 {
		line["account_id"] = d.account
	}
	if d.untaxed {
		line["tax_ids"] = []any{[]any{6, 0, []any{}}}
	}
	v := values{"move_type": d.kind, "partner_id": d.partner, "invoice_date": b.day(d.day), "date": b.day(d.day), "ref": d.ref, "invoice_line_ids": []any{[]any{0, 0, line}}}
	if d.due != 0 {
		v["invoice_date_due"], v["invoice_payment_term_id"] = b.day(d.due), false
	} else {
		v["invoice_payment_term_id"] = b.find("account.payment.term", []any{"name", "like", "30% Now"})[0]
	}
	if d.currency != "" {
		v["currency_id"] = b.currency[d.currency]
	}
	if d.repeats != "" {
		v["auto_post"] = d.repeats
	}
	id := b.make("account.move", v)
	if !d.draft {
		b.do("account.move", "action_post", id)
	}
	return id
}

// do calls a method whose answer, which may be nothing, is of no interest. Odoo
// cannot write nothing in XML-RPC, and has done it by then.
func (b *realBooks) do(model, method string, id int64) {
	var answer any
	_ = b.c.Call("execute_kw", []any{os.Getenv("TEST_ODOO_DB"), b.uid, os.Getenv("TEST_ODOO_PASSWORD"), model, method, []any{[]int64{id}}}, &answer)
}

// pay registers a payment of a document; 0 pays what is open.
func (b *realBooks) pay(move int64, day int, amount float64) {
	v := values{"payment_date": b.day(day), "journal_id": b.bank}
	if amount != 0 {
		v["amount"] = amount
	}
	var id int64
	b.call(&id, "account.payment.register", "create", []any{v}, values{"context": values{"active_model": "account.move", "active_ids": []int64{move}}})
	b.do("account.payment.register", "action_create_payments", id)
}

// loose posts a payment that belongs to no document.
func (b *realBooks) loose(direction string, partner int64, day int, amount float64, currency string) {
	kind := map[string]string{"inbound": "customer", "outbound": "supplier"}[direction]
	v := values{"payment_type": direction, "partner_type": kind, "partner_id": partner, "date": b.day(day), "amount": amount, "journal_id": b.bank}
	if currency != "" {
		v["currency_id"] = b.currency[currency]
	}
	b.do("account.payment", "action_post", b.make("account.payment", v))
}

// fill puts in what a page tells of: currencies, credit, payments in part, ages
// of both kinds, instalments, a price that rose, doubles, drafts and a week that cost more than usual.
func (b *realBooks) fill() {
	b.prepare()
	alpha, beta, gamma := b.partner("Alpha"), b.partner("Beta"), b.partner("Gamma")
	b.pay(b.book(document{kind: "out_invoice", partner: alpha, day: 0, due: 30, price: 1234.56}), 3, 0)
	b.pay(b.book(document{kind: "out_invoice", partner: beta, day: 2, due: 16, price: 999.99}), 4, 333.33)
	b.book(document{kind: "out_invoice", partner: gamma, day: 6, due: 36, price: 500.01, currency: "EUR"})
	b.book(document{kind: "out_refund", partner: alpha, day: 5, due: 5, price: 77.77})
	b.book(document{kind: "out_invoice", partner: beta, day: -3, price: 1500.10}) // by instalments
	b.book(document{kind: "out_invoice", partner: gamma, day: -5, due: 25, price: 820.40, currency: "GBP"})
	for i, late := range []int{-3, -20, -45, -75, -120, -400} {
		b.book(document{kind: "out_invoice", partner: alpha, day: late - 20, due: late, price: 100.11 * float64(i+1)})
		b.book(document{kind: "in_invoice", partner: gamma, day: late - 20, due: late, price: 50.07 * float64(i+1), ref: "L" + b.mark + string(rune('a'+i))})
	}
	b.pay(b.book(document{kind: "out_invoice", partner: gamma, day: -60, due: -30, price: 640, currency: "EUR"}), 2, 240)
	b.loose("inbound", beta, 1, 55.55, "")
	b.loose("inbound", gamma, 1, 20, "EUR")
	b.loose("outbound", gamma, 3, 12.34, "")

	rent := b.find("account.account", is("code", "612000"), is("company_ids", 1))[0]
	landlord, phone, twin := b.partner("Landlord"), b.partner("Phone"), b.partner("Twin")
	for week := 1; week <= 8; week++ {
		b.book(document{kind: "in_invoice", partner: b.partner("Shop"), day: -7*week + 1, due: 40, price: 100 + float64(week), account: rent, ref: "S" + b.mark + string(rune('a'+week))})
		b.book(document{kind: "out_invoice", partner: alpha, day: -7*week + 2, due: 41, price: 300 + float64(week)})
	}
	b.pay(b.book(document{kind: "in_invoice", partner: landlord, day: 1, due: 20, price: 2500.25, account: rent, ref: "R" + b.mark}), 4, 1000)
	for month := 0; month < 6; month++ {
		price := 49.90
		if month == 0 {
			price = 54.90
		}
		b.book(document{kind: "in_invoice", partner: phone, day: 3 - 30*month, due: 30 - 30*month, price: price, untaxed: true, ref: "P" + b.mark + string(rune('a'+month))})
	}
	for range 2 {
		b.book(document{kind: "in_invoice", partner: twin, day: 2, due: 9, price: 321.09, untaxed: true})
	}
	b.book(document{kind: "out_invoice", partner: beta, day: 4, due: 30, price: 444.44, draft: true})
	b.book(document{kind: "in_invoice", partner: twin, day: 4, due: 30, price: 12.12, draft: true})
	b.book(document{kind: "out_invoice", partner: beta, day: 30, due: 60, price: 99, draft: true, repeats: "monthly"})
	cash := b.find("account.account", is("account_type", "asset_cash"), is("company_ids", 1))[0]
	equity := b.find("account.account", is("account_type", "equity"), is("company_ids", 1))[0]
	general := b.find("account.journal", is("type", "general"), is("company_id", 1))[0]
	b.do("account.move", "action_post", b.make("account.move", values{"move_type": "entry", "journal_id": general, "date": b.day(-9), "line_ids": []any{
		[]any{0, 0, values{"account_id": cash, "debit": 10000.5, "credit": 0.0}}, []any{0, 0, values{"account_id": equity, "debit": 0.0, "credit": 10000.5}},
	}}))
}
