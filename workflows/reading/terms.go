package reading

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/dates"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	daysPattern = regexp.MustCompile(`(?:^|[^\pL\pN.,])(\d{1,3})[ -]?(?:calendar |working )?(days?|tagen?|tage|jours?|días|giorni|dagen)\b`)
	netPattern  = regexp.MustCompile(`\bnet[- ]?(\d{1,3})\b`)
	endOfMonth  = regexp.MustCompile(`end of (?:the )?month|fin de mois|fine mese|fin de mes|einde (?:van de )?maand|monatsende|\beom\b`)
	reference   = regexp.MustCompile(`^[\s:#.°º'"-]*((?:[\pL]{1,5} )?[\pL\pN][\pL\pN]*(?:[-/._][\pL\pN]+)*)`)
	refNoise    = regexp.MustCompile(`^(?:\s*(?:no\.?|nr\.?|n°|nº|number|is|lautet|ist|est|es|è|:|#|-|is:|,)\s*)+`)
	vatLabel    = regexp.MustCompile(`(?:vat|ust|uid|mwst|tva|iva|btw|cif|nif|gstin|gst|p\.? ?iva|partita iva|tax id|rfc|intracommunautaire|umsatzsteuer|our number)`)
	vatPatterns = regexp.MustCompile(`\b(ATU ?\d{8}|BE ?[01]?\d{3}[. ]?\d{3}[. ]?\d{3}|BG ?\d{9,10}|CHE[- ]?\d{3}\.?\d{3}\.?\d{3}|CY ?\d{8}[A-Z]|CZ ?\d{8,10}|DE ?\d{3} ?\d{3} ?\d{3}|DK ?\d{8}|EE ?\d{9}|EL ?\d{9}|ES ?[A-Z0-9]\d{7}[A-Z0-9]|FI ?\d{8}|FR ?[A-Z0-9]{2} ?\d{3} ?\d{3} ?\d{3}|GB ?\d{3} ?\d{4} ?\d{2}|HR ?\d{11}|HU ?\d{8}|IE ?\d[A-Z0-9+*]\d{5}[A-Z]{1,2}|IT ?\d{11}|LT ?\d{9,12}|LU ?\d{8}|LV ?\d{11}|MT ?\d{8}|NL ?\d{9} ?B ?\d{2}|PL ?\d{10}|PT ?\d{9}|RO ?\d{2,10}|SE ?\d{12}|SI ?\d{8}|SK ?\d{10}|\d{2}[A-Z]{5}\d{4}[A-Z][A-Z0-9]Z[A-Z0-9])\b`)
	ownersVAT   = regexp.MustCompile(`(?:your|ihre|deine|votre|vuestro|vuestra|vostra|vostro|uw|jullie) (?:vat|ust|uid|mwst|tva|n° tva|numéro de tva|cif|nif|p\.? ?iva|partita|btw|gst|tax)`)
	workDays    = regexp.MustCompile(`^\s*(?:of (?:work|train|consult|support|on|serv|devel|design|install|the (?:work|job))|@|at |à |x |×|zu |work|training|consult|on[- ]site|de (?:formation|travail|conseil|prestation|trabajo|formación|consultor)|di (?:lavoro|formazione|consulenza)|arbeit|schulung|beratung|montage|workshop)`)
	spanishID   = regexp.MustCompile(`\b(?:CIF|NIF|C\.I\.F\.|N\.I\.F\.)[\s:nº.]*([A-Z]-?\d{7}[0-9A-Z]|\d{8}-?[A-Z])\b`)
	yearPattern = regexp.MustCompile(`^[\s,]*(?:de |del |of )?((?:19|20)\d{2})\b`)
	periodLead  = regexp.MustCompile(`(?:(?:invoice|bill|hours|services?|work|retainer) (?:for|of|in|during)|facture (?:de |d'|pour )|factura (?:de|del mes de)|rechnung (?:für|über)(?: den)?|leistungszeitraum:?|fattura (?:di|per)(?: il mese di)?|factuur (?:voor|van)|service period:?|period:?|mois d[e']|for the month of)\s*$`)
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
	dotted := lang == "de" || lang == "nl" || lang == "it" || lang == "fr" || lang == "es"
	return dates.Find(text, s.month, dotted)
}

// terms reads due date, days to pay, order number and VAT ID from the new text
// of one alternative.
func (s *source) terms(r *contract.Reading, v view) {
	lang := s.book.Detect(v.text)
	var due []dates.Date
	var quotes []string
	days := map[int]string{}
	for _, sen := range sentences(v.text) {
		low := vocab.Lower(sen)
		for _, d := range s.dates(sen, lang) {
			if s.isDue(low[:d.Start]) {
				due, quotes = append(due, d), append(quotes, sen)
			}
		}
		s.netDays(sen, low, days)
		if endOfMonth.MatchString(low) && s.book.Has("payment words", low) {
			flag(r, FlagEndOfMonth)
		}
		if s.book.Has("cash discount", low) {
			flag(r, FlagCashDiscount)
		}
	}
	s.putDue(r, due, quotes)
	s.putNet(r, days)
}

// isDue is true when the words before a date say that payment is due then; the
// last label counts, so that "deliver by" does not become a due date.
func (s *source) isDue(before string) bool {
	before = before[max(0, len(before)-70):]
	all := s.book.All("due", before)
	if len(all) == 0 {
		return false
	}
	last := all[len(all)-1]
	gap := strings.Trim(before[last[1]:], " :,.-(")
	switch gap {
	case "", "the", "le", "el", "il", "am", "on", "by", "den", "zum", "dem", "op", "is", "date", "bis", "until", "au", "al", "no later than", "il giorno", "bis zum", "the latest":
		return true
	}
	return false
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

func (s *source) netDays(sen, low string, days map[int]string) {
	for _, m := range netPattern.FindAllStringSubmatch(low, -1) {
		addDays(days, m[1], sen)
	}
	for _, m := range daysPattern.FindAllStringSubmatchIndex(low, -1) {
		clause := lastPart(low[max(0, m[2]-200):m[2]])
		if s.book.Has("cash discount", clause) || workDays.MatchString(low[m[5]:min(len(low), m[5]+40)]) {
			continue // "2 % Skonto bei Zahlung binnen 10 Tagen", "3 days of training"
		}
		ends := m[5] == len(low) || strings.ContainsRune(".,;", rune(low[m[5]]))
		alone := strings.TrimSpace(clause) == "" && ends
		near := clause + low[m[2]:min(len(low), m[1]+30)]
		if alone || s.book.Has("payment words", near) || s.book.Has("payment words", low[max(0, m[2]-40):m[2]]) {
			addDays(days, low[m[2]:m[3]], sen)
		}
	}
}

func lastPart(s string) string {
	if i := strings.LastIndexAny(s, ",;"); i >= 0 {
		return s[i+1:]
	}
	return s
}

func addDays(days map[int]string, digits, quote string) {
	if n, err := strconv.Atoi(digits); err == nil && n > 0 && n <= 365 {
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

const maxReferences = 20

// order reads the customer's order reference from subject and text. Two
// different ones are a question.
func (s *source) order(r *contract.Reading, text string) {
	found := map[string]string{}
	var list []string
	for _, line := range append([]string{s.subject}, strings.Split(text, "\n")...) {
		line = vocab.Plain(line)
		low := vocab.Lower(line)
		for _, m := range s.book.All("po", low) {
			ref := referenceAfter(line[m[1]:min(len(line), m[1]+120)])
			if ref == "" || ownDocument(low[:m[0]], low[m[0]:m[1]]) {
				continue
			}
			key := strings.ToUpper(strings.Join(strings.FieldsFunc(ref, func(r rune) bool { return r == ' ' || r == '.' }), ""))
			if _, have := found[key]; !have && len(list) < maxReferences {
				found[key] = line
				list = append(list, ref)
			}
		}
	}
	list = wholeReferences(list)
	switch {
	case len(list) == 1:
		r.PO = list[0]
		stand(r, "po", lineWith(s.subject+"\n"+text, list[0]))
	case len(list) > 1:
		ask(r, "reference", "The mail names the order references "+strings.Join(list[:min(4, len(list))], " and ")+"; which one belongs on the invoice?")
	}
}

// wholeReferences drops a reference that is the tail of another: the 3306 of
// GD-PO-3306.
func wholeReferences(list []string) []string {
	var out []string
	for _, a := range list {
		part := false
		for _, b := range list {
			part = part || a != b && strings.HasSuffix(b, a)
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
	words := strings.Fields(before[max(0, len(before)-24):])
	if len(words) == 0 {
		return false
	}
	switch words[len(words)-1] {
	case "your", "ihre", "ihrem", "ihrer", "votre", "su", "vostro", "uw", "quotation", "invoice", "angebot", "existing", "my", "previous":
		return true
	case "for":
		return strings.HasPrefix(label, "order")
	}
	return false
}

// referenceAfter reads a reference right after its label: it holds a digit and
// is no date, amount or count.
func referenceAfter(rest string) string {
	rest = refNoise.ReplaceAllString(rest, "")
	m := reference.FindStringSubmatch(rest)
	if m == nil {
		return ""
	}
	ref := strings.TrimRight(m[1], ".-/_")
	if head, tail, ok := strings.Cut(ref, " "); ok && (head != strings.ToUpper(head) || !strings.ContainsAny(tail, "0123456789") || strings.ContainsAny(head, "0123456789")) {
		ref = head
	}
	digits := strings.Count(strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '1'
		}
		return -1
	}, ref), "1")
	after := rest[strings.Index(rest, ref)+len(ref):]
	if len(after) > 1 && after[0] == ' ' && after[1] >= '0' && after[1] <= '9' {
		return "" // a reference in groups would be cut short
	}
	switch {
	case digits < 2 || len(ref) < 3 || len(ref) > 30:
		return ""
	case isoLike.MatchString(ref), strings.HasPrefix(strings.TrimLeft(after, " "), "%"):
		return ""
	case onlyShortNumber.MatchString(ref), grouped.MatchString(ref):
		return ""
	}
	return ref
}

var (
	isoLike         = regexp.MustCompile(`^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$`)
	onlyShortNumber = regexp.MustCompile(`^\d{1,3}$`)
	grouped         = regexp.MustCompile(`^\d{1,3}(?:[.,]\d{3})+$`)
)

// vat reads the customer's VAT ID; two different ones are left out.
func (s *source) vat(r *contract.Reading, text string) {
	found := map[string]string{}
	for _, line := range strings.Split(text, "\n") {
		low := vocab.Lower(line)
		for _, m := range spanishID.FindAllStringSubmatch(line, -1) {
			found[m[1]] = line
		}
		if ownersVAT.MatchString(low) {
			continue
		}
		if !vatLabel.MatchString(low) && !strings.Contains(line, "CHE") {
			continue
		}
		for _, m := range vatPatterns.FindAllStringSubmatch(line, -1) {
			if !strings.Contains(low, "iban") {
				found[strings.ReplaceAll(m[1], " ", "")] = line
			}
		}
	}
	if len(found) > 1 {
		ask(r, "vat_id", "The mail names more than one VAT number; which one is the customer's?")
		return
	}
	for id, line := range found {
		r.VATID = id
		stand(r, "vat_id", line)
	}
}

// period reads a month of service that is named with its year.
func (s *source) period(r *contract.Reading, text string) {
	for _, sen := range sentences(text) {
		low := vocab.Lower(sen)
		words := wordPattern.FindAllStringIndex(low, -1)
		for _, w := range words {
			n := s.month(low[w[0]:w[1]])
			if n == 0 || !periodLead.MatchString(low[max(0, w[0]-30):w[0]]) {
				continue
			}
			if m := yearPattern.FindStringSubmatch(low[w[1]:]); m != nil {
				r.ServicePeriod = m[1] + "-" + pad(n)
				stand(r, "service_period", sen)
				return
			}
		}
	}
}

var wordPattern = regexp.MustCompile(`\pL+`)

func pad(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

func flag(r *contract.Reading, name string) {
	for _, f := range r.Flags {
		if f == name {
			return
		}
	}
	r.Flags = append(r.Flags, name)
}
