package page_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// plain is a week with books and a desk that says little, to be changed by a test.
func plainWeek(t require.TestingT) contract.Week {
	w := bare(t)
	w.Missing = nil
	read := w.Span.AsOf
	figure := func(amount contract.Decimal) contract.BooksFigure {
		return contract.BooksFigure{Amount: amount, Count: 1, Source: "q"}
	}
	ages := contract.BooksAgeing{Total: figure("100.00"), NotDue: figure("60.00"), Days1To30: figure("40.00"), Days31: figure("0.00"), Days61: figure("0.00"), Over90: figure("0.00"), Undated: figure("0.00")}
	w.Books = &contract.Books{
		Configured: true, Company: "Berg", Currency: "EUR", AsOf: w.Span.Today, ReadAt: read,
		Period:      contract.BooksPeriod{From: w.Span.From, To: w.Span.To},
		Receivables: ages, Payables: ages,
		Revenue:  contract.BooksTurnover{Current: figure("1000.00"), Previous: figure("800.00")},
		Expenses: contract.BooksTurnover{Current: figure("300.00"), Previous: figure("300.00")},
		Month:    contract.BooksMonth{Period: contract.BooksPeriod{From: "2026-11-01", To: "2026-11-29"}, Revenue: figure("2900.00")},
		Payments: contract.BooksPayments{Received: figure("900.00"), Sent: figure("100.00")},
		Cash:     figure("5000.00"),
		Queries:  []contract.BooksQuery{{Name: "q", Model: "account.move.line", Method: "read_group", Condition: "[]", ReadAt: read}},
	}
	w.Vault = &contract.VaultWeek{ReadAt: read, Goals: contract.WeekGoals{RevenueMonth: "3000", Currency: "EUR"}}
	w.Mail = &contract.MailWeek{ReadAt: read}
	w.Audit = &contract.AuditWeek{ReadAt: read, Chain: contract.AuditChain{Whole: true}}
	w.Processes = &contract.ProcessWeek{ReadAt: read}
	return w
}

func briefing(t *testing.T, w contract.Week, past ...contract.WeekFigures) string {
	t.Helper()
	pages, _ := composed(t, w, past)
	return pages.Briefing
}

func TestAlarms_AreRaisedJustOverTheirLimit(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		alarm string
		set   func(w *contract.Week, n int)
		limit int
	}{
		"approvals pending": {"**High:** ", func(w *contract.Week, n int) { w.Vault.Approvals, w.Vault.Waits = n, n }, 5},
		"errors of one service": {"**Medium:** Odoo made", func(w *contract.Week, n int) {
			w.Audit.Systems = []contract.AuditSystem{{System: "gmail", Errors: 1}, {System: "odoo", Errors: n}}
		}, 10},
		"notes in needs action": {"**Medium:** ", func(w *contract.Week, n int) { w.Vault.NeedsAction = n }, 20},
		"mails of one customer": {"**Low:** Hill", func(w *contract.Week, n int) {
			w.Mail.Unanswered = []contract.UnansweredMails{{Customer: "Hill", Count: n, Oldest: w.Span.AsOf}}
			w.Mail.Waits = n
		}, 3},
	} {
		at, over := plainWeek(t), plainWeek(t)
		c.set(&at, c.limit)
		c.set(&over, c.limit+1)
		require.NotContains(t, briefing(t, at), c.alarm, name)
		require.Contains(t, briefing(t, over), c.alarm, name)
		require.Contains(t, briefing(t, over), strconv.Itoa(c.limit+1), name)
	}
}

func TestAlarms_ADamagedLogAndAnUnknownOutcomeAreGrave(t *testing.T) {
	t.Parallel()
	w := plainWeek(t)
	w.Audit.Chain = contract.AuditChain{Broken: "2026-11-25.json:12 the hash does not fit"}
	w.Audit.Unknown = 1
	pages, _ := composedButNumbers(t, w, nil)
	text := pages.Briefing
	require.Contains(t, text, "**High:** the audit log is damaged: 2026-11-25.json:12")
	require.Contains(t, text, "**High:** 1 effect has an outcome that nobody knows")
}

// eight are the eight weeks before, with these expenses, oldest first.
func eight(amounts ...contract.Decimal) contract.BooksHistory {
	h := contract.BooksHistory{Source: "q"}
	for _, a := range amounts {
		h.Weeks = append(h.Weeks, contract.BooksWeek{From: "2026-11-16", To: "2026-11-22", Revenue: "1.00", Expenses: a})
	}
	return h
}

func TestUnusual_SpeaksOnlyWithSixWeeksAndFarAboveThem(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		history contract.BooksHistory
		speaks  bool
	}{
		"eight quiet weeks":              {eight("100", "110", "90", "100", "120", "80", "100", "100"), true},
		"six quiet weeks":                {eight("100", "110", "90", "100", "120", "80"), true},
		"five quiet weeks":               {eight("100", "110", "90", "100", "120"), false},
		"one week was higher":            {eight("100", "110", "90", "100", "120", "80", "100", "301"), false},
		"not half as much again":         {eight("210", "210", "210", "210", "210", "210", "210", "210"), false},
		"a quarter above the highest":    {eight("0", "0", "0", "0", "0", "0", "0", "240"), false},
		"weeks that cannot be read":      {eight("100", "110", "90", "100", "120", "x", "x", "x"), false},
		"nothing before, no history":     {contract.BooksHistory{}, false},
		"no expenses in any week so far": {eight("0", "0", "0", "0", "0", "0", "0", "0"), true},
	} {
		w := plainWeek(t)
		w.Books.History = c.history
		text := briefing(t, w)
		require.Equal(t, c.speaks, strings.Contains(text, "**Unusual:** The week's expenses were 300.00 EUR"), name)
	}
}

func TestUnusual_WithoutOdoosHistoryThePagesOfThoseWeeksCount(t *testing.T) {
	t.Parallel()
	w := plainWeek(t)
	var past []contract.WeekFigures
	for n := 42; n < 48; n++ {
		past = append(past, contract.WeekFigures{Week: "2026-W" + strconv.Itoa(n), Figures: []contract.WeekFigure{{Name: "expenses", Value: "100.00", Unit: "EUR"}}})
	}
	require.Contains(t, briefing(t, w, past...), "**Unusual:**")
	past[0].Figures[0].Unit = "USD"
	require.NotContains(t, briefing(t, w, past...), "**Unusual:**", "five weeks in euros and one in dollars are five weeks")
}

func TestGoal_ThePaceIsWhatTheDaysGoneByExpect(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		from, to, revenue, want string
	}{
		"exactly at pace":   {"2026-11-01", "2026-11-29", "2900.00", "November is exactly at its goal's pace"},
		"behind":            {"2026-11-01", "2026-11-29", "2800.00", "November is 100.00 EUR behind its goal's pace"},
		"ahead":             {"2026-11-01", "2026-11-15", "1600.00", "November is 100.00 EUR ahead of its goal's pace"},
		"over, and short":   {"2026-11-01", "2026-11-30", "2999.99", "November ended 0.01 EUR short of its goal"},
		"over, and met":     {"2026-11-01", "2026-11-30", "3000.00", "November met its goal exactly"},
		"a leap year's end": {"2028-02-01", "2028-02-29", "3100.00", "February ended 100.00 EUR over its goal"},
	} {
		w := plainWeek(t)
		w.Books.Month.Period = contract.BooksPeriod{From: c.from, To: c.to}
		w.Books.Month.Revenue.Amount = contract.Decimal(c.revenue)
		pages, _ := composed(t, w, nil)
		require.Contains(t, pages.Headline, c.want, name)
	}
}

func TestGoal_InAnotherCurrencyNeedsARateAndNamesItsDay(t *testing.T) {
	t.Parallel()
	w := plainWeek(t)
	w.Vault.Goals.Currency = "USD"
	text := briefing(t, w)
	require.Contains(t, text, "the handbook has no rate between them")
	require.NotContains(t, text, "behind its goal's pace")
	w.Vault.Rates = []contract.Rate{{From: "EUR", To: "USD", Rate: "1.50", Date: "2026-11-20"}, {From: "EUR", To: "USD", Rate: "1.25", Date: "2026-11-25"}, {From: "USD", To: "GBP", Rate: "9", Date: "2026-11-28"}}
	text = briefing(t, w)
	require.Contains(t, text, "2,900.00 EUR of 2,400.00 EUR", "3000 USD at the newer rate")
	require.Contains(t, text, "at your rate of 2026-11-25")
}

func TestGoal_ThatCannotBeReadStopsAndAsks(t *testing.T) {
	t.Parallel()
	w := plainWeek(t)
	w.Vault.Goals = contract.WeekGoals{Unreadable: "the second line is no YAML"}
	text := briefing(t, w)
	require.Contains(t, text, "> [!warning] Goal stopped\n> What stands on Business_Goals.md cannot be used: the second line is no YAML\n> Put the page right")
	require.NotContains(t, text, "Goal of November")
}

func TestHalt_AgesThatDoNotAddUpAreNotShown(t *testing.T) {
	t.Parallel()
	w := plainWeek(t)
	w.Books.Receivables.NotDue.Amount = "61.00"
	pages, _ := composed(t, w, nil)
	require.Contains(t, pages.Briefing, "> [!warning] What you are owed stopped")
	require.NotContains(t, pages.Briefing, "Overdue, owed to you")
	require.NotContains(t, pages.Briefing, "Remind")
	require.Contains(t, pages.Headline, "does not add up")
	require.NotContains(t, pages.Audit, "| Owed to you | 100.00 EUR")
	require.Contains(t, pages.Audit, "| Owed by you | 100.00 EUR", "the other side stands")
	require.NotContains(t, pages.Briefing, "overdue: ", "no property of it either")
	require.Contains(t, pages.Audit, "| The ages of receivables add up to the whole | **does not hold** | 101.00 EUR against 100.00 EUR |")
	for _, p := range pages.Pictures {
		require.NotContains(t, p.Name, "ageing")
	}
}

func TestHalt_BooksOfAnotherWeekOrWithoutACurrencyAreNotShown(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(b *contract.Books){
		"another week": func(b *contract.Books) { b.Period.From = "2026-11-16" },
		"no currency":  func(b *contract.Books) { b.Currency = "" },
		"no such one":  func(b *contract.Books) { b.Currency = "EURO" },
	} {
		w := plainWeek(t)
		change(w.Books)
		pages, figures := composed(t, w, nil)
		require.Contains(t, pages.Briefing, "> [!warning] Money stopped", name)
		require.Contains(t, pages.Briefing, "`starter briefing --week 2026-W48`", name)
		require.NotContains(t, pages.Briefing+pages.Audit, "1,000.00", name)
		require.NotContains(t, figureNames(figures), "revenue", name)
	}
}

func figureNames(f contract.WeekFigures) []string {
	var out []string
	for _, g := range f.Figures {
		out = append(out, g.Name)
	}
	return out
}

func TestCurrencies_AreNeverAddedWithoutARate(t *testing.T) {
	t.Parallel()
	w := plainWeek(t)
	w.Vault.Waiting = []contract.WaitingNote{
		{RequestID: "a", Title: "A", Amount: "100.00", Currency: "EUR", Created: w.Span.AsOf},
		{RequestID: "b", Title: "B", Amount: "50.00", Currency: "GBP", Created: w.Span.AsOf},
		{RequestID: "c", Title: "C", Amount: "7000", Currency: "JPY", Created: w.Span.AsOf},
	}
	w.Vault.Waits, w.Vault.Approvals = 3, 3
	w.Vault.Worth = []contract.WeekMoney{{Currency: "EUR", Amount: "100.00", Count: 1}, {Currency: "GBP", Amount: "50.00", Count: 1}, {Currency: "JPY", Amount: "7000", Count: 1}}
	w.Vault.Rates = []contract.Rate{{From: "GBP", To: "EUR", Rate: "1.20", Date: "2026-11-20"}}
	w.Books.Payments.Others = []contract.BooksForeign{{Currency: "USD", Amount: "70.00", Count: 2}}
	pages, figures := composed(t, w, nil)
	golden(t, "currencies_briefing", pages.Briefing)
	require.Contains(t, pages.Headline, "worth 100.00 EUR and 50.00 GBP and 7,000 JPY")
	require.NotContains(t, figureNames(figures), "waiting.worth", "the yen have no rate")
	require.Contains(t, pages.Audit, "70.00 USD received in 2 payments; in no sum above")

	w.Vault.Rates = append(w.Vault.Rates, contract.Rate{From: "EUR", To: "JPY", Rate: "175", Date: "2026-11-21"})
	pages, figures = composed(t, w, nil)
	require.Contains(t, figures.Figures, contract.WeekFigure{Name: "waiting.worth", Value: "200.00", Unit: "EUR"})
	require.Regexp(t, `1 GBP = 1.20 EUR, 2026-11-20; 1 EUR = 175 JPY, 2026-11-21 \| [^|]* \| medium \|`, pages.Audit)
	w.Vault.Rates[0].Date = "2026-08-31"
	pages, _ = composed(t, w, nil)
	require.Regexp(t, `1 GBP = 1.20 EUR, 2026-08-31; [^|]*\| [^|]* \| low \|`, pages.Audit, "a rate of ninety-one days ago")
}

func TestSuggestions_AreFollowedUpTheWeekAfter(t *testing.T) {
	t.Parallel()
	w := plainWeek(t)
	w.Books.Overdue = contract.BooksOverdue{Source: "q", Rows: []contract.BooksInstalment{
		{PartnerID: 1, Partner: "Hill", Invoice: "A", Due: "2026-11-01", Days: 29, Open: "30.00", URL: "https://odoo.example/1"},
		{PartnerID: 2, Partner: "Sonne", Invoice: "B", Due: "2026-11-20", Days: 10, Open: "10.00"},
	}}
	before := contract.WeekFigures{
		Week: "2026-W47", AsOf: w.Span.AsOf.AddDate(0, 0, -7),
		Figures: []contract.WeekFigure{
			{Name: "overdue.customer.1", Value: "50.00", Unit: "EUR"},
			{Name: "overdue.customer.2", Value: "10.00", Unit: "EUR"},
			{Name: "overdue.customer.3", Value: "70.00", Unit: "EUR"},
			{Name: "posts.x.failed", Value: "2"},
		},
		Suggestions: []contract.WeekSuggestion{
			{Key: "one", Text: "Remind Hill", Figure: "overdue.customer.1", Value: "50.00"},
			{Key: "two", Text: "Remind Sonne", Figure: "overdue.customer.2", Value: "10.00"},
			{Key: "three", Text: "Remind Petri", Figure: "overdue.customer.3", Value: "70.00"},
			{Key: "four", Text: "Look at X", Figure: "posts.x.failed", Value: "2"},
		},
	}
	text := briefing(t, w, before)
	require.Contains(t, text, "**done** remind Petri (70.00 EUR then, 0.00 EUR now); **better** remind Hill (50.00 EUR then, 30.00 EUR now); "+
		"**still open** remind Sonne (10.00 EUR); **unknown** look at X (its figure is missing this week).")

	w.Books.Overdue.More = true
	require.Contains(t, briefing(t, w, before), "**unknown** remind Petri", "who is not in a list that is cut may still owe")
}

func TestSuggestions_AHigherBillIsNewsForTwoWeeks(t *testing.T) {
	t.Parallel()
	for last, said := range map[string]bool{"2026-11-25": true, "2026-11-16": true, "2026-11-15": false} {
		w := plainWeek(t)
		w.Books.Repeated = contract.BooksRepeatedBills{Source: "q", Rows: []contract.BooksRepeatedBill{{ID: 1, Name: "Host", Every: "monthly", Last: last, Latest: "9.00", Before: "8.00"}}}
		require.Equal(t, said, strings.Contains(briefing(t, w), "See whether Host is still worth its new price"), last)
	}
}

func TestSuggestions_AreAtMostFiveAndSayWhetherTheyWereMadeBefore(t *testing.T) {
	t.Parallel()
	w, past := berg().newest()
	pages, figures := composed(t, w, past)
	require.Len(t, figures.Suggestions, 5)
	require.Contains(t, pages.Briefing, "** (again): ")
	for _, s := range figures.Suggestions {
		require.NotEmpty(t, s.Key)
		require.NotEmpty(t, s.Effect)
		require.NotEmpty(t, s.Figure)
		require.NotEmpty(t, s.Value)
	}
}

func TestLastWeek_ThatWasBookedLaterIsTold(t *testing.T) {
	t.Parallel()
	w := plainWeek(t)
	then := contract.WeekFigures{Week: "2026-W47", Figures: []contract.WeekFigure{{Name: "revenue", Value: "750.00", Unit: "EUR"}}}
	pages, _ := composed(t, w, []contract.WeekFigures{then})
	require.Contains(t, pages.Audit, "750.00 EUR on last week's pages, 800.00 EUR in Odoo now")
	require.Contains(t, pages.Headline, "25% more than the week before", "what Odoo has now counts")
}

func TestMissing_OneFigureOfOdooIsNamedWithSinceWhen(t *testing.T) {
	t.Parallel()
	w := plainWeek(t)
	w.Books.Payments = contract.BooksPayments{}
	w.Books.Missing = []contract.BooksMissing{{Figure: "payments", Why: "You may not see payments in Odoo."}}
	before := contract.WeekFigures{Week: "2026-W46", AsOf: w.Span.AsOf.AddDate(0, 0, -14), Figures: []contract.WeekFigure{{Name: "payments.received", Value: "5.00", Unit: "EUR"}}}
	pages, figures := composed(t, w, []contract.WeekFigures{before})
	require.Contains(t, pages.Briefing, "- **Money received:** You may not see payments in Odoo. Last on the pages of 16 November 2026.\n")
	require.NotContains(t, pages.Briefing, "| Money received |")
	require.Contains(t, pages.Audit, "| Money received | missing: You may not see payments in Odoo. |")
	require.NotContains(t, figureNames(figures), "payments.received")
}

func TestOverdue_CreditThatIsNotMatchedIsToldAndNoContradiction(t *testing.T) {
	t.Parallel()
	w := plainWeek(t) // 40.00 are overdue
	w.Books.Overdue = contract.BooksOverdue{Source: "q", Rows: []contract.BooksInstalment{{PartnerID: 1, Partner: "Hill", Due: "2026-11-01", Days: 29, Open: "90.00"}}}
	pages, _ := composed(t, w, nil)
	require.Contains(t, pages.Headline, "Customers are 40.00 EUR overdue, after credit that is not matched yet; Hill alone has 90.00 EUR of invoices.")
	require.Contains(t, pages.Audit, "| holds | 90.00 EUR, less 50.00 EUR of credit that is not matched yet |")
	w.Books.Overdue.Rows[0].Open = "39.99"
	pages, _ = composed(t, w, nil)
	require.Contains(t, pages.Audit, "| **does not hold** | 39.99 EUR against 40.00 EUR |")
}

func TestChecks_OfBooksThatAddUpHold(t *testing.T) {
	t.Parallel()
	b := berg()
	for i, w := range b.weeks {
		pages, _ := composed(t, w, b.figures[:i])
		require.Contains(t, pages.Audit, "checks_failed: \"0\"", w.Span.Week)
		require.Contains(t, pages.Audit, "halted: \"0\"", w.Span.Week)
	}
}

func TestBriefing_IsOnePage(t *testing.T) {
	t.Parallel()
	b := berg()
	for i, w := range b.weeks {
		pages, _ := composed(t, w, b.figures[:i])
		_, body, _ := strings.Cut(pages.Briefing, "\n---\n")
		require.LessOrEqual(t, strings.Count(body, "\n"), 85, w.Span.Week)
		require.LessOrEqual(t, len(body), 5500, w.Span.Week)
	}
}
