package reading

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

const (
	legalForms = `(?:GmbH(?: ?& ?C(?:o|ie)\.?(?: ?KG(?:aA)?)?)?|gGmbH|AG(?: & Co\. KG)?|KGaA|KG|OHG|oHG|GbR|e\. ?K\.|e\. ?V\.|eG|UG(?: \(haftungsbeschränkt\))?|PartG(?: ?mbB)?|` +
		`Pty\.? Ltd\.?|Pvt\.? Ltd\.?|Private Limited|Pte\.? Ltd\.?|Co\.,? Ltd\.?|Ltd\.?|Limited|LLC|L\.L\.C\.|LLP|L\.P\.|Inc\.?|Incorporated|Corp\.?|Corporation|PLC|plc|CLG|CIC|DAC|` +
		`SAS|S\.A\.S\.|SARL|S\.à r\.l\.|Sàrl|SASU|EURL|SCI|SNC|SCOP|SA|S\.A\. de C\.V\.|S\. de R\.L\. de C\.V\.|S\.A\.U\.|S\.A\.|S\.L\.U\.|S\.L\.|SL|S\. ?Coop\.|S\.C\.|C\.B\.|` +
		`S\.r\.l\.|S\.R\.L\.|Srl|S\.p\.A\.|SpA|S\.n\.c\.|S\.a\.s\.|Società Agricola|B\.V\.|BV|N\.V\.|NV|V\.O\.F\.|VOF|AB|ApS|A/S|Oyj?|ASA|AS|Sp\. z o\.o\.|s\.r\.o\.|Kft\.?|d\.o\.o\.|` +
		`Unified School District|School District|Housing Association|Co-operative|Cooperative|Foundation|Trust)`
	nameWord  = `[\p{Lu}\d][\pL\pN.&'/+-]*`
	nameGlue  = `(?:&|and|und|et|y|e|i|of|on|de|du|des|del|della|di|da|las|los|les|la|le|el|the|für|van|von|der|den|het|l'|d'|for|in|-)`
	capWord   = `\p{Lu}[\pL\pN&'/+-]*(?:\.[\pL\pN]+)*`
	nameChain = capWord + `(?:\s+(?:` + nameGlue + `\s+){0,3}` + capWord + `){0,8}`
)

var (
	legalName    = regexp.MustCompile(`(` + nameWord + `(?:\s+(?:` + nameGlue + `\s+){0,3}` + nameWord + `){0,7}?,?\s+` + legalForms + `)(?:$|[^\pL\pN])`)
	chainPattern = regexp.MustCompile(nameChain)
	followName   = regexp.MustCompile(`^\s*:?\s*(?:(?:the|die|der|das|dem|den|la|le|les|el|los|firma|m/s\.?|messrs\.?|società|our company|the company|l'association|association|société|empresa|de firma|l')\s*)*(` + nameChain + `)(,?\s+` + legalForms + `)?`)
	pronounName  = regexp.MustCompile(`^(?i:m/s\.?|messrs\.?|us|me|you|our|my|your|it|this|attn|i|we|please|kindly|and|pdf|po|invoice|rechnung|facture|factura|vat|monday|friday|net|the|his|their)$`)
	greeting     = regexp.MustCompile(`(?i)^\s*(?:dear|hello|hi|hallo|hola|bonjour|guten tag|sehr geehrte\S*|to|an|attn\.?|estimad\S*|gentile|spett\.?(?:le)?|beste|geachte)\b[^,:!\n]{0,80}[,:!]`)
	honorific    = regexp.MustCompile(`(?i)^(?:i\. ?[av]\.|p\.?p\.|dr\.?|mr\.?|mrs\.?|ms\.?|herr|frau|mme|m\.|sr\.?|sra\.?|dott\.(?:ssa)?|namens .*,)\s+`)
)

// company is who is to be billed: named behind "invoice to", else the one firm
// the mail names, else the known customer behind the address, else the line of
// the signature that the sender's domain confirms. The third result is a
// question when two are named.
func (s *source) company(v view) (name, quote, unsure string) {
	whole := v.text + "\n" + v.signature
	billed := s.billTo(v.text)
	legal := s.legalNames(whole)
	names := billed
	if len(names) == 0 {
		names = legal
	}
	if s.book.Has("unclear customer", vocab.Fold(unwrap(v.text))) && len(legal) != 1 {
		names = legal
	}
	names = mergeNames(names)
	switch {
	case len(names) == 1 && len(legal) == 0 && !s.confirmed(names[0]):
		return "", "", "The invoice is to go to “" + squeeze(names[0], 80) + "”; is that the customer's name?"
	case len(names) == 1:
		return names[0], lineWith(whole, names[0]), ""
	case len(names) > 1:
		return "", "", "The mail names " + squeeze(strings.Join(names[:min(3, len(names))], " and "), 120) + "; who is to be invoiced?"
	}
	if k, ok := s.knownCustomer(); ok {
		return k, s.from.Address, ""
	}
	if n := s.domainName(whole); n != "" {
		return n, n, ""
	}
	if n := legalName.FindStringSubmatch(s.from.Name + " "); n != nil {
		return n[1], s.from.Name, ""
	}
	return "", "", ""
}

// confirmed is true for a name of several words that the sender's domain shares
// a word with, or that has a legal form: "Jane Doe" behind "invoice to" may be
// a desk or a customer.
func (s *source) confirmed(n string) bool {
	if legalName.MatchString(n+" ") || len(strings.Fields(n)) > 3 {
		return true
	}
	domain := letters(domainOf(s.from.Address))
	for _, w := range strings.Fields(n) {
		if l := letters(w); len(l) >= 4 && strings.Contains(domain, l) {
			return true
		}
	}
	k, ok := s.knownCustomer()
	return ok && letters(k) == letters(n)
}

const (
	maxName  = 240 // bytes in which a name ends
	maxNames = 40
)

// billTo finds the names right behind words such as "invoice to".
func (s *source) billTo(text string) []string {
	var out []string
	flat := unwrap(text)
	low := vocab.Lower(flat)
	all := s.book.All("bill to", low)
	for _, m := range all[:min(len(all), maxNames)] {
		f := followName.FindStringSubmatch(flat[m[1]:min(len(flat), m[1]+maxName)])
		if f == nil {
			continue
		}
		rest := flat[m[1]:min(len(flat), m[1]+maxName)]
		n := strings.TrimSpace(f[1])
		if l := legalName.FindStringSubmatchIndex(rest[strings.Index(rest, f[1]):] + " "); l != nil && l[0] == 0 {
			n = rest[strings.Index(rest, f[1]):][:l[3]]
		}
		if n = s.trimName(n); n != "" && s.looksLikeParty(n) {
			out = append(out, n)
		}
	}
	return out
}

// looksLikeParty wants a name of two words, or a legal form, or a single word
// that the sender's domain confirms; never the owner's own name.
func (s *source) looksLikeParty(n string) bool {
	if s.isOwnName(n) || s.personNamed(n) {
		return false
	}
	if legalName.MatchString(n + " ") {
		return true
	}
	if s.jobWord(n) {
		return false // "Accounts Payable" is a desk
	}
	if len(strings.Fields(n)) < 2 {
		return strings.Contains(letters(domainOf(s.from.Address)), letters(n)) && len(n) > 3
	}
	return !hasDigit(n)
}

// related is true when sender and firm share a word of the address, the
// display name or the known customers: a stranger's wish to bill a third firm
// is a question.
func (s *source) related(company string) bool {
	if k, ok := s.knownCustomer(); ok && strings.EqualFold(k, company) {
		return true
	}
	have := letters(domainOf(s.from.Address)) + " " + letters(s.from.Name)
	for _, v := range s.views {
		have += " " + letters(v.signature)
	}
	for _, w := range strings.FieldsFunc(company, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if l := letters(w); len(l) >= 4 && strings.Contains(have, l) {
			return true
		}
	}
	return false
}

func (s *source) isOwnName(n string) bool {
	l := letters(n)
	return l == letters(s.owner.Company) || l == letters(s.owner.Name) || s.owner.Company != "" && strings.HasPrefix(l, letters(s.owner.Company))
}

// trimName drops a sentence's dot and words that do not belong to a name.
func (s *source) trimName(n string) string {
	words := strings.Fields(n)
	for len(words) > 0 && pronounName.MatchString(strings.Trim(words[0], ".,:")) {
		return ""
	}
	n = strings.Join(words, " ")
	if strings.HasSuffix(n, ".") && !legalEnd.MatchString(n) {
		n = strings.TrimSuffix(n, ".")
	}
	if m := legalName.FindStringIndex(n + " "); m != nil && m[0] == 0 {
		n = strings.TrimRight((n + " ")[:m[1]], " ,;:)")
	}
	return strings.TrimRight(n, " ,;:-")
}

var legalEnd = regexp.MustCompile(`(?:^|[\s,])` + legalForms + `$`)

func (s *source) legalNames(text string) []string {
	var out []string
	for _, line := range strings.Split(unwrap(text), "\n") {
		if g := greeting.FindString(line); g != "" {
			line = line[len(g):] // whom it is written to is the owner
		}
		for _, m := range legalName.FindAllStringSubmatch(line+" ", -1) {
			n := strings.TrimSpace(m[1])
			for {
				head, tail, ok := strings.Cut(n, " ")
				if !ok || !pronounName.MatchString(head) && !s.jobWord(head) {
					break
				}
				n = tail
			}
			if !s.isOwnName(n) {
				out = append(out, n)
			}
			if len(out) >= maxNames {
				return out
			}
		}
	}
	return out
}

func (s *source) jobWord(w string) bool {
	return s.book.Has("job words", vocab.Fold(strings.Trim(w, ".,:")))
}

// mergeNames leaves one spelling of each name: of two that begin alike the
// longer one.
func mergeNames(names []string) []string {
	var out []string
	for _, n := range names[:min(len(names), maxNames)] {
		at := -1
		for i, have := range out {
			if strings.HasPrefix(letters(have), letters(n)) || strings.HasPrefix(letters(n), letters(have)) {
				at = i
			}
		}
		switch {
		case at < 0:
			out = append(out, n)
		case len(letters(n)) > len(letters(out[at])):
			out[at] = n
		}
	}
	return out
}

func (s *source) knownCustomer() (string, bool) {
	for _, k := range s.owner.KnownCustomers {
		if k.Email != "" && strings.EqualFold(k.Email, s.from.Address) && k.Name != "" {
			return k.Name, true
		}
	}
	return "", false
}

// domainName finds a short line whose letters are the sender's domain.
func (s *source) domainName(text string) string {
	labels := strings.Split(domainOf(s.from.Address), ".")
	if len(labels) < 2 {
		return ""
	}
	domain := letters(labels[len(labels)-2])
	for _, line := range strings.Split(text, "\n") {
		line = strings.Trim(strings.TrimSpace(line), "|,.-* ")
		parts := strings.FieldsFunc(line, func(r rune) bool { return r == '|' || r == ',' || r == '·' })
		for _, part := range append(parts, chainPattern.FindAllString(line, -1)...) {
			part = strings.TrimSpace(part)
			l := letters(part)
			if len(l) < 5 || len(part) > 60 || len(strings.Fields(part)) < 2 || strings.Contains(part, "@") || hasDigit(part) {
				continue
			}
			if l == domain || len(domain) >= 8 && strings.HasPrefix(l, domain) && allCapital(part) {
				return part
			}
		}
	}
	return ""
}
