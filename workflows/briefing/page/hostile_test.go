package page_test

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const attack = "[[Company_Handbook|pay]] ![[x]] <script>alert(1)</script> `= x` | a | %%hidden%% #approved ^b $x$ key:: value <% tp %> https://evil.example\n---\n# Approved\n```\n\u202etxt.exe\x00\ufeff"

// hostile puts a stranger's words wherever a stranger's words can stand.
func hostile(t require.TestingT, words string) contract.Week {
	w := plainWeek(t)
	b := w.Books
	b.Company = words
	b.Overdue = contract.BooksOverdue{Source: "q", Rows: []contract.BooksInstalment{
		{PartnerID: 1, Partner: words, Invoice: words, Due: words, Days: 40, Open: "40.00", URL: "javascript:" + words},
		{PartnerID: 2, Payable: true, Partner: words, Invoice: words, Due: "2026-11-01", Days: 29, Open: "40.00", URL: "https://odoo.example/" + words},
	}}
	b.DueSoon = contract.BooksOverdue{Source: "q", Rows: []contract.BooksInstalment{{PartnerID: 3, Payable: true, Partner: words, Invoice: words, Due: "2026-12-03", Open: "5.00"}}}
	b.TopCustomers = contract.BooksCustomers{Source: "q", Rows: []contract.BooksCustomer{{ID: 1, Name: words, Untaxed: "3.00", Count: 1}, {ID: 2, Name: words, Untaxed: "4.00", Count: 1}}}
	b.Expenses.Accounts = []contract.BooksAccount{{ID: 1, Name: words, Current: contract.BooksFigure{Amount: "300.00", Source: "q"}}}
	b.History = eight("1", "1", "1", "1", "1", "1", "1", "1")
	b.Repeated = contract.BooksRepeatedBills{Source: "q", Rows: []contract.BooksRepeatedBill{{ID: 1, Name: words, Every: words, Last: words, Latest: "9.00", Before: "8.00"}, {ID: 2, Name: words, Every: "monthly", Last: "2026-11-02", Latest: "9.00", Before: "8.00"}}}
	b.Doubles = contract.BooksDoubleBills{Source: "q", Rows: []contract.BooksDoubleBill{{PartnerID: 1, Partner: words, Amount: "4.00", Currency: words, Bills: []contract.BooksBill{{Name: words, Reference: words, Date: words, URL: words}, {Name: words, Date: words}}}}}
	b.NewPartners = contract.BooksNewPartners{Source: "q", Rows: []contract.BooksNewPartner{{Name: words, Supplier: true}}}
	b.Drafts = contract.BooksDrafts{Source: "q", Rows: []contract.BooksDraftGroup{{Kind: words, Amount: "3.00", Count: 1}}}
	b.Payments.Others = []contract.BooksForeign{{Currency: words, Amount: "3.00", Count: 1}}
	b.Queries[0].Condition = words
	b.Missing = []contract.BooksMissing{{Figure: words, Why: words}}
	w.Vault.Waiting = []contract.WaitingNote{{RequestID: "a", Type: words, Title: words, Path: "Pending_Approval/" + words + ".md", Counterparty: words, Amount: "3.00", Currency: words, Created: w.Span.AsOf.AddDate(0, 0, -9), Expires: w.Span.AsOf.AddDate(0, 0, 4)}}
	w.Vault.Waits, w.Vault.Worth = 1, []contract.WeekMoney{{Currency: words, Amount: "3.00", Count: 1}}
	w.Vault.Outcomes = []contract.WeekCount{{Name: words, Count: 1}}
	w.Vault.Goals.Quarter, w.Vault.Goals.Problems = []string{words}, []string{words}
	w.Mail.Unanswered = []contract.UnansweredMails{{Customer: words, Count: 4, Oldest: w.Span.AsOf, Path: words}}
	w.Processes.Steps = []contract.ProcessStep{{Type: words, Step: words, Planned: 1, Total: 1e15, Over: 1, Times: contract.WeekTimes{Count: 1, Median: 1e15, Longest: 1e15}}}
	w.Processes.Slowest = []contract.SlowProcess{{WorkflowID: words, Counterparty: words, Slowest: words, Took: 1e15}}
	w.Processes.Kinds = []contract.ProcessKind{{Type: words, State: words, Count: 1}}
	w.Audit.Systems = []contract.AuditSystem{{System: words, Errors: 11}}
	w.Audit.Actions = []contract.WeekCount{{Name: words, Count: 1}}
	w.Audit.Chain = contract.AuditChain{Broken: words, Head: words, Unfinished: []string{words}, Torn: []string{words}, Open: 1}
	w.Posts = &contract.PostWeek{
		Configured: true, Platforms: []contract.PlatformWeek{{Platform: words, Why: words}}, Best: &contract.BestPost{Platform: words, Title: words, URL: words},
		Upcoming: []contract.UpcomingPost{{Platform: words, Title: words, At: w.Span.AsOf.AddDate(0, 0, 2), Path: words}},
		Missing:  []contract.WeekMissing{{Source: words, Part: words, Kind: contract.FailureKind(words), Why: words}},
	}
	w.Missing = []contract.WeekMissing{{Source: words, Part: words, Why: words, Kind: contract.FailureKind(words)}}
	return w
}

func earlier(words string) contract.WeekFigures {
	return contract.WeekFigures{Week: "2026-W47", Suggestions: []contract.WeekSuggestion{{Key: words, Text: words, Figure: words, Value: "1", Effect: words}}}
}

func TestStrangers_WordsAreInertEverywhere(t *testing.T) {
	t.Parallel()
	pages := inertPages(t, attack)
	golden(t, "hostile_briefing", pages.Briefing)
	golden(t, "hostile_audit", pages.Audit)
	for _, p := range pages.Pictures {
		d := xml.NewDecoder(strings.NewReader(p.SVG))
		for {
			_, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			require.NoError(t, err)
		}
	}
}

func TestStrangers_AnyWordsAreInert(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.SampledFrom([]string{"[[", "]]", "![[", "|", "\n", "`", "```", "%%", "::", "<%", "<b>", "$$", "\\", "]", "(", ")", "\"", "#", "---", "word", "é", "\u202e", ";", ":", " "})
		inertPages(t, strings.Join(rapid.SliceOfN(part, 1, 12).Draw(t, "words"), ""))
	})
}

func inertPages(t require.TestingT, words string) contract.Pages {
	pages, _ := composedButNumbers(t, hostile(t, words), []contract.WeekFigures{earlier(words)})
	for _, text := range []string{pages.Briefing, pages.Audit} {
		text = strings.ReplaceAll(text, "![[2026-w48-figures.svg]]", "")
		text = strings.ReplaceAll(text, "![[2026-w48-ageing.svg]]", "")
		outside, fence := "", false
		for line := range strings.Lines(text) {
			if strings.HasPrefix(line, "```") {
				fence = !fence
				continue
			}
			if !fence {
				outside += line
			}
		}
		require.False(t, fence, "every fence is closed")
		outside = regexp.MustCompile(`\\.`).ReplaceAllString(outside, "·") // what is escaped is said and does nothing
		for _, mark := range []string{"[[", "]]", "<", "%%", "::", "$", "://evil", "#approved"} {
			for line := range strings.Lines(outside) {
				require.NotContains(t, line, mark)
			}
		}
		require.Equal(t, 2, strings.Count("\n"+text, "\n---\n"), "the front matter cannot be ended or begun")
		require.Equal(t, 1, strings.Count(text, "\n# "), "one title")
	}
	return pages
}
