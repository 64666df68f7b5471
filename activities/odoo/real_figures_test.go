package odoo_test

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/briefing/page"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

// The other road to each figure of the audit note: SQL over the tables of the
// server itself, with no grouping, dialect or account list of ours in between.
// :c is the company, :f and :t the week, :pf and :pt the week before, :d the day that ages count from.
const (
	itemsSQL = ` from account_move_line l join account_move m on m.id = l.move_id join account_account a on a.id = l.account_id
		where m.state = 'posted' and l.company_id = :c `
	incomeSQL  = ` and a.account_type in ('income', 'income_other') `
	expenseSQL = ` and a.account_type like 'expense%' `
	openSQL    = ` and not coalesce(l.reconciled, false) `
)

// roads give lines of name|value|count; count is empty where the page has none.
func roads() map[string]string {
	out := map[string]string{
		"turnover": `select 'revenue', coalesce(-sum(l.balance), 0)` + itemsSQL + incomeSQL + `and l.date between :f and :t
			union all select 'expenses', coalesce(sum(l.balance), 0)` + itemsSQL + expenseSQL + `and l.date between :f and :t
			union all select 'revenue.before', coalesce(-sum(l.balance), 0)` + itemsSQL + incomeSQL + `and l.date between :pf and :pt
			union all select 'expenses.before', coalesce(sum(l.balance), 0)` + itemsSQL + expenseSQL + `and l.date between :pf and :pt
			union all select 'revenue.month', coalesce(-sum(l.balance), 0)` + itemsSQL + incomeSQL + `and l.date between date_trunc('month', :f::date) and least(:t::date, (date_trunc('month', :f::date) + interval '1 month - 1 day')::date)`,
		"accounts":        `select 'expenses.account.' || a.id, sum(l.balance)` + itemsSQL + expenseSQL + `and l.date between :f and :t group by a.id`,
		"accounts before": `select 'expenses.account.' || a.id || '.before', sum(l.balance)` + itemsSQL + expenseSQL + `and l.date between :pf and :pt group by a.id`,
		"usual": `select 'expenses.usual', percentile_cont(0.5) within group (order by spent) from (select n, coalesce((select sum(l.balance)` + itemsSQL + expenseSQL +
			`and l.date between :f::date - 7 * n and :t::date - 7 * n), 0)::float8 as spent from generate_series(1, 8) n) weeks`,
		"usual of accounts": `select 'expenses.account.' || id || '.usual', percentile_cont(0.5) within group (order by spent) from (select acc.id, n, coalesce((select sum(l.balance)` + itemsSQL + expenseSQL +
			`and a.id = acc.id and l.date between :f::date - 7 * n and :t::date - 7 * n), 0)::float8 as spent from account_account acc cross join generate_series(1, 8) n) weeks group by id`,
		"payments": `select case payment_type when 'inbound' then 'payments.received' else 'payments.sent' end, sum(amount) from account_payment
			where state in ('in_process', 'paid') and date between :f and :t and company_id = :c and currency_id = (select currency_id from res_company where id = :c) group by 1`,
		"foreign": `select 'foreign.' || payment_type || '.' || cu.name, sum(p.amount) from account_payment p join res_currency cu on cu.id = p.currency_id
			where p.state in ('in_process', 'paid') and p.date between :f and :t and p.company_id = :c and p.currency_id <> (select currency_id from res_company where id = :c) group by 1`,
		"cash": `select 'cash', coalesce(sum(l.balance), 0)` + itemsSQL + ` and a.account_type = 'asset_cash' and l.date <= :t`,
		"drafts": `select 'drafts.' || move_type, count(*)::text from account_move where state = 'draft' and company_id = :c and auto_post = 'no' and move_type <> 'entry' group by 1
			union all select 'drafts.' || move_type || '.amount', sum(amount_total_signed * case when move_type in ('out_refund', 'in_invoice', 'in_receipt') then -1 else 1 end)::text
			from account_move where state = 'draft' and company_id = :c and auto_post = 'no' and move_type <> 'entry' group by 1`,
		"subscriptions": `with bills as (select commercial_partner_id p, invoice_date d, amount_total v, abs(amount_total_signed) s, id from account_move
				where move_type = 'in_invoice' and state = 'posted' and company_id = :c and invoice_date between :d::date - interval '1 year' + interval '1 day' and :d),
			of as (select p, count(*) n, max(s) large, min(s) small, (max(d) - min(d))::numeric / nullif(count(*) - 1, 0) gap from bills group by p)
			select 'subscription.' || p, (select v from bills b where b.p = of.p order by d desc, id desc limit 1) from of
			where n >= 3 and large <= small * 1.25 and (gap between 6 and 8 or gap between 26 and 35 or gap between 85 and 97)`,
		"steps": `with bills as (select commercial_partner_id p, amount_total v, row_number() over (partition by commercial_partner_id order by invoice_date desc, id desc) n
				from account_move where move_type = 'in_invoice' and state = 'posted' and company_id = :c and invoice_date between :d::date - 200 and :d)
			select 'subscription.' || p || '.before', v from bills where n = 2`,
		"doubles": `with bills as (select commercial_partner_id p, invoice_date d, amount_total v, currency_id k, lower(nullif(trim(ref), '')) r, id from account_move
				where move_type = 'in_invoice' and state in ('posted', 'draft') and company_id = :c and invoice_date between :d::date - 60 and :d and amount_total > 0)
			select 'doubles.' || x.p || '.' || trim(to_char(x.v, 'FM999999990.00')), count(distinct x.id)::text from bills x join bills y
			on x.p = y.p and x.v = y.v and x.k = y.k and x.id <> y.id and (x.r = y.r or abs(x.d - y.d) <= 7) group by x.p, x.v, x.k
			union all select distinct 'doubles.' || x.p || '.' || trim(to_char(x.v, 'FM999999990.00')) || '.amount', x.v::text from bills x join bills y
			on x.p = y.p and x.v = y.v and x.k = y.k and x.id <> y.id and (x.r = y.r or abs(x.d - y.d) <= 7)`,
		"due soon": `select 'receivables.due', coalesce(sum(l.amount_residual), 0)::text` + itemsSQL + openSQL + `and a.account_type = 'asset_receivable' and l.amount_residual > 0 and l.date_maturity between :d and :d::date + 14
			union all select 'receivables.due.count', count(distinct l.move_id)::text` + itemsSQL + openSQL + `and a.account_type = 'asset_receivable' and l.amount_residual > 0 and l.date_maturity between :d and :d::date + 14
			union all select 'payables.due_fortnight', coalesce(-sum(l.amount_residual), 0)::text` + itemsSQL + openSQL + `and a.account_type = 'liability_payable' and l.amount_residual < 0 and l.date_maturity between :d and :d::date + 14
			union all select 'payables.due_week', coalesce(-sum(l.amount_residual), 0)::text` + itemsSQL + openSQL + `and a.account_type = 'liability_payable' and l.amount_residual < 0 and l.date_maturity between :d and :d::date + 7`,
		"top customers": `select 'top.' || commercial_partner_id, sum(amount_untaxed_signed) from account_move
			where state = 'posted' and move_type in ('out_invoice', 'out_refund') and company_id = :c and date between :f and :t group by 1 order by 2 desc limit 10`,
		"new partners": `select 'new.' || id, 1 from res_partner where parent_id is null and active and (company_id is null or company_id = :c) and create_date >= :f and create_date < :t::date + 1`,
	}
	for name, of := range map[string][2]string{"receivables": {"asset_receivable", "customer"}, "payables": {"liability_payable", "supplier"}} {
		sign := map[string]string{"receivables": "", "payables": "-"}[name]
		side := openSQL + "and a.account_type = '" + of[0] + "' "
		out[name] = `select '` + name + `.total', coalesce(` + sign + `sum(l.amount_residual), 0)` + itemsSQL + side + `
			union all select '` + name + `.overdue', coalesce(` + sign + `sum(l.amount_residual), 0)` + itemsSQL + side + `and l.date_maturity < :d`
		for i, age := range []string{"l.date_maturity >= :d", "between 1 and 30", "between 31 and 60", "between 61 and 90", "> 90", "l.date_maturity is null"} {
			if i > 0 && i < 5 {
				age = ":d::date - l.date_maturity " + age
			}
			out[name] += fmt.Sprintf(" union all select '%s.age.%d', coalesce(%ssum(l.amount_residual), 0)%s%sand %s", name, i, sign, itemsSQL, side, age)
		}
		claims := side + `and l.amount_residual * ` + map[string]string{"receivables": "1", "payables": "-1"}[name] + ` > 0 and l.date_maturity < :d and l.partner_id is not null `
		out["overdue "+of[1]+"s"] = `select 'overdue.` + of[1] + `.' || l.partner_id, ` + sign + `sum(l.amount_residual)` + itemsSQL + claims + `group by 1`
		out["days of "+of[1]+"s"] = `select 'overdue.` + of[1] + `.' || l.partner_id || '.days', :d::date - min(l.date_maturity)` + itemsSQL + claims + `group by l.partner_id`
	}
	return out
}

// asked runs a road. TEST_ODOO_SQL is a command that reads SQL and prints rows
// as psql -At -F'|' does.
func asked(t *testing.T, query string, span contract.WeekSpan, before [2]string) map[string]decimal.Decimal {
	t.Helper()
	// Longest first, so that :pf is not taken for :p.
	for _, p := range [][2]string{{":pf", before[0]}, {":pt", before[1]}, {":f", span.From}, {":t", span.To}, {":d", span.Today}} {
		query = regexp.MustCompile(`(^|[^:])`+p[0]+`\b`).ReplaceAllString(query, "${1}'"+p[1]+"'")
	}
	query = regexp.MustCompile(`(^|[^:]):c\b`).ReplaceAllString(query, "${1}1")
	cmd := exec.CommandContext(t.Context(), "sh", "-c", os.Getenv("TEST_ODOO_SQL"))
	cmd.Stdin = strings.NewReader(query + ";\n")
	raw, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s\n%s", query, raw)
	out := map[string]decimal.Decimal{}
	for line := range strings.Lines(string(raw)) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), "|"); ok {
			out[name], err = decimal.NewFromString(value)
			require.NoError(t, err, line)
		}
	}
	return out
}

// lineage reads the audit note's own table: the value and the one before of
// each figure that comes from Odoo.
func lineage(t *testing.T, audit string) map[string][2]string {
	t.Helper()
	_, table, ok := strings.Cut(audit, "## Lineage\n")
	require.True(t, ok)
	table, _, _ = strings.Cut(table, "### Queries")
	out := map[string][2]string{}
	for line := range strings.Lines(table) {
		cells := regexp.MustCompile(`(?:^|[^\\])\|`).Split(line, -1)
		if len(cells) > 8 && strings.Contains(cells[7], "Odoo") {
			out[strings.ReplaceAll(strings.TrimSpace(cells[1]), `\`, "")] = [2]string{cells[3], cells[4]}
		}
	}
	return out
}

// read turns "−1,234.50 USD" into a number; false for what is missing or none.
func read(cell string) (decimal.Decimal, bool) {
	fields := strings.Fields(strings.NewReplacer(",", "", "−", "-", "%", "").Replace(cell))
	if len(fields) == 0 {
		return decimal.Zero, false
	}
	v, err := decimal.NewFromString(fields[0])
	return v, err == nil
}

func TestReal_EveryFigureOfTheAuditNoteIsWhatTheTablesOfOdooSay(t *testing.T) { //nolint:paralleltest // one real server
	acts, currency := realOdoo(t)
	realSetting(t, "TEST_ODOO_SQL")
	now := time.Now().UTC()
	span := week.Last(now, time.UTC).Span(time.UTC, now)
	monday, err := time.Parse(time.DateOnly, span.From)
	require.NoError(t, err)
	before := [2]string{monday.AddDate(0, 0, -7).Format(time.DateOnly), monday.AddDate(0, 0, -1).Format(time.DateOnly)}
	if os.Getenv("TEST_ODOO_FILL") != "" {
		b := openReal(t, monday)
		b.fill()
		// No call makes a contact of last week.
		asked(t, "update res_partner set create_date = :f::date + interval '2 days 10 hours' where name like '% "+b.mark+"'", span, before)
	}
	books, err := run(t, acts, contract.OdooListBooks, contract.ListBooksInput{
		AsOf: span.Today, Period: contract.BooksPeriod{From: span.From, To: span.To, Start: span.Start, End: span.End},
		Comparison: contract.BooksPeriod{From: before[0], To: before[1]},
	})
	require.NoError(t, err)
	require.False(t, books.Overdue.More || books.Repeated.More || books.Doubles.More, "more than the page lists; begin with fresh demo data")
	pages, _ := page.Compose(contract.Week{Span: span, Books: &books, Vault: &contract.VaultWeek{ReadAt: now, Goals: contract.WeekGoals{RevenueMonth: "50000", Currency: currency}}}, nil, nil)
	if dir := os.Getenv("TEST_ODOO_PAGES"); dir != "" {
		keepPages(t, dir, pages)
	}
	want := map[string]decimal.Decimal{}
	for _, road := range roads() {
		for name, v := range asked(t, road, span, before) {
			want[name] = v
		}
	}
	goal(want, span, decimal.NewFromInt(50000))
	compareLineage(t, pages.Audit, want)
	compareLists(t, books, want)
}

func keepPages(t *testing.T, dir string, pages contract.Pages) {
	t.Helper()
	for name, text := range map[string]string{"audit.md": pages.Audit, "briefing.md": pages.Briefing} {
		require.NoError(t, os.WriteFile(dir+"/"+name, []byte(text), 0o600))
	}
	for _, p := range pages.Pictures {
		require.NoError(t, os.WriteFile(dir+"/"+p.Name, []byte(p.SVG), 0o600))
	}
}

// goal adds what the page reckons of the month's goal.
func goal(want map[string]decimal.Decimal, span contract.WeekSpan, target decimal.Decimal) {
	first, _ := time.Parse(time.DateOnly, span.From)
	last, _ := time.Parse(time.DateOnly, span.To)
	days := time.Date(first.Year(), first.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
	gone := days
	if last.Month() == first.Month() {
		gone = last.Day()
	}
	month := want["revenue.month"]
	expected := target.Mul(decimal.NewFromInt(int64(gone))).DivRound(decimal.NewFromInt(int64(days)), 2)
	want["goal.month"], want["goal.expected"], want["goal.days"] = target, expected, decimal.NewFromInt(int64(gone))
	want["goal.ahead"], want["goal.behind"] = month.Sub(expected), decimal.Max(decimal.Zero, expected.Sub(month))
	want["goal.pace"] = month.Mul(decimal.NewFromInt(100)).DivRound(expected, 0)
	want["goal.share"] = month.Mul(decimal.NewFromInt(100)).DivRound(target, 0)
}

// compareLineage holds every line of the audit note's table of lineage against
// the other road, and that no figure is without one.
func compareLineage(t *testing.T, audit string, want map[string]decimal.Decimal) {
	t.Helper()
	shown := lineage(t, audit)
	require.Greater(t, len(shown), 40, "the books are empty; set TEST_ODOO_FILL")
	var names []string
	for name := range shown {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		row := shown[name]
		for suffix, cell := range map[string]string{"": row[0], ".before": row[1]} {
			v, told := read(cell)
			other, known := want[name+suffix]
			switch {
			case strings.HasPrefix(name, "due.") || suffix != "" && !told:
				continue // single instalments: compareLists has them
			case !known && v.IsZero() && told: // no row is nothing
			case !known:
				t.Errorf("%s%s: the page says %q and no other road tells it", name, suffix, cell)
			case !told || !v.Equal(other.Round(2)):
				t.Errorf("%s%s: the page says %q, SQL %s", name, suffix, cell, other)
			default:
				t.Logf("%-34s %18s = %s", name+suffix, strings.TrimSpace(cell), other.Round(2))
			}
		}
	}
	for name := range want {
		if _, there := shown[strings.TrimSuffix(name, ".before")]; !there && !listed(name) && !want[name].IsZero() {
			t.Errorf("%s: SQL says %s and the page does not have it", name, want[name])
		}
	}
}

// listed are what the page has in lists and not in its lineage, or only when it
// is news.
func listed(name string) bool {
	return slices.ContainsFunc([]string{"top.", "new.", "foreign."}, func(p string) bool { return strings.HasPrefix(name, p) }) || strings.HasSuffix(name, ".usual") ||
		strings.HasPrefix(name, "subscription.") && strings.HasSuffix(name, ".before") || strings.HasPrefix(name, "expenses.account.") && strings.HasSuffix(name, ".before")
}

// compareLists holds the lists of the note that are in no lineage.
func compareLists(t *testing.T, books contract.Books, want map[string]decimal.Decimal) {
	t.Helper()
	got := map[string]decimal.Decimal{}
	for _, c := range books.TopCustomers.Rows {
		got[fmt.Sprintf("top.%d", c.ID)] = decimal.RequireFromString(string(c.Untaxed))
	}
	for _, n := range books.NewPartners.Rows {
		got[fmt.Sprintf("new.%d", n.ID)] = decimal.NewFromInt(1)
	}
	for _, o := range books.Payments.Others {
		direction := map[bool]string{true: "outbound", false: "inbound"}[o.Sent]
		got["foreign."+direction+"."+o.Currency] = decimal.RequireFromString(string(o.Amount))
	}
	sums := map[bool]decimal.Decimal{}
	for _, r := range books.DueSoon.Rows {
		sums[r.Payable] = sums[r.Payable].Add(decimal.RequireFromString(string(r.Open)))
	}
	require.True(t, sums[false].Equal(want["receivables.due"].Round(2)), "what customers are to pay: %s, SQL %s", sums[false], want["receivables.due"])
	require.True(t, sums[true].Equal(want["payables.due_fortnight"].Round(2)), "what is to be paid: %s, SQL %s", sums[true], want["payables.due_fortnight"])
	for name, v := range want {
		if !strings.HasPrefix(name, "top.") && !strings.HasPrefix(name, "new.") && !strings.HasPrefix(name, "foreign.") {
			continue
		}
		if !got[name].Equal(v.Round(2)) {
			t.Errorf("%s: the page says %s, SQL %s", name, got[name], v)
			continue
		}
		t.Logf("%-34s %18s = %s", name, got[name], v.Round(2))
		delete(got, name)
	}
	require.Empty(t, got, "what SQL does not know")
}
