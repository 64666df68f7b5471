package reading

import (
	"strings"
	"unicode"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// company is who is to be billed: named behind "invoice to", else the one firm
// the mail names, else the known customer behind the address, else what the
// signature, the letterhead or the display name say and the sender's domain
// confirms. The second result is a question when the mail leaves it open.
func (s *source) company(v view) (name, unsure string) {
	lines := strings.Split(unwrap(v.text), "\n")
	billed := s.merge(s.billed(lines))
	said := s.firmsOf(lines)
	if open := s.undecided(v.text, append(append([]firm{}, billed...), said...)); open != "" {
		return "", open
	}
	sure := s.sure(billed)
	private := s.private(v.text)
	switch {
	case len(sure) == 0 && private:
		return "", ""
	case len(sure) == 1:
		return fullest(sure[0], said), ""
	case len(sure) > 1:
		return "", whichFirm(sure)
	}
	signed := s.firmsOf(strings.Split(v.signature, "\n"))
	all := s.merge(append(said, signed...))
	if len(all) > 1 {
		if one := s.confirmedOnly(all); len(said) == 0 && one != "" {
			return one, ""
		}
		return "", whichFirm(all)
	}
	if len(all) == 1 && len(billed) == 0 {
		return all[0].name, ""
	}
	if len(billed) > 0 {
		return "", "The invoice is to go to “" + squeeze(billed[0].name, 80) + "”; is that the customer's name?"
	}
	if k, ok := s.knownCustomer(); ok {
		return k, ""
	}
	return s.confirmedLine(v), ""
}

// undecided is a question when a sentence leaves the choice between names, or
// says that the sender does not know.
func (s *source) undecided(text string, named []firm) string {
	if len(named) == 0 {
		return ""
	}
	for _, sen := range sentences(text) {
		low := lowText(sen)
		if !hasOr(low) {
			continue
		}
		var here []firm
		for _, f := range s.merge(named) {
			if strings.Contains(sen, f.name) {
				here = append(here, f)
			}
		}
		if len(here) > 1 && choiceBetween(sen, here) || len(here) > 0 && unsureWords(low) {
			if len(here) > 1 {
				return whichFirm(here)
			}
			return "The sender is not sure that “" + squeeze(here[0].name, 80) + "” is to be invoiced; who is it?"
		}
	}
	return ""
}

// choiceBetween is true when only an "or" and small words stand between two
// names.
func choiceBetween(sen string, here []firm) bool {
	a, b := strings.Index(sen, here[0].name), strings.Index(sen, here[1].name)
	if a > b {
		a, b, here = b, a, []firm{here[1], here[0]}
	}
	from := a + len(here[0].name)
	return from <= b && len(sen[from:b]) < 60 && hasOr(lowText(sen[from:b]))
}

func lowText(s string) string { return vocab.Fold(s) }

func hasOr(low string) bool {
	for _, w := range []string{" or ", " oder ", " ou ", " of ", " o ", " bzw", " beziehungsweise ", "either", "entweder"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

func unsureWords(low string) bool {
	for _, w := range []string{"not sure", "unsure", "don't know", "dont know", "do not know", "whether", "nobody can tell", "not clear", "undecided", "best to ask", "weiß nicht", "weiß noch nicht", "weiß ich", "weiss nicht", "weiss noch nicht", "unklar", "nicht sicher", "noch nicht klar", "noch offen",
		"klären", "kläre", "je ne sais", "pas sûr", "pas encore", "à confirmer", "weet niet", "weet nog niet", "niet zeker", "niet precies", "no sé", "no sabemos", "no estoy segur", "por confirmar", "non so", "non sappiamo", "non sono sicur", "da confermare", "da definire"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

func whichFirm(list []firm) string {
	names := make([]string, 0, 3)
	for _, f := range list[:min(3, len(list))] {
		names = append(names, f.name)
	}
	return "The mail names " + squeeze(strings.Join(names, " and "), 120) + "; who is to be invoiced?"
}

// fullest is the longer spelling of a name elsewhere in the mail, when it adds
// the legal form.
func fullest(f firm, said []firm) string {
	for _, o := range said {
		if !f.legal && strings.HasPrefix(letters(o.name), letters(f.name)) {
			return o.name
		}
	}
	return f.name
}

// billed finds the names right behind words such as "invoice to", on the same
// line or at the top of the lines below.
func (s *source) billed(lines []string) []firm {
	var out []firm
	for i, line := range lines {
		low := vocab.Fold(line)
		if len(low) != len(line) {
			low = vocab.Lower(line)
		}
		labels := s.book.All("bill to", low)
		for _, m := range labels[:min(len(labels), maxNames)] {
			if f, ok := s.namedBehind(lines, i, low, m); ok {
				out = append(out, f)
			}
		}
		if f, ok := s.labelledFirm(lines, i); ok {
			out = append(out, f)
		}
	}
	return out
}

// namedBehind reads the name behind a label at m of the i-th line.
func (s *source) namedBehind(lines []string, i int, low string, m [2]int) (firm, bool) {
	label := low[m[0]:m[1]]
	if s.negated(low[:m[0]]) {
		return firm{}, false
	}
	behind := lines[i][m[1]:]
	if strings.HasSuffix(label, "on the invoice") { // "it's Acme Works on the invoice"
		_, behind, _ = strings.Cut(lines[i][m[0]:], " ")
	}
	rest, body := afterLabel(behind)
	if rest == "" && label != "invoice" && label != "bill" {
		rest, body = below(lines, i)
	}
	f, ok := firmAt(rest)
	if !ok || !s.partyName(f) || addressLabel(label) && !f.legal && !s.confirmed(f.name) {
		return firm{}, false
	}
	f.body = body && len(strings.Fields(f.name)) > 1
	return f, true
}

// addressLabel is true for a label behind which a street may stand as well.
func addressLabel(label string) bool {
	for _, w := range []string{"addres", "adres", "anschrift", "indirizzo", "dirección"} {
		if strings.Contains(label, w) {
			return true
		}
	}
	return false
}

// negated is true for "not to" and "anstatt an".
func (s *source) negated(before string) bool {
	words := strings.Fields(before[max(0, len(before)-30):])
	if len(words) == 0 {
		return false
	}
	switch strings.Trim(words[len(words)-1], ",;") {
	case "not", "nicht", "pas", "niet", "non", "nie", "your", "ihre", "votre", "vostra", "su", "vuestra", "uw", "old", "existing":
		return true
	}
	return false
}

// afterLabel drops what stands between a label and a name. The second result
// is true when that says that a body is named: "the association".
func afterLabel(rest string) (string, bool) {
	body := false
	for {
		rest = strings.TrimLeft(rest, " :=|>*_\t-–—\"'“„«")
		for _, elided := range []string{"l'", "L'", "l’", "d'", "d’"} {
			rest = strings.TrimPrefix(rest, elided)
		}
		head, tail, _ := strings.Cut(rest, " ")
		switch strings.ToLower(strings.Trim(head, ".,:")) {
		case "firma", "fa", "m/s", "messrs", "société", "società", "empresa", "company", "association", "asociación", "associazione", "verein", "sociedad", "firm", "spett.le", "spettle", "ditta", "bedrijf", "business", "azienda", "club", "charity", "stichting":
			if keptNoun(head) {
				return rest, body
			}
			body = true
		case "the", "die", "der", "das", "dem", "den", "la", "le", "les", "el", "los", "las", "il", "lo", "de", "het":
			if unicode.IsUpper([]rune(head)[0]) {
				return rest, body // "The Salted Plum"
			}
		case "our", "unsere", "unseren", "unserem", "notre", "nuestra", "nuestro", "nostra", "onze", "ons", "is", "ist", "lautet", "lauten", "est", "es", "son", "è", "sono", "zijn", "as", "wie", "folgt", "follows", "customer", "client", "name", "now", "please", "bitte", "parent", "pls":
		default:
			return rest, body
		}
		if tail == "" {
			return "", body
		}
		rest = tail
	}
}

// keptNoun is true for a noun with a capital that belongs to the name:
// "Stichting Buurthuis".
func keptNoun(head string) bool {
	return unicode.IsUpper([]rune(head)[0]) && opensFirm(head)
}

// below is what a label that ends its line names: the next line with words.
func below(lines []string, i int) (string, bool) {
	for k := i + 1; k < len(lines) && k <= i+3; k++ {
		if t, body := afterLabel(strings.TrimSpace(lines[k])); t != "" {
			return t, body
		}
	}
	return "", false
}

// partyName wants a name of two words, or one that something confirms; never the
// owner's own name, the sender's, nor a desk.
func (s *source) partyName(f firm) bool {
	n := f.name
	if s.isOwnName(n) || s.personNamed(n) || len(n) > maxShort {
		return false
	}
	if f.legal {
		return true
	}
	words := strings.Fields(n)
	if leadsName(words[0]) && !article(words[0]) || s.jobWord(n) && !s.confirmed(n) {
		return false
	}
	if len(words) < 2 {
		return s.confirmed(n) && len(n) > 3
	}
	return !hasDigit(n) || s.confirmed(n)
}

func article(w string) bool {
	switch w {
	case "The", "Les", "Le", "La", "Los", "Las", "El", "Il", "De", "Het":
		return true
	}
	return false
}

// sure are the names of a list that cannot be a mere person's or a desk's.
func (s *source) sure(list []firm) []firm {
	var out []firm
	for _, f := range list {
		if f.legal || f.body || s.confirmed(f.name) || firmWord(f.name) {
			out = append(out, f)
		}
	}
	return out
}

func firmWord(n string) bool {
	for _, w := range strings.Fields(n) {
		if namesFirm(w) {
			return true
		}
	}
	return false
}

// firmsOf are the firms that lines name by their legal form, but for the owner
// and whom the mail is written to.
func (s *source) firmsOf(lines []string) []firm {
	var out []firm
	for _, line := range lines {
		if len(out) >= maxNames {
			break
		}
		low := vocab.Lower(line)
		if otherRole(low) {
			continue
		}
		for _, f := range firmsIn(line[greeted(low):]) {
			f.name = s.withoutSender(f.name)
			if !s.isOwnName(f.name) && f.name != "" {
				out = append(out, f)
			}
		}
	}
	return s.merge(out)
}

// otherRole is true for a line that names somebody who is not the customer:
// the owner as supplier, a haulier, a bank.
func otherRole(low string) bool {
	low = strings.TrimLeft(low, " |*-")
	for _, w := range []string{"supplier", "vendor", "lieferant", "fournisseur", "proveedor", "fornitore", "leverancier", "deliver", "ship ", "lieferadresse", "lieferanschrift", "lieferung an", "leveringsadres", "afleveradres", "adresse de livraison", "dirección de entrega", "consegna"} {
		if strings.HasPrefix(low, w) {
			return true
		}
	}
	return false
}

// greeted is where a line goes on behind its greeting: whom it is written to
// is the owner.
func greeted(low string) int {
	for _, w := range []string{"dear ", "hello", "hi ", "hey ", "hallo", "hola", "bonjour", "guten tag", "sehr geehrte", "attn", "estimad", "gentile", "spett", "beste ", "geachte", "to: ", "an: "} {
		if strings.HasPrefix(strings.TrimLeft(low, " "), w) {
			if i := strings.IndexAny(low, ",:!"); i >= 0 && i < 90 {
				return i + 1
			}
			return 0
		}
	}
	return 0
}

// withoutSender drops the sender's own name from the front of a firm's.
func (s *source) withoutSender(n string) string {
	from := strings.TrimSpace(s.from.Name)
	if from == "" || !strings.HasPrefix(n, from+" ") {
		return n
	}
	rest := strings.TrimLeft(n[len(from):], " ,|-–")
	if len(strings.Fields(rest)) < 2 {
		return n
	}
	return rest
}

func (s *source) isOwnName(n string) bool {
	l := letters(n)
	return l == "" || l == letters(s.owner.Company) || l == letters(s.owner.Name) || s.owner.Company != "" && strings.HasPrefix(l, letters(s.owner.Company))
}

func (s *source) jobWord(w string) bool {
	return s.book.Has("job words", vocab.Fold(strings.Trim(w, ".,:")))
}

// merge leaves one spelling of each name: of two that begin alike the one
// with the legal form, else the longer.
func (s *source) merge(list []firm) []firm {
	var out []firm
	for _, f := range list[:min(len(list), maxNames)] {
		at, l := -1, letters(f.name)
		for i, have := range out {
			h := letters(have.name)
			if strings.HasPrefix(h, l) || strings.HasPrefix(l, h) || strings.HasSuffix(h, l) && f.legal == have.legal {
				at = i
			}
		}
		switch {
		case at < 0:
			out = append(out, f)
		case f.legal && !out[at].legal || f.legal == out[at].legal && len(f.name) > len(out[at].name):
			out[at] = f
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
