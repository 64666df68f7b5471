package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

const (
	maxBlock       = 5  // lines of an address below a name
	maxAddressLine = 70 // bytes
	mailReach      = 120
)

var (
	street   = vocab.Around(`(?:^|[^\pL])<street>(?:[., /]|$)|<street ending>(?:$|[^\pL])`)
	postcode = regexp.MustCompile(`(?:^|[^\pL\pN])(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{4} ?[A-Z]{2}|(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{3,4})? \p{Lu}\pL|\d{2}-\d{3} \p{Lu}|\p{Lu}\pL+,? \d{4,6}|[A-Z]{2} \d{5})(?:$|[^\pN])`)
	billMail = vocab.Around(`(?:<invoice sent>s?\b[^;!?]*|<send it>\b[^;!?]*)(?:(?:^|[^\pL])<to>|\bto:|:|,)(?: <whose>){0,2}[\s:<("]*$`)
	elseMail = vocab.Around(`<else mail>`)
)

// places reads where the customer is, where the goods go and where else the
// invoice is to be sent.
func (s *source) places(r *contract.Reading, v view) {
	lines := strings.Split(unwrap(v.text), "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "|") {
			lines[i] = strings.ReplaceAll(l, " / ", ", ") // where a cell breaks its lines
		}
	}
	if a := s.addressOf(r.Company, lines); a.text != "" && !s.has("several customers") {
		r.Address = squeeze(a.text, maxShort)
		stand(r, "address", a.words)
	}
	if a := blockBehind(lines, labelDelivery, r.Company); a.text != "" {
		r.DeliveryAddress = squeeze(a.text, maxShort)
		stand(r, "delivery_address", a.words)
	}
	if a, words := s.invoiceEmail(lines); a != "" {
		r.InvoiceEmail = a
		stand(r, "invoice_email", words)
	}
}

// place is an address on one line with the words it stands on.
type place struct{ text, words string }

// addressOf is what stands behind the customer's name, on its line or below
// it, or behind a label of its own.
func (s *source) addressOf(company string, lines []string) place {
	if a := blockBehind(lines, labelAddress, company); a.text != "" || company == "" {
		return a
	}
	for i, line := range lines {
		at := strings.Index(line, company)
		if at < 0 {
			continue
		}
		behind := strings.TrimLeft(line[at+len(company):], " .")
		if strings.HasPrefix(behind, ",") || strings.HasPrefix(behind, "|") {
			if a := addressIn(strings.TrimLeft(behind, ",| ")); a != "" {
				return place{a, a}
			}
		}
		if strings.Trim(behind, " ,.|") == "" {
			if a := joined(blockLines(lines[i+1:]), company); a.text != "" {
				return a
			}
		}
	}
	return place{}
}

// blockBehind is the address behind a label, on its line or below.
func blockBehind(lines []string, kind, company string) place {
	for i, line := range lines {
		for _, c := range cellsBelow(lines, i, line) {
			if labelKind(c.label) != kind {
				continue
			}
			value := withoutName(c.value, company)
			if a := addressIn(value); a != "" {
				return place{a, a}
			}
			if value == "" {
				if a := joined(blockLines(lines[i+1:]), company); a.text != "" {
					return a
				}
			}
		}
	}
	return place{}
}

func withoutName(t, company string) string {
	if company != "" && strings.HasPrefix(t, company) {
		return strings.TrimLeft(t[len(company):], " ,.|")
	}
	return t
}

// blockLines are the lines of an address block: short ones up to a blank, a
// label or a number that is none of an address.
func blockLines(lines []string) []string {
	var out []string
	for _, l := range lines {
		t := strings.Trim(strings.TrimSpace(l), "| ,")
		if t == "" || len(out) >= maxBlock || len(t) > maxAddressLine || strings.ContainsAny(t, ":@€$£%|") || bullet.MatchString(l) || columned(l) || taxIDs(t) != nil || referenceLine(t) {
			break
		}
		out = append(out, t)
	}
	return out
}

// referenceLine is true for "Kostenstelle 7040-02" below an address.
func referenceLine(t string) bool {
	head, _, _ := strings.Cut(t, " ")
	kind := labelKind(labelText(head))
	return kind == labelCentre || kind == labelProject || notName(head)
}

// joined makes an address of a block, without the name it begins with.
func joined(block []string, company string) place {
	for len(block) > 0 && (withoutName(block[0], company) == "" || deskWord(letters(block[0]))) {
		block = block[1:]
	}
	return place{addressIn(strings.Join(block, ", ")), strings.Join(block, "\n")}
}

// addressIn is the beginning of a text up to its sentence's end, when that is
// an address.
func addressIn(t string) string {
	for i := 0; i < len(t); i++ {
		if t[i] == '.' && i+2 < len(t) && t[i+1] == ' ' && !dotInAddress(t[:i+1]) || t[i] == ';' || t[i] == '(' || t[i] == '|' {
			t = t[:i]
			break
		}
	}
	var parts []string
	for _, p := range strings.Split(t, ",") {
		p = strings.TrimSpace(p)
		if noAddress(p) || lowerStart(p) && len(parts) > 0 && !street.MatchString(strings.ToLower(p)) {
			if len(parts) > 0 {
				break
			}
			continue
		}
		parts = append(parts, strings.TrimRight(beforeNumber(p), " ."))
	}
	a := strings.Join(parts, ", ")
	if len(a) < 8 || len(a) > maxShort || !hasDigit(a) || strings.ContainsAny(a, "@€$£%:?!") {
		return ""
	}
	if !postcode.MatchString(a) && !street.MatchString(vocab.Lower(a)) {
		return ""
	}
	return a
}

func lowerStart(p string) bool { return p != "" && p[0] >= 'a' && p[0] <= 'z' }

// noAddress is true for what stands between addresses but is none: a phone, a
// tax number, "Attn".
func noAddress(p string) bool {
	head, _, _ := strings.Cut(p, " ")
	low := strings.ToLower(p)
	word := strings.Trim(strings.ToLower(head), ".:")
	if _, ok := vocab.Word("no address", word); ok || word == "" {
		return true
	}
	return notName(head) || strings.HasPrefix(low, "z. h") || strings.HasPrefix(low, "t. a. v")
}

// beforeNumber cuts a tax number's name off the end of a piece.
func beforeNumber(p string) string {
	words := strings.Fields(p)
	for i, w := range words {
		if i > 0 && notName(w) {
			return strings.Join(words[:i], " ")
		}
	}
	return p
}

// dotInAddress is true for the dots of "Schulstr. 40" and "St. Gallen".
func dotInAddress(t string) bool {
	last := t[strings.LastIndexByte(t, ' ')+1:]
	l := strings.ToLower(last)
	for _, end := range vocab.List("dots in addresses") {
		if strings.HasSuffix(l, end) {
			return true
		}
	}
	return !hasDigit(last) && shortened(last)
}

// invoiceEmail is an address the invoice is to be sent to, when the mail names
// one that is neither the sender's nor the owner's.
func (s *source) invoiceEmail(lines []string) (address, words string) {
	for _, line := range lines {
		if !strings.Contains(line, "@") || len(line) > 4000 {
			continue
		}
		for _, m := range addressPattern.FindAllStringIndex(line, 5) {
			a := firstAddress(line[m[0]:m[1]])
			if !s.billedBy(a, line[:m[0]]) {
				continue
			}
			if address != "" && !strings.EqualFold(address, a) {
				return "", ""
			}
			address, words = strings.ToLower(a), squeeze(strings.ToValidUTF8(line[max(0, m[0]-mailReach):m[1]], ""), maxEvidence)
		}
	}
	return address, words
}

// billedBy is true when the words before an address say that the invoice goes
// there, and it is neither the sender's nor the owner's.
func (s *source) billedBy(address, before string) bool {
	if strings.EqualFold(address, s.from.Address) || s.isHouse(address) {
		return false
	}
	before = vocab.Fold(before[max(0, len(before)-mailReach):])
	if i := strings.LastIndex(before, ". "); i >= 0 && len(before)-i > 4 {
		before = before[i+2:]
	}
	return billMail.MatchString(before) && !elseMail.MatchString(before)
}
