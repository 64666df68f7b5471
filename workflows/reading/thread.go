package reading

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"sort"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

const (
	maxThread  = 10
	maxChanges = 5
)

var messageID = regexp.MustCompile(`<[^<>\s]{3,200}>`)

// thread notes what ties the mail to others.
func (s *source) thread(r *contract.Reading) {
	r.References = s.references()
	r.ContentKey = contentKey(*r)
	if len(r.References) > 0 && !s.isHouse(s.msg.From.Address) {
		r.Changes = s.changes()
		r.CallsOff = s.has("calls off") || s.has("decline")
	}
}

// references gives the Message-IDs a mail answers, newest first.
func (s *source) references() []string {
	var out []string
	add := func(id string) {
		for _, have := range out {
			if have == id {
				return
			}
		}
		if len(out) < maxThread && id != s.msg.MessageID {
			out = append(out, id)
		}
	}
	for _, id := range messageID.FindAllString(s.msg.InReplyTo, maxThread) {
		add(id)
	}
	all := messageID.FindAllString(s.msg.References, -1)
	for i := len(all) - 1; i >= 0; i-- {
		add(all[i])
	}
	return out
}

// contentKey is the same for two mails that ask for the same lines of the same
// customer: the mail and its forward, or a request that is sent again.
func contentKey(r contract.Reading) string {
	if r.Expected != contract.ExpectDraft && r.Expected != contract.ExpectAsk || len(r.Lines) == 0 || r.CustomerEmail == "" {
		return ""
	}
	lines := make([]string, 0, len(r.Lines))
	for _, l := range r.Lines {
		if l.Quantity == "" || l.UnitPrice == "" {
			return ""
		}
		lines = append(lines, letters(l.Description)+" "+string(l.Quantity)+" "+string(l.UnitPrice))
	}
	sort.Strings(lines)
	sum := sha256.Sum256([]byte(strings.Join(append(lines, strings.ToLower(r.CustomerEmail), r.Currency, r.PO, r.ServicePeriod), "\n")))
	return hex.EncodeToString(sum[:16])
}

// changes finds corrections that name both figures: "12 instead of 10", "not
// 10 but 12", "changed from 10 to 12".
func (s *source) changes() []contract.Change {
	v := s.best()
	rd := &reader{s: s, lang: s.language(v.text)}
	rd.out.style = numbers.StyleOf(v.text)
	var out []contract.Change
	add := func(was, is decimal.Decimal, sen string) {
		if !was.Equal(is) && len(out) < maxChanges {
			out = append(out, contract.Change{Was: money.Format(was), Is: money.Format(is), About: squeeze(sen, maxShort), Words: squeeze(sen, maxEvidence)})
		}
	}
	for _, sen := range sentences(v.text) {
		fs := rd.figures(sen)
		low := vocab.Fold(sen)
		if was, is, ok := s.raised(low, rd.out.style); ok {
			add(was, is, sen)
			continue
		}
		if len(low) != len(sen) {
			continue
		}
		for i := 0; i+1 < len(fs); i++ {
			a, b := fs[i], fs[i+1]
			if was, is, ok := s.corrected(low, a, b); ok {
				add(was.Value, is.Value, sen)
			}
		}
	}
	return out
}

// closeBy is how near a figure stands to the words that set it against another.
const closeBy = 40 // bytes

// corrected tells which of two neighbouring figures takes the other's place.
func (s *source) corrected(low string, a, b numbers.Number) (was, is numbers.Number, ok bool) {
	if b.Start < a.End || b.Start-a.End > 2*closeBy {
		return a, b, false
	}
	between := low[a.End:b.Start]
	switch {
	case s.book.Has("instead of", between):
		return b, a, true
	case s.book.Has("rather than that", between):
		return a, b, true
	}
	return a, b, false
}

var fromTo = regexp.MustCompile(`^[^\pL\pN]{0,4}(\d[\d.,']*\d|\d)(\D{1,30}?)(\d[\d.,']*\d|\d)`)

// raised reads "changed from 10 to 12", which elsewhere is a range.
func (s *source) raised(low string, style numbers.Style) (was, is decimal.Decimal, ok bool) {
	if !s.book.Has("changed", low) {
		return was, is, false
	}
	for _, m := range s.book.All("from figure", low) {
		f := fromTo.FindStringSubmatch(low[m[1]:])
		if f == nil || !s.book.Has("to figure", f[2]) {
			continue
		}
		was, ok1 := numbers.Parse(f[1], style)
		is, ok2 := numbers.Parse(f[3], style)
		return was, is, ok1 && ok2
	}
	return was, is, false
}

// figures are the numbers of a sentence that can be quantities or prices.
func (rd *reader) figures(sen string) []numbers.Number {
	var out []numbers.Number
	for _, n := range rd.scan(sen) {
		if n.OK && (n.Kind == numbers.Plain || n.Kind == numbers.Money) {
			out = append(out, n)
		}
	}
	return out
}
