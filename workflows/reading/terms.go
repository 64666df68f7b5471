package reading

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/dates"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

const (
	dueReach = 70 // bytes before a date in which its label stands
	netReach = 60 // bytes around a number of days in which payment is spoken of
	maxNet   = 365
)

var (
	daysPattern = vocab.Around(`(?:^|[^\pL\pN.,])(\d{1,3})[ -]?(?:<kind of days>[\s-]?)?(<days>)(?:$|[^\pL\pN])`)
	netPattern  = vocab.Around(`\b<net>[- ]{0,2}(\d{1,3})(?:$|[^\d.,%\pL ]|[.,] |[.,]$| (?:<behind net days>|(?:<like>\s)*<usual>|\||-|$))`)
	usualTerms  = vocab.Around(`^[ ,]*(?:<like>\s)*<usual>`)
	usualBefore = vocab.Around(`(?:^|[^\pL])<usual terms>\s*$`)
	endOfMonth  = vocab.Around(`<end of month>`)
	// thenMonthEnd is behind days that run on to the end of a month, which are no days net.
	thenMonthEnd = vocab.Around(`^[^,;.\d]{0,24}?(?:<end of month>|\bf\.? ?m\b)`)
	workDays     = vocab.Around(`^\s*(?:<work days>|eur|usd|gbp|chf|@|x |×|\d|[€$£])`)
	dueBehind    = vocab.Around(`^[ ,)]*<due behind>`)
)

func (s *source) month(word string) int {
	v, ok := s.book.Word("months", strings.Trim(word, ".,;:()"))
	if !ok {
		return 0
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		return 0
	}
	return n
}

func (s *source) dates(text, lang string) []dates.Date {
	return dates.Find(text, s.month, s.dayFirst(lang))
}

// dayFirst are the signs between which a language writes the day first. English
// is written by those who put the month first as well, and so is French in Canada.
func (s *source) dayFirst(lang string) string {
	switch lang {
	case "de", "nl", "it", "es":
		return "./-"
	case "fr":
		if strings.HasSuffix(domainOf(s.from.Address), ".ca") || canada.MatchString(s.folded) {
			return "."
		}
		return "./-"
	}
	return ""
}

var canada = vocab.Around(`(?:^|[^\pL])(?:québec|quebec|canada|montréal|montreal|cad)(?:$|[^\pL])|\$ ?ca`)

// terms reads due date, days to pay and the date for the invoice from the new
// text of one alternative.
func (s *source) terms(r *contract.Reading, v view) {
	lang := s.book.Detect(v.text)
	var due, dated []dates.Date
	var dueWords, datedWords []string
	days := map[int]string{}
	for _, sen := range sentences(v.text) {
		if !hasDigit(sen) {
			s.payFlags(r, vocab.Lower(sen))
			continue
		}
		low := vocab.Lower(sen)
		for _, d := range s.dates(sen, lang) {
			switch {
			case s.isDated(low, d):
				dated, datedWords = append(dated, d), append(datedWords, sen)
			case d.ISO == "" && s.book.Has("due", low), s.isDue(low[:d.Start]) || dueBehind.MatchString(squeeze(low[d.End:min(len(low), d.End+dueReach)], dueReach)):
				due, dueWords = append(due, d), append(dueWords, sen)
			}
		}
		s.netDays(sen, low, days)
		s.payFlags(r, low)
	}
	s.putDue(r, due, dueWords)
	s.putNet(r, days)
	s.compareDue(r)
	s.putDated(r, dated, datedWords)
}

func (s *source) payFlags(r *contract.Reading, low string) {
	if endOfMonth.MatchString(low) && s.book.Has("payment words", low) {
		flag(r, FlagEndOfMonth)
	}
	if s.book.Has("cash discount", low) {
		flag(r, FlagCashDiscount)
	}
}

// isDue is true when the words before a date say that payment is due then; the
// last label counts, so that "deliver by" does not become a due date.
func (s *source) isDue(before string) bool {
	before = before[max(0, len(before)-dueReach):]
	all := s.book.All("due", before)
	if len(all) == 0 {
		return false
	}
	end := 0
	for _, m := range all {
		end = max(end, m[1])
	}
	words := strings.Fields(strings.Trim(before[end:], " :,.-(|*="))
	if len(words) > 5 {
		return false
	}
	for _, w := range words {
		if !dueGlue(strings.Trim(w, ".,:;|*")) {
			return false
		}
	}
	return true
}

// dueGlue is true for the words between "due" and its date.
func dueGlue(w string) bool {
	_, known := vocab.Word("due glue", w)
	return known || w == "" || w == "="
}

func (s *source) putDue(r *contract.Reading, due []dates.Date, quotes []string) {
	for i, d := range due {
		switch {
		case d.ISO == "":
			flag(r, FlagDateAmbiguous)
			ask(r, "due_date", "Is the due date "+strings.Join(d.Readings, " or ")+"?")
			r.DueDate = ""
			return
		case r.DueDate != "" && r.DueDate != d.ISO:
			ask(r, "due_date", "The mail names two due dates, "+r.DueDate+" and "+d.ISO+"; which one holds?")
			r.DueDate = ""
			return
		}
		r.DueDate = d.ISO
		stand(r, "due_date", quotes[i])
	}
}

// termsApart is how far the named due date and the one that follows from the terms
// may lie from each other: the invoice is dated within weeks of the mail.
const termsApart = 31 * 24 * time.Hour

// compareDue asks when the mail names a due date and days that cannot both hold.
func (s *source) compareDue(r *contract.Reading) {
	due, err := time.Parse(time.DateOnly, r.DueDate)
	if err != nil || r.NetDays == nil {
		return
	}
	sent, err := time.Parse(time.DateOnly, s.msg.Date[:min(len(s.msg.Date), len(time.DateOnly))])
	if err != nil {
		return
	}
	follows := sent.AddDate(0, 0, *r.NetDays)
	if due.Sub(follows).Abs() > termsApart {
		ask(r, "due_date", "The mail asks for "+strconv.Itoa(*r.NetDays)+" days and for "+r.DueDate+", which do not agree; when is the invoice due?")
		r.DueDate, r.NetDays = "", nil
	}
}

// netDays collects the days to pay that a sentence names. Days of work and of
// a cash discount are others.
func (s *source) netDays(sen, low string, days map[int]string) {
	for _, m := range netPattern.FindAllStringSubmatch(low, -1) {
		addDays(days, m[1], sen)
	}
	for _, m := range daysPattern.FindAllStringSubmatchIndex(low, -1) {
		if validFor.MatchString(low[max(0, m[2]-24):m[2]]) {
			continue // an offer's, not a payment's
		}
		after := low[m[5]:min(len(low), m[5]+40)]
		if workDays.MatchString(after) || strings.HasPrefix(low[m[4]:m[5]], "df") || thenMonthEnd.MatchString(after) {
			continue // "3 days of training", "30 gg fine mese"
		}
		before := low[max(0, m[2]-200):m[2]]
		clause := before + low[m[2]:m[5]] + upToSign(after)
		if s.daysOfElse(clause) || invoiceNext.MatchString(after) && !payStem(lastWords(clause)) {
			continue
		}
		if s.discounted(before, after) {
			continue // "2 % Skonto bei Zahlung binnen 10 Tagen"
		}
		near := lastWords(before) + low[m[2]:min(len(low), m[5]+30)]
		if s.book.Has("payment words", near) || s.book.Has("payment words", low[max(0, m[2]-40):m[2]]) || payStem(near) || bareDays(low) || usualTerms.MatchString(after) || usualBefore.MatchString(low[max(0, m[2]-24):m[2]]) || aloneInList(before, after) && !fewDays.MatchString(low) {
			addDays(days, low[m[2]:m[3]], sen)
		}
	}
}

// daysOfElse is true for days that a clause gives for a delivery, a return or
// the like, without a word of paying: "nous rendons le matériel sous 10 jours".
func (s *source) daysOfElse(clause string) bool {
	clause = lastWords(clause)
	if i := strings.LastIndexAny(clause, ".!?"); i >= 0 {
		clause = clause[i+1:]
	}
	return elseDays.MatchString(clause) && !payStem(clause) && !s.book.Has("payment words", withinDays.ReplaceAllString(clause, " "))
}

var (
	// invoiceNext is behind days in which the invoice itself is to come: "send us within 8 days the invoice".
	invoiceNext = vocab.Around(`^\s+(?:<article>|<ours>)\s+<invoice>(?:$|[^\pL])`)

	elseDays   = vocab.Around(`(?:^|[^\pL])<days of else>(?:$|[^\pL])`)
	withinDays = vocab.Around(`(?:^|[^\pL])<within days>(?:$|[^\pL])`)
)

// upToSign is a text up to where its clause ends.
func upToSign(s string) string {
	if i := strings.IndexAny(s, ",;."); i >= 0 {
		return s[:i]
	}
	return s
}

var validFor = vocab.Around(`<valid>\W{0,3}(?:<for>\s)?$`)

// payStem finds the beginnings of words for paying in a clause.
func payStem(clause string) bool {
	for _, w := range strings.FieldsFunc(clause, func(r rune) bool { return !unicode.IsLetter(r) }) {
		for _, stem := range vocab.List("payment stems") {
			if strings.HasPrefix(w, stem) && len(w) >= len(stem) && w != "page" && w != "pages" && w != "pair" && w != "pagina" {
				return true
			}
		}
	}
	return false
}

// aloneInList is true for days between commas, in a sentence that goes on
// without a price: "invoice Acme Ltd, 30 days, PO 4711".
func aloneInList(before, after string) bool {
	before = strings.TrimRight(before, " ")
	ends := after == "" || after[0] == ',' || after[0] == '.' || after[0] == ';'
	if perDay.MatchString(before) {
		return false // "2 projectors at 35 a day, 3 days"
	}
	return ends && (before == "" || before[len(before)-1] == ',') && !priceWord.MatchString(after) && !strings.HasSuffix(before, ":")
}

var perDay = vocab.Around(`<per>\s+(?:<time span>|uur|stunde|heure|ora|hora|hour)\s*,$|(?:al giorno|al día|le jour|a day|/tag|/dag|/jour)\s*,$`)

var priceWord = vocab.Around(`[€$£@]|\b(?:eur|usd|gbp|chf|sek|<price short>)\b`)

// discounted is true when the days are those of a cash discount: it is spoken
// of in the same clause before them, or right behind.
func (s *source) discounted(before, after string) bool {
	if s.book.Has("cash discount", lastWords(before)) {
		return true
	}
	cut := strings.IndexAny(after, ",;.")
	if cut < 0 {
		cut = len(after)
	}
	return s.book.Has("cash discount", after[:cut]) || strings.Contains(after[:cut], "%") && !strings.Contains(after[:cut], "vat")
}

// lastWords is the clause that a text ends with.
func lastWords(s string) string {
	s = s[max(0, len(s)-netReach*2):]
	if i := strings.LastIndexAny(s, ",;"); i >= 0 {
		return s[i+1:]
	}
	return s
}

// bareDays is true for a line that says nothing but the days: "30 days net".
// So few as "3 days" may be of anything.
func bareDays(low string) bool {
	if len(strings.Fields(low)) > 3 {
		return false
	}
	return strings.Contains(low, "net") || !fewDays.MatchString(low) && (strings.Contains(low, "days") || strings.Contains(low, "tage"))
}

// fewDays are days in which nobody is to pay who does not say so.
var fewDays = vocab.Around(`(?:^|\D)[1-6]\s\pL`)

func addDays(days map[int]string, digits, quote string) {
	if n, err := strconv.Atoi(digits); err == nil && n > 0 && n <= maxNet {
		if _, have := days[n]; !have {
			days[n] = quote
		}
	}
}

func (s *source) putNet(r *contract.Reading, days map[int]string) {
	if len(days) > 1 {
		ask(r, "due_date", "The mail names more than one time to pay; how many days does the customer have?")
		return
	}
	for n, quote := range days {
		r.NetDays = &n
		stand(r, "net_days", quote)
	}
}

// datedLead is what stands before the date that the customer wants on the
// invoice, not before that of an invoice there is.
var datedLead = vocab.Around(`<dated>[\s:=|*]*$`)

// isDated is true for the date the customer wants on the invoice.
func (s *source) isDated(low string, d dates.Date) bool {
	before := low[max(0, d.Start-dueReach):d.Start]
	if !strings.Contains(before, "dat") && !strings.Contains(before, "fecha") {
		return false
	}
	m := datedLead.FindStringIndex(before)
	return m != nil && !ownersTax.MatchString(before[:m[0]]) && !strings.Contains(before[:m[0]], "your invoice") && !strings.Contains(before[:m[0]], "days")
}

func (s *source) putDated(r *contract.Reading, dated []dates.Date, quotes []string) {
	for i, d := range dated {
		if d.ISO == "" {
			flag(r, FlagDateAmbiguous)
			ask(r, "issue_date", "Is the invoice to be dated "+strings.Join(d.Readings, " or ")+"?")
			return
		}
		if r.IssueDate != "" && r.IssueDate != d.ISO {
			r.IssueDate = ""
			delete(r.Evidence, "issue_date")
			return
		}
		r.IssueDate = d.ISO
		stand(r, "issue_date", quotes[i])
	}
}

func flag(r *contract.Reading, name string) {
	for _, f := range r.Flags {
		if f == name {
			return
		}
	}
	r.Flags = append(r.Flags, name)
}
