package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
)

// stems are parts of words without which no mail is a request; looking for
// them first keeps ordinary mail cheap.
func stems() []string {
	return []string{
		"invoic", "bill", "quot", "order", "price", "pricing", "charge", "rfq", "estimate", "buy", "purchas", "tender", "supply",
		"rechn", "rechung", "rächn", "faktur", "honorar", "angebot", "preis", "offert", "bestell", "auftrag", "kost", "teuer", "anfrage",
		"factur", "devis", "command", "cotation", "prix", "tarif", "fattur", "preventiv", "ordin", "offerta", "quotazion",
		"presupuest", "cotiz", "pedido", "encarg", "precio", "factuur", "faktuur", "aanreken", "offerte", "prijs", "bestel", "opdracht", "nota", "rekening",
		"فاتور", "عرض", "تسعير", "بل", "انوائس", "قیمت",
	}
}

// direct decides who wants what from whom, on the new text alone. What is not
// plainly a request is none.
func (s *source) direct() contract.Direction {
	if !containsAny(s.folded, stems()) || s.rambles() {
		return contract.DirectionNone
	}
	if !s.forward && s.form == nil && s.isHouse(s.msg.From.Address) {
		return contract.DirectionNone
	}
	has := s.has
	if s.form == nil && (s.msg.Bulk || s.msg.Auto || has("marketing")) {
		return contract.DirectionMarketing
	}
	ask := s.asking()
	switch {
	case has("correction"):
		return contract.DirectionCorrection
	case has("question") && !has("order strong"):
		return contract.DirectionQuestion
	case has("decline"):
		return contract.DirectionNone
	case has("dunning") && ask == "":
		return contract.DirectionDunning
	case has("incoming bill") && (ask == "" || ask == contract.DirectionOrder):
		return contract.DirectionIncomingBill
	case has("receipt") && ask == "":
		return contract.DirectionReceipt
	case has("offer") && ask != contract.DirectionInvoice:
		return contract.DirectionNone
	case ask != "":
		return ask
	case has("ask weak") && (s.stated() || s.amends()): // weak words are a supplier's as well, so all else comes first
		return contract.DirectionInvoice
	}
	return contract.DirectionNone
}

// Requests are short, and long ones say early what they want.
const (
	longText = 8000
	opening  = 1500
	decisive = 24 << 10 // what of a text decides, in bytes
)

// rambles is true for a long text that asks for nothing at its beginning:
// digests and minutes quote other people's requests.
func (s *source) rambles() bool {
	if len(s.folded) < longText {
		return false
	}
	head := strings.ToValidUTF8(s.folded[:opening], "")
	return !s.book.Has("ask invoice", head) && !s.book.Has("ask quote", head) && !s.book.Has("order strong", head)
}

// asking says which request the words make, empty for none. An explicit order
// comes before a request to bill that goes with it.
func (s *source) asking() contract.Direction {
	switch {
	case s.has("order placed"): // "we order ...": the bill that is spoken of goes with the order
		return contract.DirectionOrder
	case s.has("ask quote") && !s.has("ask invoice"):
		return contract.DirectionQuote
	case s.has("order strong") && !s.has("ask invoice"):
		return contract.DirectionOrder
	case s.has("ask invoice"):
		return contract.DirectionInvoice
	}
	return ""
}

// stated is true when the new text names a price, or who is to be billed: what
// makes talk of an invoice a request for one.
func (s *source) stated() bool {
	text := s.best().text
	if len(text) > longText {
		return false
	}
	return s.has("bill to strong") || s.has("order reference wanted") || hasMoney(text)
}

func hasMoney(text string) bool {
	for _, n := range numbers.Scan(text, numbers.StyleOf(text)) {
		if n.Kind == numbers.Money {
			return true
		}
	}
	return false
}

func containsAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}
