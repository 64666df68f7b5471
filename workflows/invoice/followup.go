package invoice

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// maxFollowUps bounds what a note shows of a long thread.
const maxFollowUps = 10

// takeFollowUps takes over the mails that have come in for this request since
// it was laid on the desk. changed is true when one of them may change what is
// asked for: an approval given before does not count for that.
func (p *process) takeFollowUps(ctx workflow.Context) (changed bool, err error) {
	for {
		var up contract.FollowUp
		if !p.followUps(ctx).ReceiveAsync(&up) {
			return changed, nil
		}
		if up.WorkflowID == "" {
			continue
		}
		news := p.merge(up)
		changed = changed || up.Why != contract.RelatedSame
		p.setback = append(p.setback, news...)
		if len(p.followed) < maxFollowUps {
			p.followed = append(p.followed, up)
		}
		if err := p.log(ctx, contract.PhaseEvent, "mail.joined", up.Why, map[string]string{
			"from_email": up.Reading.FromAddress, "mail_key": up.Mail.Key, "changes": strconv.Itoa(len(news)),
		}); err != nil {
			return changed, err
		}
		flow.Finish(ctx, func(ctx workflow.Context) error {
			answer(ctx, up, contract.FollowUpAnswer{WorkflowID: p.note.WorkflowID, Taken: true, NotePath: p.status.NotePath})
			return nil
		})
	}
}

// merge lays what a later mail says over the request and returns sentences for
// the owner. Only what is said plainly is taken over; all else is shown.
func (p *process) merge(up contract.FollowUp) []string {
	r, who := up.Reading, sender(up.Reading)
	if up.Why == contract.RelatedSame {
		return []string{"The same request came again from " + who + "; it is one request."}
	}
	before := maps.Clone(p.fields)
	news := []string{"There is a later mail from " + who + " about this; see below. An approval given before does not count any more."}
	if r.CallsOff {
		news = append(news, "The sender seems to call the request off.")
	}
	news = append(news, p.what.takeNews(r)...)
	p.reading.Flags = union(p.reading.Flags, r.Flags)
	p.reading.Trust = unionTrust(p.reading.Trust, r.Trust)
	if r.Expected == contract.ExpectFraud {
		p.reading.Expected = contract.ExpectFraud
	}
	p.closeQuestions(before)
	return news
}

// mergeHead takes over what belongs to the invoice as a whole. Who is billed
// is never changed by a later mail, only completed.
func (p *process) mergeHead(r contract.Reading) []string {
	var news []string
	set := func(key, value string, replace bool) {
		value = strings.TrimSpace(value)
		was := p.fields[key]
		if value == "" || value == was || was != "" && !replace {
			return
		}
		p.fields[key] = value
		if was == "" {
			news = append(news, key+" is now "+quoted(value)+".")
			return
		}
		news = append(news, key+": "+quoted(was)+" became "+quoted(value)+".")
	}
	set(keyCustomer, r.Company, false)
	set(keyContact, r.CustomerName, false)
	set(keyVAT, r.VATID, false)
	set(keyCurrency, r.Currency, false)
	set(keyReference, r.PO, true)
	if p.quotes() {
		set(keyValidUntil, r.ValidUntil, true)
	} else {
		set(keyDueDate, r.DueDate, true)
	}
	set(keyPeriod, r.ServicePeriod, false)
	return news
}

// mergeLines takes lines over when there were none; a second list is shown and
// asked about, since it may replace the first or come on top.
func (p *process) mergeLines(r contract.Reading) []string {
	if len(r.Lines) == 0 {
		return nil
	}
	if p.fields.lines() == 0 {
		for i, line := range r.Lines {
			p.fields.setLine(i+1, line)
		}
		p.fields = p.fields.with(p.fields)
		return []string{"The lines are from the later mail."}
	}
	if sameLines(p.reading.Lines, r.Lines) {
		return nil
	}
	p.reading.Questions = merge(p.reading.Questions, []contract.Question{{
		Field: lineKey(1, "description"), Text: "The later mail lists lines of its own; do they replace the ones above or come on top?",
	}})
	p.asked = false
	return nil
}

func sameLines(a, b []contract.InvoiceLine) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Quantity != b[i].Quantity || a[i].UnitPrice != b[i].UnitPrice {
			return false
		}
	}
	return true
}

// mergeChanges puts "12 instead of 10" where the 10 stands, when it stands in
// one place only.
func (p *process) mergeChanges(changes []contract.Change) []string {
	var news []string
	for _, c := range changes {
		keys := p.holding(c)
		if len(keys) != 1 {
			p.reading.Questions = merge(p.reading.Questions, []contract.Question{{
				Field: lineKey(1, "description"), Text: "The later mail says " + quoted(c.Words) + "; what does that change?",
			}})
			p.asked = false
			continue
		}
		news = append(news, keys[0]+": "+quoted(p.fields[keys[0]])+" became "+quoted(string(c.Is))+".")
		p.fields[keys[0]] = string(c.Is)
	}
	return news
}

// holding gives the keys of quantities and prices with the old value; words
// that name one line narrow it down.
func (p *process) holding(c contract.Change) []string {
	var all, named []string
	about := strings.ToLower(c.About)
	for n := 1; n <= p.fields.lines(); n++ {
		for _, column := range []string{"quantity", "unit_price"} {
			if !equalNumbers(p.fields[lineKey(n, column)], string(c.Was)) {
				continue
			}
			all = append(all, lineKey(n, column))
			if mentions(about, p.fields[lineKey(n, "description")]) {
				named = append(named, lineKey(n, column))
			}
		}
	}
	if len(named) > 0 {
		return named
	}
	return all
}

func mentions(about, description string) bool {
	for _, word := range strings.Fields(strings.ToLower(description)) {
		if len(word) > 3 && strings.Contains(about, word) {
			return true
		}
	}
	return false
}

func equalNumbers(a, b string) bool {
	x, errX := decimal.NewFromString(a)
	y, errY := decimal.NewFromString(b)
	return errX == nil && errY == nil && x.Equal(y)
}

// closeQuestions drops the reader's questions that the later mail has answered:
// the field was empty before it and is not now.
func (p *process) closeQuestions(before fields) {
	p.reading.Questions = slices.DeleteFunc(p.reading.Questions, func(q contract.Question) bool {
		return before[q.Field] == "" && p.fields[q.Field] != ""
	})
}

func union(a, b []string) []string {
	for _, s := range b {
		known := false
		for _, have := range a {
			known = known || have == s
		}
		if !known {
			a = append(a, s)
		}
	}
	return a
}

func unionTrust(a, b []contract.TrustSign) []contract.TrustSign {
	for _, s := range b {
		known := s.Level == contract.TrustGood
		for _, have := range a {
			known = known || have.Name == s.Name
		}
		if !known {
			a = append(a, s)
		}
	}
	return a
}

// followedSections show the later mails.
func (p *process) followedSections() []contract.Section {
	var out []contract.Section
	for _, up := range p.followed {
		s := mailSection("A later mail", up.Reading, up.Mail)
		out = append(out, s)
	}
	return out
}

func sender(r contract.Reading) string {
	if r.FromName != "" {
		return r.FromName
	}
	return r.FromAddress
}

func quoted(s string) string { return "“" + s + "”" }
