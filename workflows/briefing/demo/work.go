package demo

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// scene is one week of everything but the books.
type scene struct {
	n, weeks int
	span     contract.WeekSpan
	dice     *rand.Rand
}

func (s scene) ago(hours int) time.Time {
	return s.span.AsOf.Add(-time.Duration(hours) * time.Hour)
}

// busy is how full the desk is: it fills up towards the last weeks, so that the
// newest page has something to say.
func (s scene) busy() int {
	if s.n >= s.weeks-2 {
		return 6
	}
	return s.dice.IntN(4)
}

func (s scene) desk() *contract.VaultWeek {
	v := &contract.VaultWeek{
		ReadAt: s.span.AsOf.Add(time.Second), NeedsAction: 1 + s.dice.IntN(6), Automatic: s.dice.IntN(3), Expired: s.dice.IntN(12) / 11,
		Goals: contract.WeekGoals{RevenueMonth: contract.Decimal(strconv.Itoa(goal)), Currency: currency, ResponseHours: 24, Quarter: []string{"Win three new customers for web work"}},
		Rates: []contract.Rate{{From: "GBP", To: "EUR", Rate: "1.15", Date: s.span.From}},
	}
	worth := map[string]int64{}
	counts := map[string]int{}
	for i := range s.busy() {
		who := customers()[(s.n*3+i*5)%len(customers())].name
		amount, in := euros(120, 1900, s.dice), currency
		if i == 3 {
			in = "GBP"
		}
		kind, folder, what := contract.NoteApproval, contract.FolderPendingApproval, "Invoice for "+who
		if i == 5 {
			kind, folder, what = contract.NoteClarification, contract.FolderNeedsAction, "Which work does "+who+" mean"
		}
		created := s.ago(9*24 - i*37)
		v.Waiting = append(v.Waiting, contract.WaitingNote{
			RequestID: "req-" + strconv.Itoa(s.n) + "-" + strconv.Itoa(i), Type: kind, Title: what, Path: folder + "/" + strings.ReplaceAll(what, "'", "") + ".md",
			Counterparty: who, Amount: cents(taxed(amount)), Currency: in, Created: created, Expires: created.Add(14 * 24 * time.Hour),
		})
		worth[in], counts[in] = worth[in]+taxed(amount), counts[in]+1
		if kind == contract.NoteApproval {
			v.Approvals++
		}
	}
	v.Waits = len(v.Waiting)
	for _, in := range []string{currency, "GBP"} {
		if counts[in] > 0 {
			v.Worth = append(v.Worth, contract.WeekMoney{Currency: in, Amount: cents(worth[in]), Count: counts[in]})
		}
	}
	done := 3 + s.dice.IntN(7)
	v.Outcomes = []contract.WeekCount{{Name: contract.StatusDone, Count: done}, {Name: contract.StatusRejected, Count: s.dice.IntN(2)}}
	v.Decided = contract.WeekTimes{Count: done, Median: time.Duration(60+s.dice.IntN(900)) * time.Minute, Longest: time.Duration(30+s.dice.IntN(70)) * time.Hour}
	v.Drafted = []contract.WeekMoney{{Currency: currency, Amount: cents(taxed(int64(done) * 46000)), Count: done}}
	return v
}

func (s scene) mail() *contract.MailWeek {
	m := &contract.MailWeek{ReadAt: s.span.AsOf.Add(time.Second), Received: 12 + s.dice.IntN(20), GoalHours: 24}
	m.Settled = contract.WeekTimes{Count: 4 + s.dice.IntN(8), Median: time.Duration(120+s.dice.IntN(1400)) * time.Minute, Longest: time.Duration(40+s.dice.IntN(60)) * time.Hour}
	m.WithinGoal = m.Settled.Count * (55 + s.dice.IntN(40)) / 100
	for i, n := range []int{s.dice.IntN(3), s.dice.IntN(2)} {
		if s.n == s.weeks-1 && i == 0 {
			n = 4
		}
		if n > 0 {
			m.Unanswered = append(m.Unanswered, contract.UnansweredMails{Customer: customers()[(s.n+i*4)%len(customers())].name, Count: n, Oldest: s.ago(30 + 24*n), Path: "Needs_Action/Which work is meant.md"})
			m.Waits += n
		}
	}
	return m
}

func (s scene) processes() *contract.ProcessWeek {
	closed := 6 + s.dice.IntN(8)
	p := &contract.ProcessWeek{
		ReadAt: s.span.AsOf.Add(2 * time.Second), Started: closed + s.dice.IntN(4), Closed: closed, Open: 2 + s.dice.IntN(6), Looked: closed,
		Kinds: []contract.ProcessKind{{Type: contract.GmailToOdooInvoice, State: contract.StatusDone, Count: closed - 2}, {Type: contract.GmailToOdooInvoice, State: contract.StatusIgnored, Count: 2}, {Type: contract.GmailToOdooInvoice, State: contract.StatusWaitingApproval, Open: true, Count: 3}},
	}
	step := func(name string, planned, median time.Duration, count, over int, owner bool) {
		p.Steps = append(p.Steps, contract.ProcessStep{
			Type: contract.GmailToOdooInvoice, Step: name, Planned: planned, Times: contract.WeekTimes{Count: count, Median: median, Longest: median * 4}, Total: median * time.Duration(count) * 3 / 2, Over: over, Owner: owner,
		})
	}
	step(contract.StatusWaitingApproval, 24*time.Hour, time.Duration(300+s.dice.IntN(1500))*time.Minute, closed-2, s.dice.IntN(4), true)
	step(contract.StatusWaitingAnswer, 24*time.Hour, time.Duration(200+s.dice.IntN(2000))*time.Minute, 2, s.dice.IntN(2), true)
	step(contract.StatusReading, 30*time.Second, time.Duration(2+s.dice.IntN(6))*time.Second, closed, 0, false)
	step(contract.StatusEffect, time.Minute, time.Duration(3+s.dice.IntN(50))*time.Second, closed-2, s.dice.IntN(2), false)
	p.Slowest = []contract.SlowProcess{{WorkflowID: "invoice/" + strconv.Itoa(70000+s.n), Type: contract.GmailToOdooInvoice, Counterparty: customers()[s.n%len(customers())].name, Took: 70 * time.Hour, Slowest: contract.StatusWaitingApproval, SlowestTook: 68 * time.Hour}}
	return p
}

func (s scene) log() *contract.AuditWeek {
	done, failed := 8+s.dice.IntN(10), s.dice.IntN(3)
	if s.n == s.weeks-2 {
		failed = 13
	}
	automatic := s.dice.IntN(4)
	lines := done*4 + failed*2 + 20
	all := 200 + s.n*70
	return &contract.AuditWeek{
		ReadAt: s.span.AsOf.Add(time.Second), Lines: lines, Effects: done + failed + 1, Done: done, Refused: 1, Failed: failed, Automatic: automatic, Approved: done - automatic,
		Actions: []contract.WeekCount{{Name: "odoo.create_draft_invoice", Count: done}, {Name: "notes.ensure_note", Count: done * 2}},
		Systems: []contract.AuditSystem{{System: "odoo", Effects: done + failed, Errors: failed, Refused: 1}, {System: "gmail", Effects: 3}},
		Chain: contract.AuditChain{
			Whole: true, Head: strings.Repeat("3f9a", 15) + strconv.Itoa(1000+s.n), Lines: all * 4, Intents: all, Results: all, First: s.span.Start.AddDate(0, 0, -7*s.n), Last: s.span.End.Add(-time.Hour),
		},
	}
}

// posts remembers the reach of earlier weeks, newest first.
func (s scene) posts(before []contract.PlatformFigures) (*contract.PostWeek, []contract.PlatformFigures) {
	reach, engagement := 600+s.n*14+s.dice.IntN(500), 20+s.n/2+s.dice.IntN(40)
	planned := 2 + s.dice.IntN(2)
	failed := s.dice.IntN(8) / 7
	this := contract.PlatformFigures{Week: s.span.Week, Planned: planned, Published: planned - failed, Failed: failed, Reach: &reach, Engagement: &engagement}
	best := reach * 6 / 10
	title := postTitles()[s.n%len(postTitles())]
	p := &contract.PostWeek{
		ReadAt: s.span.AsOf.Add(3 * time.Second), Configured: true,
		Platforms: []contract.PlatformWeek{{Platform: "instagram", Week: this, Before: before}},
		Best:      &contract.BestPost{Platform: "instagram", Title: title, URL: "https://instagram.example/p/" + strconv.Itoa(s.n), Published: s.ago(90), Engagement: engagement * 7 / 10, Reach: &best},
	}
	for i := range 3 {
		next := postTitles()[(s.n+i+1)%len(postTitles())]
		p.Upcoming = append(p.Upcoming, contract.UpcomingPost{Platform: "instagram", Title: next, At: s.span.AsOf.Add(time.Duration(50+i*72) * time.Hour), Path: "Social_Posts/" + next + ".md"})
	}
	return p, append([]contract.PlatformFigures{this}, before[:min(len(before), 3)]...)
}
