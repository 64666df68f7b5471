package reading

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// Ranks of a reference: an order number goes before a reference that is merely
// the customer's, that before a project or cost centre.
const (
	rankOrder = iota + 1
	rankOwn
	rankProject
	ranks
)

const (
	maxReferences = 20
	maxReference  = 30 // bytes
)

var (
	reference = regexp.MustCompile(`^((?:\pL{1,5}[ ])?[\pL\pN]+(?:[-/._][\pL\pN]+)*)`)
	refNoise  = vocab.Around(`^(?:\s/\s|(?:n|nº|n°|<reference noise>)(?:[.:]|\b)|[\s:#°º'"“”„()=|*_>,.-]+)+`)
	isoLike   = regexp.MustCompile(`^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$`)
	grouped   = regexp.MustCompile(`^\d{1,3}(?:[.,]\d{3})+$`)
	wanted    = vocab.Around(`\b<reference wanted> `)
)

// toQuote is a code that is said to be quoted behind it: "CH-208 (à rappeler sur la facture)".
var toQuote = vocab.Around(`(?:^|[\s(])([\pL\pN]+(?:[-/._][\pL\pN]+)+)[\s,;–-]*\(?(?:<to be quoted>)(?:$|[^\pL])`)

// moneyBehind makes the number before it an amount: "quote our order number. 640 euro".
var moneyBehind = vocab.Around(`(?i)^\s?(?:[€£$]|(?:eur|usd|gbp|chf|<currency in words>)s?(?:$|[^\pL]))`)

// centre finds a cost centre or a numbered job or project within a line.
var centre = vocab.Around(`(?:^|[^\pL])(<cost centre>)(?:$|[^\pL])`)

// found is a reference with what it was called.
type found struct {
	text, line string
	rank       int
}

// order reads the customer's order reference from subject and text; two
// different ones are a question. A project or cost centre beside it is the
// project's, alone it is all there is to quote.
func (s *source) order(r *contract.Reading, text string) {
	var list []found
	for i, line := range append([]string{s.subject}, strings.Split(unwrap(text), "\n")...) {
		if len(list) >= maxReferences {
			break
		}
		line = vocab.Plain(line)
		if strings.ContainsAny(line, "0123456789") {
			list = append(list, s.referencesIn(line, i == 0)...)
		}
	}
	for _, value := range labelled(strings.Split(text, "\n"), labelOrder) {
		if ref := referenceAfter(value, labelOrder); ref != "" && len(list) < maxReferences {
			list = append(list, found{ref, value, rankOrder})
		}
	}
	list = wholeReferences(list)
	var by [ranks][]found
	for _, f := range list {
		by[f.rank] = append(by[f.rank], f)
	}
	for rank := rankOrder; rank < ranks; rank++ {
		if len(by[rank]) == 0 {
			continue
		}
		s.putOrder(r, by[rank])
		break
	}
	s.project(r, text, by[rankProject])
}

func (s *source) putOrder(r *contract.Reading, list []found) {
	if len(list) == 1 {
		r.PO = list[0].text
		stand(r, "po", list[0].line)
		return
	}
	names := make([]string, 0, 4)
	for _, f := range list[:min(4, len(list))] {
		names = append(names, f.text)
	}
	ask(r, "reference", "The mail names the order references "+strings.Join(names, " and ")+"; which one belongs on the invoice?")
}

// project takes a project or cost centre that is not the order reference
// already.
func (s *source) project(r *contract.Reading, text string, list []found) {
	value, line := "", ""
	if len(list) == 1 {
		value, line = list[0].text, list[0].line
	}
	lines := strings.Split(text, "\n")
	if names := labelled(lines, labelProject); len(names) == 1 && len(names[0]) <= 60 {
		value, line = strings.TrimRight(names[0], "., "), names[0]
	}
	if value != "" && letters(value) != letters(r.PO) && !strings.Contains(letters(value), "@") {
		r.Project = value
		stand(r, "project", line)
	}
}

// notOnInvoice says of a number that it is not to be on the invoice: "our cost centre
// is 8810, but it does not go on the invoice".
var notOnInvoice = vocab.Around(`^[^.;!?]{0,40}(?:^|[^\pL])(?:nicht|not|pas|no|non|niet)\s(?:[^\s.;!?]{1,12}\s){0,4}<the invoice>`)

// referencesIn finds the references of a line: behind their labels, behind
// "quote" and "mark it with", and such as hold their label themselves.
func (s *source) referencesIn(line string, subject bool) []found {
	var out []found
	low := vocab.Lower(line)
	labels := s.book.All("po", low)
	end := 0
	for _, m := range labels[:min(len(labels), maxReferences)] {
		if m[0] < end || insideToken(line, m[0], m[1]) {
			continue
		}
		label := low[m[0]:m[1]]
		rest := line[m[1]:min(len(line), m[1]+120)]
		ref := referenceAfter(rest, label)
		if ref == "" || ownDocument(low[:m[0]], label) {
			continue
		}
		end = m[1] + strings.Index(rest, ref)
		if notOnInvoice.MatchString(low[min(len(low), end+len(ref)):]) {
			continue
		}
		out = append(out, found{grown(line[m[0]:m[1]], rest, ref), line, rankOf(label)})
	}
	for _, m := range wanted.FindAllStringIndex(low, maxReferences) {
		if m[1] < end {
			continue
		}
		if ref := referenceAfter(line[m[1]:min(len(line), m[1]+60)], ""); ref != "" && strings.ContainsFunc(ref, unicode.IsLetter) {
			out = append(out, found{ref, line, rankOrder})
		}
	}
	if m := centre.FindStringSubmatchIndex(low); m != nil && m[3] > end {
		if ref := referenceAfter(line[m[3]:min(len(line), m[3]+60)], low[m[2]:m[3]]); ref != "" {
			out = append(out, found{ref, line, rankProject})
		}
	}
	out = append(out, quotable(line, low)...)
	if ref := selfLabelled(line); ref != "" {
		out = append(out, found{ref, line, rankOrder})
	}
	return out
}

// quotable are codes that are said to be quoted behind them.
func quotable(line, low string) []found {
	var out []found
	for _, m := range toQuote.FindAllStringSubmatchIndex(low, maxReferences) {
		if ref := line[m[2]:m[3]]; hasDigit(ref) && strings.ContainsFunc(ref, unicode.IsLetter) && len(ref) <= maxReference {
			out = append(out, found{ref, line, rankOrder})
		}
	}
	return out
}

// grown takes a label, or its last word, into the reference that it is a part of:
// CDE-00917, "n° OS-2026-44".
func grown(label, rest, ref string) string {
	head := label[strings.LastIndexAny(label, " °#:")+1:]
	if whole := head == label; head != "" && (whole || head == strings.ToUpper(head) && head != strings.ToLower(head)) && (strings.HasPrefix(rest, "-"+ref) || strings.HasPrefix(rest, "/"+ref)) {
		return head + rest[:1+len(ref)]
	}
	return ref
}

// insideToken is true for the PO of AF-PO-30917.
func insideToken(line string, from, to int) bool {
	return from > 0 && strings.IndexByte("-/_.", line[from-1]) >= 0 && from > 1 && line[from-2] != ' ' || to < len(line) && (line[to] == '/' || line[to] == '_') && strings.IndexByte(" \t", line[min(to+1, len(line)-1)]) < 0
}

// selfLabelled finds a token such as AF-PO-30917 or LPO/GMI/2026/0388.
func selfLabelled(line string) string {
	if !strings.Contains(line, "PO") {
		return ""
	}
	for _, t := range strings.Fields(line) {
		t = strings.Trim(t, `.,;:()"'#|`)
		if len(t) > maxReference || !hasDigit(t) {
			continue
		}
		parts := strings.FieldsFunc(t, func(r rune) bool { return r == '-' || r == '/' || r == '_' })
		for _, p := range parts {
			if len(parts) > 1 && (p == "PO" || p == "LPO") && strings.IndexFunc(t, unicode.IsLower) < 0 {
				return t
			}
		}
	}
	return ""
}

// rankOf says what kind of reference a label names.
func rankOf(label string) int {
	for _, w := range vocab.List("project labels") {
		if strings.Contains(label, w) {
			return rankProject
		}
	}
	for _, w := range vocab.List("order labels") {
		if strings.Contains(label, w) {
			return rankOrder
		}
	}
	return rankOwn
}

// wholeReferences drops repetitions, and a reference that is the tail of
// another: the 3306 of GD-PO-3306.
func wholeReferences(list []found) []found {
	var out []found
	for i, a := range list {
		part := false
		for k, b := range list {
			x, y := letters(a.text), letters(b.text)
			same := x == y && (a.rank > b.rank || a.rank == b.rank && k < i)
			part = part || k != i && (same || x != y && strings.HasSuffix(y, x) && a.rank >= b.rank)
		}
		if !part {
			out = append(out, a)
		}
	}
	return out
}

// ownDocument is true when the number is not the customer's order: the
// owner's quotation or invoice, or an order that is only spoken of.
func ownDocument(before, label string) bool {
	words := strings.Fields(before[max(0, len(before)-30):])
	if len(words) == 0 {
		return false
	}
	word := strings.Trim(words[len(words)-1], `.,:"'(`)
	switch word {
	case "quote":
		return len(words) < 2 || !verbQuote(words[len(words)-2])
	case "for":
		return label == "order"
	}
	switch kind, _ := vocab.Word("before a reference", word); kind {
	case "owner's":
		return !strings.HasPrefix(label, "po") && !strings.Contains(label, "po number")
	case "earlier":
		return true
	case "invoice":
		return rankOf(label) == rankOwn
	}
	return false
}

// referenceAfter reads a reference right behind its label: it holds a digit
// and is no date, amount or count.
func referenceAfter(rest, label string) string {
	noise := refNoise.FindString(vocab.Lower(rest))
	if len(noise) > len(rest) {
		return ""
	}
	noise = noise[:withoutHead(rest, len(noise))]
	called := label != "" && (strings.ContainsAny(noise, ":#°º") || numbered(label) || numbered(noise))
	rest = rest[len(noise):]
	m := reference.FindString(rest)
	if m == "" {
		return ""
	}
	ref := strings.TrimRight(m, ".-/_")
	if head, tail, ok := strings.Cut(ref, " "); ok && (head != strings.ToUpper(head) || !strings.ContainsAny(tail, "0123456789") || hasDigit(head) || len(tail) < 3) {
		ref = head
	}
	after := rest[strings.Index(rest, ref)+len(ref):]
	if len(after) > 1 && after[0] == ' ' && after[1] >= '0' && after[1] <= '9' && len(firstField(after)) > 2 {
		return "" // a reference in groups would be cut short
	}
	digits := countDigits(ref)
	plain := digits == len(ref)
	switch {
	case digits == 0, len(ref) < 3 || len(ref) > maxReference, digits < 2 && !(called && len(ref) > 5):
		return ""
	case isoLike.MatchString(ref), grouped.MatchString(ref), strings.HasPrefix(strings.TrimLeft(after, " "), "%"), strings.HasPrefix(after, "@"), strings.HasPrefix(after, ",") && len(after) > 1 && after[1] >= '0' && after[1] <= '9':
		return ""
	case plain && moneyBehind.MatchString(after), plain && len(ref) <= 3 && !called, plain && len(ref) == 4 && !called && counted(after):
		return ""
	case plain && len(ref) == 4 && (ref[:2] == "19" || ref[:2] == "20") && !called:
		return ""
	}
	return ref
}

// verbQuote is true for the words before "quote" that make it a verb.
func verbQuote(w string) bool {
	_, ok := vocab.Word("before to quote", strings.Trim(w, ".,:"))
	return ok
}

func numbered(label string) bool {
	for _, w := range vocab.List("numbered labels") {
		if strings.Contains(label, w) {
			return true
		}
	}
	return false
}

// counted is true when a word follows that the number may count.
func counted(after string) bool {
	f := firstField(after)
	return f != "" && strings.HasPrefix(after, " ") && strings.IndexFunc(f, func(r rune) bool { return !unicode.IsLetter(r) }) < 0 && !glue(f) && len(f) > 3
}

func firstField(s string) string {
	if f := strings.Fields(s); len(f) > 0 {
		return f[0]
	}
	return ""
}

func countDigits(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// awaitsReference is true for a mail that wants an order reference on an invoice that
// is not to be sent before there is one: what else is asked for stands.
func (s *source) awaitsReference() bool {
	return s.has("order reference wanted") && !s.has("order reference unused")
}
