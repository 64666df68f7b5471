package page

import (
	"strconv"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// auditMoney is what came in and went out.
func (c *composer) auditMoney(w *writer) {
	w.heading("Money")
	switch {
	case c.week.Books == nil || !c.week.Books.Configured:
		c.absent(w, contract.SourceBooks)
		return
	case c.books == nil:
		w.text("Stopped; see the top of this note.")
		return
	}
	b := c.books
	w.text("Books of " + esc(b.Company) + " in " + md(b.Currency) + ". Revenue and expenses are by the accounting date and without tax; payments are by their own date.")
	c.lines(w, figRevenue, figExpenses, figReceived, figSent, figCash, figMonth)
	if chart := c.weeksChart(); chart != "" {
		w.text("Bars are revenue and the line is expenses, by the Monday of each week.")
		w.raw(chart)
	}
	var foreign []md
	for _, f := range b.Payments.Others {
		way := md("received")
		if f.Sent {
			way = "paid out"
		}
		if v, ok := parse(f.Amount); ok {
			foreign = append(foreign, md(quantity(v, coin(f.Currency)))+" "+way+" in "+md(counted(number(f.Count), "payment", "payments"))+"; in no sum above, since Odoo does not convert it here")
		}
	}
	w.bullets(foreign)
	c.auditAccounts(w)
	c.auditCustomers(w)
}

func (c *composer) auditAccounts(w *writer) {
	var rows [][]md
	for _, a := range c.books.Expenses.Accounts {
		f := c.get(accountPrefix + strconv.FormatInt(a.ID, 10))
		if !f.known() || f.value.IsZero() && f.previous.IsZero() {
			continue
		}
		usually := md("too few weeks")
		if m := c.get(f.name + ".usual"); m.known() {
			usually = md(m.text())
		}
		rows = append(rows, []md{esc(a.Name), md(f.text()), md(f.previousText()), md(f.difference()), usually})
	}
	if len(rows) > 0 {
		w.sub("Expenses by account")
	}
	w.table(words("Account", ">This week", ">Last week", ">Change", ">Median"), rows, rowsShort)
}

func (c *composer) auditCustomers(w *writer) {
	var rows [][]md
	for _, r := range c.books.TopCustomers.Rows {
		if v, ok := parse(r.Untaxed); ok {
			rows = append(rows, []md{esc(r.Name), md(quantity(v, c.books.Currency)), md(number(r.Count).String())})
		}
	}
	if len(rows) == 0 {
		return
	}
	w.sub("Largest customers of the week")
	w.raw(c.customersChart())
	w.table(words("Customer", ">Invoiced without tax", ">Invoices"), rows, rowsShort)
}

// auditOpen is what is owed either way, by age and by whom.
func (c *composer) auditOpen(w *writer) {
	if c.books == nil {
		return
	}
	w.heading("What is open")
	in, out := c.halted(ageingSection("receivables")), c.halted(ageingSection("payables"))
	var names []string
	if !in {
		names = append(names, "receivables.total", figOverdueIn)
	}
	if !out {
		names = append(names, "payables.total", figOverdueOut)
	}
	c.lines(w, names...)
	if c.hasAgeing() {
		w.picture(c.pictureName(ageingPicture))
	}
	var rows [][]md
	for i, a := range ages(c.books.Receivables) {
		cell := func(what string, halted bool) md {
			f := c.get(what + ".age." + strconv.Itoa(i))
			if halted {
				return "stopped"
			}
			return md(f.text())
		}
		rows = append(rows, []md{md(a.label), cell("receivables", in), cell("payables", out)})
	}
	w.table(words("Age", ">Owed to you", ">Owed by you"), rows, rowsShort)
	c.auditOverdue(w)
}

func (c *composer) auditOverdue(w *writer) {
	o := c.books.Overdue
	for _, payable := range []bool{false, true} {
		var rows [][]md
		for _, r := range o.Rows {
			if v, ok := parse(r.Open); ok && r.Payable == payable {
				rows = append(rows, []md{esc(r.Partner), linked(esc(r.Invoice), r.URL), md(dateWord(r.Due)), md(number(r.Days).String()), md(quantity(v, c.books.Currency))})
			}
		}
		if len(rows) == 0 {
			continue
		}
		if payable {
			w.sub("Overdue, owed by you")
		} else {
			w.sub("Overdue, owed to you")
		}
		w.table(words("Who", "Document", "Due", ">Days", ">Open"), rows, rowsLong)
	}
	if o.More {
		w.text("Odoo has more than are listed here; the sums above hold them all.")
	}
}

func dateWord(day string) string {
	if _, ok := dayOf(day); !ok {
		return none
	}
	return day
}

func (c *composer) auditGoal(w *writer) {
	w.heading("Goals")
	switch {
	case c.halted("Goal"):
		w.text("Stopped; see the top of this note.")
	case c.goal.known:
		w.text(c.goalLine(), "What is expected is the goal times the days gone by, of "+md(c.goal.month.Format("January"))+"'s days; each day counts the same. A week that crosses into a new month tells how the old one ended.")
		c.lines(w, figGoal, figExpected, figMonth, figPace, figBehind)
	default:
		w.text(c.goal.why)
	}
	if v := c.week.Vault; v != nil && len(v.Goals.Quarter) > 0 {
		var items []md
		for _, q := range v.Goals.Quarter {
			items = append(items, say(q))
		}
		w.text("This quarter, in your words; no figure tells how they stand:")
		w.bullets(items)
	}
}

// auditBills is what repeats, got dearer, may be a double, or is new.
func (c *composer) auditBills(w *writer) {
	if c.books == nil {
		return
	}
	b := c.books
	w.heading("Bills, subscriptions and new contacts")
	var rows [][]md
	for _, r := range b.Repeated.Rows {
		f := c.get(billPrefix + strconv.FormatInt(r.ID, 10))
		latest, step := md(none), md(none)
		if f.known() {
			latest, step = md(f.text()), md(f.difference())
		}
		next := md(none)
		if last, ok := dayOf(r.Last); ok {
			if n := nextBill(last, r); !n.IsZero() {
				next = md(n.Format("2006-01-02"))
			}
		}
		rows = append(rows, []md{esc(r.Name), esc(r.Every), md(dateWord(r.Last)), latest, step, next})
	}
	w.sub("Bills that repeat")
	if len(rows) == 0 {
		w.text(c.nothing(b.Repeated.Source, "repeated", "No supplier's bills look like a subscription."))
	}
	w.table(words("Supplier", "Every", "Last", ">Amount", ">Step in price", "Next expected"), rows, rowsShort)
	c.auditDoubles(w)
	c.auditNewcomers(w)
	c.auditDrafts(w)
}

// nothing is the sentence for an empty list, or why the list is missing.
func (c *composer) nothing(source, what string, empty md) md {
	if source == "" {
		return "Missing: " + say(c.whyNotBooked(what))
	}
	return empty
}

func (c *composer) auditDoubles(w *writer) {
	d := c.books.Doubles
	w.sub("Bills that may be doubles")
	if len(d.Rows) == 0 {
		w.text(c.nothing(d.Source, "doubles", "None among the bills of the last sixty days."))
	}
	var rows [][]md
	for _, r := range d.Rows {
		v, ok := parse(r.Amount)
		if !ok {
			continue
		}
		var bills []md
		for _, bill := range r.Bills {
			name := bill.Name
			if name == "" {
				name = "draft"
			}
			text := linked(esc(name), bill.URL) + " of " + md(dateWord(bill.Date))
			if bill.Reference != "" {
				text += " (" + esc(bill.Reference) + ")"
			}
			bills = append(bills, text)
		}
		rows = append(rows, []md{esc(r.Partner), md(quantity(v, coin(r.Currency))), joined(bills, ", ")})
	}
	w.table(words("Supplier", ">Amount of each", "Bills"), rows, rowsShort)
}

func (c *composer) auditNewcomers(w *writer) {
	n := c.books.NewPartners
	w.sub("New contacts of the week")
	if len(n.Rows) == 0 {
		w.text(c.nothing(n.Source, "new_partners", "None."))
	}
	var rows [][]md
	for _, r := range n.Rows {
		role := md("no invoice yet")
		switch {
		case r.Supplier:
			role = "**new payee**: has sent a bill"
		case r.Customer:
			role = "customer"
		}
		rows = append(rows, []md{esc(r.Name), role, md(c.moment(r.Made))})
	}
	w.table(words("Contact", "What it is", "Made"), rows, rowsShort)
}

func (c *composer) auditDrafts(w *writer) {
	var rows [][]md
	for _, of := range []struct {
		what string
		list contract.BooksDrafts
	}{{"Drafts", c.books.Drafts}, {"Posted by Odoo itself", c.books.Recurring}} {
		for _, g := range of.list.Rows {
			if v, ok := parse(g.Amount); ok {
				rows = append(rows, []md{md(of.what), draftKind(g.Kind), esc(spaced(g.Repeats)), md(number(g.Count).String()), md(quantity(v, c.books.Currency))})
			}
		}
	}
	if len(rows) > 0 {
		w.sub("Drafts in Odoo")
	}
	w.table(words("", "Kind", "Repeats", ">How many", ">With tax"), rows, rowsShort)
}
