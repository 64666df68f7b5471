package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

const (
	minTaxDigits = 7
	maxTaxID     = 24 // bytes
	maxTaxGap    = 40 // bytes between a label and a number that shows its country
)

// country matches tax numbers that show which country's they are: the states
// of the EU, GB, Switzerland, Norway, India.
var country = vocab.Around(`(?:^|[^\pL\pN])(ATU ?\d{8}|BE ?[01]?\d{3}[. ]?\d{3}[. ]?\d{3}|BG ?\d{9,10}|CHE[- ]?\d{3}\.?\d{3}\.?\d{3}|CY ?\d{8}[A-Z]|CZ ?\d{8,10}|DE ?\d{3} ?\d{3} ?\d{3}|DK ?\d{2} ?\d{2} ?\d{2} ?\d{2}|EE ?\d{9}|EL ?\d{9}|ES ?[A-Z0-9]-?\d{7}-?[A-Z0-9]|FI ?\d{7}-?\d|` +
	`FR ?[A-Z0-9]{2} ?\d{3} ?\d{3} ?\d{3}|(?:GB|XI) ?\d{3} ?\d{4} ?\d{2}(?: ?\d{3})?|HR ?\d{11}|HU ?\d{8}|IE ?\d[A-Z0-9+*]\d{5}[A-Z]{1,2}|IT ?\d{11}|LT ?\d{9,12}|LU ?\d{8}|LV ?\d{11}|MT ?\d{8}|NL ?\d{3}\.?\d{3}\.?\d{3}\.? ?B ?\d{2}|NO ?\d{3} ?\d{3} ?\d{3}(?: ?MVA)?|PL ?\d{10}|PT ?\d{9}|RO ?\d{2,10}|SE ?\d{12}|SE ?\d{6}-?\d{4}-?\d{2}|SI ?\d{8}|SK ?\d{10}|` +
	`\d{2}[A-Z]{5}\d{4}[A-Z][A-Z0-9]Z[A-Z0-9]|\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2})(?:$|[^\pL\pN])`)

// taxName finds what a tax number is called. The first group are names of a
// number, behind which any number is one; the other words are names of the tax
// too, behind which a number must show its country.
var taxName = vocab.Around(`(?:^|[^\pL\pN])(?:(<tax short name>[- /]{0,3}<its number>|<tax number>)|(<tax>))(?:$|[^\pL\pN])`)

// vatLabel finds the words of taxes and their numbers anywhere in a folded
// line, for telling terms from things.
var vatLabel = vocab.Around(`(?:^|[^\pL])<tax in terms>(?:$|[^\pL])`)

// unmistakable are forms that nothing but a tax number has.
var unmistakable = vocab.Around(`(?:^|[^\pL\pN])(CHE-\d{3}\.\d{3}\.\d{3}|ATU\d{8}|BE ?0\d{3}\.\d{3}\.\d{3}|NL\d{9}B\d{2}|\d{2}[A-Z]{5}\d{4}[A-Z][A-Z0-9]Z[A-Z0-9]|\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2})(?:$|[^\pL\pN])`)

// ownersTax is true for a label that speaks of the owner's number.
var ownersTax = vocab.Around(`<your> (?:<number of>\s)?$`)

// vat reads the customer's tax number; two that differ are a question.
func (s *source) vat(r *contract.Reading, text string) {
	var ids, lines []string
	for _, line := range strings.Split(text, "\n") {
		if len(ids) >= maxReferences {
			break
		}
		if countDigits(line) < minTaxDigits || len(line) > 4000 {
			continue
		}
		for _, id := range taxIDs(vocab.Plain(line)) {
			ids, lines = append(ids, id), append(lines, line)
		}
	}
	best, at := "", -1
	for i, id := range ids {
		a, b := taxKey(id), taxKey(best)
		switch {
		case best == "" || strings.HasSuffix(a, b):
			best, at = id, i
		case !strings.HasSuffix(b, a):
			ask(r, "vat_id", "The mail names more than one VAT number, "+best+" and "+id+"; which one is the customer's?")
			return
		}
	}
	if at >= 0 {
		r.VATID = best
		stand(r, "vat_id", lines[at])
	}
}

// taxKey compares tax numbers by letters and digits alone.
func taxKey(id string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToUpper(id))
}

func taxIDs(line string) []string {
	low := vocab.Lower(line)
	if strings.Contains(low, "iban") {
		low = low[:strings.Index(low, "iban")]
		line = line[:len(low)]
	}
	var out []string
	for from := 0; from < len(low); {
		m := taxName.FindStringSubmatchIndex(low[from:])
		if m == nil {
			break
		}
		end, named := from+m[3], true
		if m[2] < 0 {
			end, named = from+m[5], false
		}
		start := from + m[0]
		from = end
		if ownersTax.MatchString(low[max(0, start-24) : start+1]) {
			continue
		}
		if id := taxIDAfter(line[end:], named); id != "" {
			out = append(out, id)
		}
	}
	if len(out) == 0 {
		out = append(out, aloneTaxID(line)...)
	}
	if len(out) == 0 {
		out = append(out, spanishID(line)...)
	}
	if m := unmistakable.FindStringSubmatch(line); m != nil && len(out) == 0 && !ownersTax.MatchString(low[:strings.Index(line, m[1])]) {
		out = append(out, m[1])
	}
	return out
}

// spanishBody is the tax number of a firm or body in Spain, whose letter tells its kind,
// set off from the name before it: "Talleres Sol S.L., B45604576".
var spanishBody = regexp.MustCompile(`(?:^|[\s(|])([ABCDEFGHJNPQRSUVW]-?\d{7}-?[0-9A-J])(?:$|[\s),.;|])`)

// spanishID takes such a number without its name where it stands behind a firm or body
// that is named, or alone.
func spanishID(line string) []string {
	m := spanishBody.FindStringSubmatchIndex(line)
	if m == nil {
		return nil
	}
	before := strings.TrimRight(line[:m[2]], " ,;:(|·–-")
	for _, f := range firmsIn(line) {
		if f.legal && strings.HasSuffix(before, strings.TrimRight(f.name, ".")) || strings.HasSuffix(before, f.name) {
			return []string{line[m[2]:m[3]]}
		}
	}
	if strings.TrimSpace(before) == "" && strings.Trim(line[m[3]:], " .,;)|") == "" || bodyAtEnd(before) != "" && smallBodyWord.MatchString(vocab.Lower(before)) {
		return []string{line[m[2]:m[3]]}
	}
	return nil
}

// smallBodyWord is what bodies are called.
var smallBodyWord = vocab.Around(`(?:^|[^\pL])(?:<small body>|<house body>)\s`)

// aloneTaxID takes a number that shows its country where nothing else stands
// on the line, as below an address.
func aloneTaxID(line string) []string {
	t := strings.Trim(line, " |.,;")
	for _, tax := range []string{"MWST", "MwSt", "TVA", "IVA", "VAT", "BTW"} {
		t = strings.TrimSpace(strings.TrimSuffix(t, tax))
	}
	if len(t) > maxTaxID || !strings.ContainsAny(t, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
		return nil
	}
	if m := country.FindStringSubmatch(t); m != nil && m[1] == t {
		return []string{t}
	}
	return nil
}

// taxIDAfter reads the number behind its name.
func taxIDAfter(rest string, named bool) string {
	near := rest[:min(len(rest), maxTaxGap+maxTaxID)]
	if m := country.FindStringSubmatchIndex(near); m != nil && m[2] <= maxTaxGap && countDigits(near[:m[2]]) == 0 {
		return near[m[2]:m[3]]
	}
	if !named {
		return ""
	}
	var parts []string
	for _, t := range strings.Fields(near) {
		bare := strings.Trim(t, `:#.,;()?!"'|°º=`)
		if len(parts) == 0 && (bare == "" || taxFiller(bare)) {
			continue
		}
		if !taxPart(bare, len(parts) == 0) {
			break
		}
		parts = append(parts, bare)
		if strings.ContainsAny(t[len(t)-1:], ".,;)?!|") {
			break
		}
	}
	id := strings.Join(parts, " ")
	if n := countDigits(id); n < minTaxDigits || n > 16 || len(id) > maxTaxID || strings.Contains(near, id+",") && decimalsFollow(near, id) {
		return ""
	}
	return id
}

// decimalsFollow is true for an amount of money.
func decimalsFollow(near, id string) bool {
	after := near[strings.Index(near, id)+len(id):]
	return len(after) > 2 && after[0] == ',' && after[1] >= '0' && after[1] <= '9'
}

func taxFiller(t string) bool {
	_, ok := vocab.Word("tax number filler", strings.ToLower(t))
	return ok
}

// taxPart is a group of a number: digits, or capitals with digits, or the
// letters of a country in front.
func taxPart(t string, first bool) bool {
	if t == "" || strings.IndexFunc(t, func(r rune) bool {
		return !(r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '-' || r == '/')
	}) >= 0 {
		return false
	}
	return hasDigit(t) || first && len(t) <= 3
}
