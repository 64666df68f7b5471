package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// form is what a visitor filled in on a web form. The notification comes from
// the site, so the customer is in the body.
type form struct {
	fields  map[string]string // by the keys of the vocabulary's form section
	message string            // what is to be read for lines
	twice   bool              // a field of the line stands there more than once
}

// Keys whose values are prose that may hold lines to be invoiced.
const (
	keyMessage = "message"
	keyPurpose = "purpose"
	keyOther   = "other"
)

var (
	formLine = vocab.Around(`^\s*(?:[-*•]\s+)?\|?\s*([\pL¿][^:|=\t]{0,60}?)\s*(?:[:=\t]|\||\.{4,}:?)\s*(.*?)\s*\|?\s*$`)
	noValue  = vocab.Around(`^[(\[]?(?:[-–—./]*|<no value>)[)\]]?$`)
	trailer  = vocab.Around(`^(?:--+|__+|==+|<form trailer>(?:$|[^\pL])|\[x?\s?\])`)
)

// formOf reads the notification of a web form that is the owner's own.
func formOf(s *source) *form {
	if !s.fromFormSender() && !s.fromOwnSite() {
		return nil
	}
	// A value that is a dash looks like the line above a signature.
	f := s.fieldsIn(strings.Split(s.best().text+"\n"+s.best().signature, "\n"), true)
	if len(f.fields) == 0 && f.message == "" {
		return nil
	}
	f.names()
	if visitor := f.fields["customer_email"]; !s.fromFormSender() && (visitor == "" || s.isHouse(firstAddress(visitor)) || f.message == "" && f.fields[keyPurpose] == "") {
		return nil
	}
	return f
}

// fromOwnSite is true for an address of the house that only machines write from:
// noreply@, wordpress@. What a site's form sends from there names its visitor.
func (s *source) fromOwnSite() bool {
	local, _, _ := strings.Cut(strings.ToLower(s.msg.From.Address), "@")
	return s.isHouse(s.msg.From.Address) && siteSender.MatchString(local)
}

// siteSender is what stands before the at sign of such an address.
var siteSender = regexp.MustCompile(`^(?:no-?_?reply|do-?not-?reply|ne-?pas-?repondre|no-?responder|non-?rispondere|wordpress|www|www-data|web|webmaster|website|site|sito|form|forms|formular|formulaire|formulario|modulo|mailer|kontaktformular|contact-?form)$`)

func (s *source) fromFormSender() bool {
	from := strings.ToLower(s.msg.From.Address)
	for _, a := range s.owner.FormSenders {
		if a := strings.ToLower(strings.TrimSpace(a)); a != "" && (a == from || strings.HasPrefix(a, "@") && strings.HasSuffix(from, a)) {
			return true
		}
	}
	return false
}

// forWhat begins a label that asks what the invoice is for.
var forWhat = vocab.Around(`^<what for>(?:$|[^\pL])`)

// fieldsIn reads "label: value" lines. A value goes on in the lines below it
// until the next label; those of prose are kept line by line.
func (s *source) fieldsIn(lines []string, trailing bool) *form {
	f := &form{fields: map[string]string{}}
	p := prose{form: f}
	alone := trailing && s.stacked(lines)
	for i, l := range lines {
		t := strings.TrimSpace(l)
		key, value, labelled := s.field(l)
		if !labelled && alone && (s.lone(l) || s.aboveFigure(lines, i)) {
			key, _ = s.fieldKey(l)
			labelled = true
		}
		switch {
		case t == "":
			p.blank()
		case trailing && len(f.fields) > 0 && trailer.MatchString(vocab.Fold(t)):
			p.end()
		case labelled && (p.open != keyMessage || endsMessage(key) || !trailing && figureKey(key)):
			p.begin(key, value)
		default:
			p.goOn(l, t)
		}
	}
	f.message = p.text()
	return f
}

// prose is a form while its lines are read one after the other.
type prose struct {
	form             *form
	purpose, message []string
	open             string // the field that the next line may go on with
}

func (p *prose) blank() {
	if p.open == keyMessage {
		p.message = append(p.message, "")
	}
}

// end closes a message at what the site puts below it.
func (p *prose) end() {
	if p.open == keyMessage {
		p.open = keyOther
	}
}

func (p *prose) begin(key, value string) {
	p.open = key
	switch key {
	case keyMessage:
		p.message = append(p.message, value)
	case keyPurpose:
		p.purpose = append(p.purpose, value)
	}
	p.form.set(key, value)
}

// goOn adds a line without a label of its own to the field above it.
func (p *prose) goOn(l, t string) {
	f := p.form
	switch {
	case p.open == keyMessage:
		p.message = append(p.message, t)
	case p.open == keyPurpose:
		p.purpose = append(p.purpose, t)
		f.fields[p.open] = strings.TrimSpace(f.fields[p.open] + "\n" + t)
	case p.open != "" && p.open != keyOther && (f.fields[p.open] == "" || strings.HasPrefix(l, "   ")) && !beginsLabel(t):
		value := strings.TrimSpace(f.fields[p.open] + " " + t)
		f.fields[p.open] = ""
		f.set(p.open, value)
		if f.fields[p.open] == "" {
			p.open = keyOther
		}
	case beginsLabel(t):
		p.open = keyOther
	}
}

// text is what is to be read for lines; a form without figures of its own may
// state them in what it is for.
func (p *prose) text() string {
	lines := p.message
	if p.form.fields["unit_price"] == "" && p.form.fields["amount"] == "" {
		lines = append(append(p.purpose, ""), lines...)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// endsMessage is true for labels that end a message; others may be words of it.
func endsMessage(key string) bool {
	switch key {
	case keyOther, "topic", "customer_name", "company", "customer_email", "vat_id":
		return true
	}
	return false
}

// beginsLabel is true for a line that begins with a label, known or not.
func beginsLabel(t string) bool {
	i := strings.IndexByte(t, ':')
	return i > 0 && i < 40 && !strings.Contains(t[:i], ".")
}

func (s *source) field(l string) (key, value string, ok bool) {
	m := formLine.FindStringSubmatch(l)
	if m == nil {
		return "", "", false
	}
	key, ok = s.fieldKey(m[1])
	return key, m[2], ok
}

// set keeps the first value of a field; what says that there is none is none.
func (f *form) set(key, value string) {
	value = strings.TrimSpace(value)
	if key != keyMessage && key != keyPurpose && noValue.MatchString(vocab.Fold(value)) {
		value = ""
	}
	if f.fields[key] == "" {
		f.fields[key] = value
	} else if figureKey(key) || key == keyPurpose {
		f.twice = true
	}
}

// names puts a name together and takes an address out of it.
func (f *form) names() {
	if first, last := f.fields["first_name"], f.fields["last_name"]; first != "" || last != "" {
		name := strings.TrimSpace(first + " " + last)
		if f.fields["customer_name"] == "" {
			f.fields["customer_name"] = name
		} else if first == "" {
			f.fields["customer_name"] += " " + last // "Nombre" and "Apellidos"
		}
	}
	name := f.fields["customer_name"]
	if a := firstAddress(name); a != "" {
		if f.fields["customer_email"] == "" {
			f.fields["customer_email"] = a
		}
		f.fields["customer_name"] = strings.Trim(strings.NewReplacer(a, "", "()", "", "<>", "").Replace(name), " ,;")
	}
}

// words are what the visitor said, without the labels, which are the site's:
// "please pay by" is no demand of the visitor's.
func (s *source) formWords() string {
	return strings.Join([]string{s.formTitle(), s.form.fields["topic"], s.form.fields[keyPurpose], s.form.message}, ".\n")
}

// pricedLine is true for a form whose own fields name a thing and its price.
func (f *form) pricedLine() bool {
	return f.fields[keyPurpose] != "" && f.fields["unit_price"]+f.fields["amount"] != ""
}

// fieldsOfLetter are the fields of a letter that is laid out like a form; nil
// where there are none, or the lines of e are all there is.
func (s *source) fieldsOfLetter(v view, e *extraction) *form {
	if strings.Count(v.text, ":") < 3 {
		return nil
	}
	if items, ok := s.blockLines(v, *e); ok {
		if s.dropFields(e); len(e.items) == 0 {
			e.items = items
		}
		return nil
	}
	f := s.fieldsIn(strings.Split(v.text, "\n"), false)
	s.countInPurpose(f)
	s.countedAndPriced(f, v)
	if f.fields["qty"] == "" || f.fields["unit_price"] == "" {
		return nil
	}
	if s.dropFields(e); len(e.items) > 0 {
		return nil
	}
	return f
}

// withFields adds the one line of a form, or of a list laid out like one, that
// names what it is for, how many and the price in fields of their own.
func (s *source) withFields(v view, e extraction) extraction {
	f := s.form
	if f == nil {
		if f = s.fieldsOfLetter(v, &e); f == nil {
			return e
		}
	}
	what := strings.Join(strings.Fields(f.fields[keyPurpose]), " ")
	if what == "" && s.form == nil {
		what, _, _ = strings.Cut(f.fields[keyMessage], "\n")
	}
	if what == "" || f.twice || f.fields["unit_price"] == "" && f.fields["amount"] == "" {
		return e
	}
	rd := &reader{s: s, lang: s.language(v.text), out: e}
	amount := f.fields["amount"]
	if _, ok := rd.figure(amount); !ok && s.form == nil {
		amount = "" // "INR 1,12,500 (one lakh twelve thousand)": what was read of it as a sum proves the line
	}
	it, ok := s.fieldItem(rd, what, map[string]string{"qty": f.fields["qty"], "unit_price": f.fields["unit_price"], "amount": amount})
	if !ok {
		return e
	}
	if it.currency == "" {
		it.currency = namedCurrency("currency: " + vocab.Fold(f.fields["currency"]))
	}
	if n, ok := rd.figure(f.fields["tax"]); ok && n.only().ok {
		rd.out.rates = append(rd.out.rates, rate{value: n.reads[0], quote: f.fields["tax"]})
	}
	rd.out.items = append(rd.out.items, it)
	return rd.out
}

var (
	formNet   = vocab.Around(`\b<net label>\b`)
	formGross = vocab.Around(`\b<gross label>\b`)
)

// formTax takes from a form whether its prices hold tax.
func (s *source) formTax(st *settled) {
	if s.form == nil || st.taxIncluded != nil {
		return
	}
	mode := vocab.Fold(s.form.fields["tax_mode"])
	if net, gross := formNet.MatchString(mode), formGross.MatchString(mode); net != gross {
		st.setIncluded(gross)
		st.taxUnclear = false
	}
}

// formDirection is what a form is for, by its title: a visitor fills in what is
// to be billed and need not ask for it in words.
func (s *source) formDirection() contract.Direction {
	f := s.form
	if f.fields[keyPurpose] == "" && f.fields["unit_price"] == "" && !hasMoney(f.message) {
		return ""
	}
	title := vocab.Fold(s.subject + " " + s.formTitle() + " " + f.fields["topic"])
	switch {
	case vocab.HasListed("invoice titles", title):
		return contract.DirectionInvoice
	case vocab.HasListed("quote titles", title):
		return contract.DirectionQuote
	case vocab.HasListed("order titles", title):
		return contract.DirectionOrder
	}
	return ""
}

// formTitle is what stands above the first field.
func (s *source) formTitle() string {
	var title []string
	for _, l := range strings.Split(s.best().text, "\n") {
		if _, _, ok := s.field(l); ok || s.lone(l) || len(title) > 3 {
			break
		}
		title = append(title, l)
	}
	return squeeze(strings.Join(title, " "), 200)
}
