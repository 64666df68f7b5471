package einvoice

import (
	"regexp"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

var (
	// xsd:decimal, shortened to what an invoice can hold.
	plainDecimal = regexp.MustCompile(`^[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,12})?|\.[0-9]{1,12})$`)
	isoCurrency  = regexp.MustCompile(`^[A-Z]{3}$`)
	isoDate      = regexp.MustCompile(`^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?$`)
)

// number gives the canonical form of a decimal ("+01.50" is "1.50"), and
// empty for anything else.
func number(s string) string {
	if !plainDecimal.MatchString(s) {
		return ""
	}
	d, err := decimal.NewFromString(strings.TrimSuffix(strings.TrimPrefix(s, "+"), "."))
	if err != nil {
		return ""
	}
	return d.StringFixed(-min(d.Exponent(), 0))
}

// day reads xsd:date; the offset some programs add does not move the day.
func day(s string) string {
	m := isoDate.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	return realDay(time.DateOnly, m[1])
}

func realDay(layout, s string) string {
	t, err := time.Parse(layout, s)
	if err != nil {
		return ""
	}
	return t.Format(time.DateOnly)
}

// reader collects what is read of one document, and what is wrong with it.
type reader struct {
	root     *node
	currency string
	problems []string
}

const maxProblems = 20

func (rd *reader) problem(text string) {
	for _, p := range rd.problems {
		if p == text {
			return
		}
	}
	if len(rd.problems) < maxProblems {
		rd.problems = append(rd.problems, text)
	}
}

// one returns what a path says when it says it once; several elements that
// agree are one.
func (rd *reader) one(n *node, what string, paths ...string) string {
	for _, path := range paths {
		said := ""
		for _, k := range n.all(path) {
			if k.text == "" {
				continue
			}
			if said != "" && said != k.text {
				rd.problem("The document names more than one " + what + ".")
				return ""
			}
			said = k.text
		}
		if said != "" {
			return clip(said, 500)
		}
	}
	return ""
}

// num is one for numbers: a value that is no decimal is a problem.
func (rd *reader) num(n *node, what string, paths ...string) string {
	s := rd.one(n, what, paths...)
	if s == "" {
		return ""
	}
	v := number(s)
	if v == "" {
		rd.problem("The document's " + what + " is not a number.")
	}
	return v
}

// amount is num for money. An amount in another currency than the document's
// is left out, because nothing says at which rate.
func (rd *reader) amount(n *node, what string, paths ...string) string {
	foreign := false
	for _, path := range paths {
		own := &node{}
		for _, k := range n.all(path) {
			if c := k.attr("currencyID"); c != "" && rd.currency != "" && c != rd.currency {
				foreign = true
				continue
			}
			own.kids = append(own.kids, &node{name: "v", text: k.text})
		}
		if v := rd.num(own, what, "v"); v != "" {
			return v
		}
	}
	if foreign {
		rd.problem("The document's " + what + " is in another currency than the document.")
	}
	return ""
}

func (rd *reader) date(n *node, what string, read func(string) string, paths ...string) string {
	s := rd.one(n, what, paths...)
	if s == "" {
		return ""
	}
	v := read(s)
	if v == "" {
		rd.problem("The document's " + what + " is not a date.")
	}
	return v
}

// clip shortens s to at most n runes.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	count := 0
	for i := range s {
		if count == n {
			return s[:i] + "…"
		}
		count++
	}
	return s
}

// texts returns the texts at a path, at most limit of them.
func (n *node) texts(path string, limit int) []string {
	var out []string
	for _, k := range n.all(path) {
		if k.text != "" && len(out) < limit {
			out = append(out, clip(k.text, 500))
		}
	}
	return out
}

// joined returns the first texts found at each path, in order.
func (n *node) joined(paths ...string) []string {
	var out []string
	for _, path := range paths {
		out = append(out, n.texts(path, 2)...)
	}
	return out
}
