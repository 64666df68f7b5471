package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// careOfFirm stands before the name of a firm that only takes the mail in.
var careOfFirm = vocab.Around(`(?i)(?:^|[^\pL])(?:<care of>)\s*$`)

// companyDoubt is a question about a customer's name that the mail gives reason
// to doubt: it only takes the post in.
func (s *source) companyDoubt(v view, company string) string {
	text := v.text + "\n" + v.signature
	if at := strings.Index(v.text, company); at > 0 && careOfFirm.MatchString(lastBytes(text[:at], 20)) {
		return "The mail is to go to “" + squeeze(company, 80) + "” for somebody else; who is to be invoiced?"
	}
	if other := s.addressee(strings.Split(unwrap(v.text), "\n"), company); other != "" {
		return whichFirm([]firm{{name: company}, {name: other}})
	}
	return ""
}

// toMine makes the invoice out to somebody who does not write: "in my wife's name".
var toMine = vocab.Around(`(?:^|[^\pL])(?:<to somebody of mine>)(?:$|[^\pL])`)

// somebodyElse asks about a customer of whom only the one who writes is known.
func (s *source) somebodyElse(r *contract.Reading) {
	if r.Company != "" || s.form != nil {
		return
	}
	if words := toMine.FindString(s.folded[:min(len(s.folded), longText)]); words != "" {
		ask(r, "customer", "The invoice is to go “"+strings.Trim(words, " .,;:()\n")+"”; what is that customer's name?")
	}
}

var (
	// numberBehind is the number of a house that is part of a body's name: "Condominio Via Roma 12".
	numberBehind = regexp.MustCompile(`^ (\d{1,4}(?:[-/]\d{1,4})?\pL?)(?:\s*[,.:;()\n]|$)`)
	// smallForm is a legal form in small letters, which is elsewhere a word: "Fara Bar sas,".
	smallForm = vocab.Around(`^ (<form in small letters>)(?:\s*[,.;:)\n]|$)`)
	// partnersBehind are the partners that the name of an Italian firm ends with: "S.a.s. di Rossi Anna & C.".
	partnersBehind = regexp.MustCompile(`^( di \p{Lu}[\pL'’]+(?: \p{Lu}[\pL'’]+){0,3} (?:&|e) (?:C\.|[Ff]igli|F\.lli|[Ff]ratelli))(?:[\s,;)]|$)`)
	// kinBehind is what firms of a family go on with behind "& Sons".
	kinEnd    = vocab.Around(`(?i)(?:^|\s)<kin>$`)
	kinBehind = regexp.MustCompile(`^((?: \p{Lu}[\pL'-]+){1,3})[ \t]*(?:\n|$)`)
)

// wholeBody takes what still belongs to a name that was cut before a number or a
// trade: "Condominio Via Roma 12", "Roe & Sons Builders".
func wholeBody(v view, company string) string {
	text := v.text + "\n" + v.signature
	for from := 0; ; {
		at := strings.Index(text[from:], company)
		if at < 0 {
			return company
		}
		from += at + len(company)
		if m := numberBehind.FindStringSubmatch(text[from:min(len(text), from+40)]); m != nil && houseBody.MatchString(vocab.Lower(company)) {
			return company + " " + m[1]
		}
		if m := smallForm.FindStringSubmatch(text[from:min(len(text), from+40)]); m != nil {
			return company + " " + m[1]
		}
		if m := partnersBehind.FindStringSubmatch(text[from:min(len(text), from+80)]); m != nil {
			return company + m[1]
		}
		if m := kinBehind.FindStringSubmatch(text[from:min(len(text), from+80)]); m != nil && kinEnd.MatchString(company) {
			return company + m[1]
		}
	}
}

// houseBody is the name of those who live in a house or own it.
var houseBody = vocab.Around(`^(?:<house body>)(?:$|[^\pL])`)

// undoneCompany leaves the customer open in a mail that corrects a paper and
// names another firm too: one of both is the wrong one.
func (s *source) undoneCompany(r *contract.Reading, v view) {
	if r.Company == "" {
		return
	}
	for _, f := range s.firmsOf(strings.Split(unwrap(v.text), "\n")) {
		if !strings.Contains(letters(f.name), letters(r.Company)) && !strings.Contains(letters(r.Company), letters(f.name)) {
			r.Company = ""
			delete(r.Evidence, "company")
			return
		}
	}
}

// signedByOther is true where the letter ends with a name that has nothing in
// common with the display name, which stands in the company's: the mailbox is
// the firm's, and its name nobody's.
func (s *source) signedByOther(v view, display, company string) bool {
	if !s.ofFirm(display, company) {
		return false
	}
	for _, l := range append(s.closing(v), lastLines(v)...) {
		l, _, _ = strings.Cut(strings.Trim(l, " ,.!"), ",")
		words := strings.Fields(l)
		if len(words) == 0 || len(words) > maxSigned {
			continue
		}
		last := words[len(words)-1]
		first, _ := utf8.DecodeRuneInString(last)
		if !unicode.IsUpper(first) || hasDigit(last) || len(letters(last)) < 3 || s.jobWord(last) || deskWord(letters(last)) || s.firmLike(last, company) {
			continue
		}
		if _, _, ok := s.book.Find("sign off", vocab.Fold(last)); !ok && !strings.Contains(letters(display), letters(last)) {
			return true
		}
	}
	return false
}

// ofFirm is true for a display name that shares two words with the customer's
// name, or begins as those of bodies do.
func (s *source) ofFirm(display, company string) bool {
	shared := 0
	have := " " + vocab.Fold(company) + " "
	for _, w := range strings.Fields(vocab.Fold(display)) {
		if strings.Contains(have, " "+w+" ") {
			shared++
		}
	}
	first, _, _ := strings.Cut(display, " ")
	capitals := len(first) > 2 && first == strings.ToUpper(first) && display != strings.ToUpper(display)
	return shared > 1 || capitals || namesFirm(first) || institution.MatchString(vocab.Lower(display))
}

// tradeFirst is true for a name that begins with what a business is: "Garage Motta".
func tradeFirst(n string) bool {
	first, rest, _ := strings.Cut(strings.TrimSpace(n), " ")
	_, trade := vocab.Word("firm words", formKey(first))
	return rest != "" && (trade || tradeName.MatchString(n) || compoundTrade(first))
}

// minTrade is how long the second half of a compound is, in letters, by which it is
// what a business is and no name of a person: "Verhuisbedrijf", but not "Melchor".
const minTrade = 6

func compoundTrade(w string) bool {
	k := formKey(w)
	for _, end := range vocab.List("firm endings") {
		if utf8.RuneCountInString(end) >= minTrade && len(k) > len(end)+2 && strings.HasSuffix(k, end) {
			return true
		}
	}
	return false
}

// tradeName begins with a word for a business that may be a person's second name,
// and never the first: "Academia Brisa".
var tradeName = vocab.Around(`(?i)^(?:<trade first>)\s`)

// bySignature is the person who signs in the name of a body, on the line below the
// one that says so, or behind "signed:": whatever the mailbox is called, that one writes.
func (s *source) bySignature(v view, company string) string {
	lines := strings.Split(strings.TrimSpace(v.text+"\n"+v.signature), "\n")
	for i := max(0, len(lines)-2*maxClosing); i+1 < len(lines); i++ {
		l := strings.TrimSpace(lines[i])
		if signedFor.MatchString(l) && len(l) < maxAbove && !hasDigit(l) && strings.HasSuffix(l, ",") {
			return s.nameIn(lines[i+1], company)
		}
	}
	for _, l := range lines[max(0, len(lines)-2*maxClosing):] {
		if l = strings.TrimSpace(l); signsFor.MatchString(l) {
			return s.nameIn(signsLead.ReplaceAllString(l, ""), company)
		}
	}
	return ""
}

// signsLead are the words before the name of who signs.
var signsLead = vocab.Around(`^(?i:<signs for>)\s+`)
