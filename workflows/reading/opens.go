package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// maybe makes a line one that may not be wanted.
	maybe = regexp.MustCompile(`(?:^|[^\pL])(?:option(?:al|ally|s)?|optionnel\pL*|optioneel|opcional\pL*|opzional\pL*|opzione|facultati\pL+|perhaps|maybe|possibly|vielleicht|eventuell|eventual\pL*|evtl|ggf|wahlweise|bedarfsposition|peut-être|éventuellement|quizás?|tal vez|a lo mejor|forse|magari|misschien|wellicht|eventueel|optie)(?:$|[^\pL])`)
	// doubt is the sender's own word that something is not settled.
	doubt = regexp.MustCompile(`(?:^|[^\pL])(?:` +
		`(?:i|we) (?:honestly |really |still |just )?(?:don't|do not|can't|cannot|couldn't|didn't|never|haven't) (?:yet |quite |really |ever |honestly )*(?:know|remember|recall|heard?|decided?|have it to hand|have that to hand|find out|said what|agreed what|got (?:it|that) to hand)|` +
		`(?:i'm|i am|we're|we are) (?:still |not )+(?:sure|certain|decided|waiting to hear)|not (?:yet |quite )?(?:sure|decided|certain) (?:if|whether|how|which|what|who)|no idea|undecided|to be (?:confirmed|decided|advised|agreed)|tb[cda]|(?:doesn't|don't) have it to hand|still (?:open|to be)|` +
		`at cost|actual cost|as incurred|(?:it's|it is|is) not (?:through|in|here|available|issued|out) yet|not yet (?:issued|available|known|raised)|(?:number|po|order|price|figure|details|address) (?:is |are |will )?(?:to )?follows?|` +
		`i(?:'ll| will) (?:let you have|send|forward|give) (?:you )?(?:it|the number|that|them) (?:as soon|when|later|once|tomorrow|next)|(?:folgt|reiche ich|bekommen sie|kommt) (?:noch|nach|später)|liegt (?:mir |uns )?noch nicht vor|` +
		`pas encore (?:reçu|disponible|connu)\pL*|je vous (?:la |le |l')(?:transmets|envoie|communique) dès|(?:lo|la|os lo|te lo) (?:paso|mando|envío) (?:luego|en cuanto|cuando)|aún no (?:lo tengo|la tengo|está|me lo)|non (?:ce l'ho|è) ancora|appena (?:lo|la|ce) |le faccio avere|nog niet binnen|(?:volgt|stuur ik) (?:nog|later)|` +
		`(?:weiß|weiss|wissen|wußte|wusste) (?:ich |wir |es )?(?:noch |leider |gerade |grad |im moment |aber )*nicht|bin (?:ich )?(?:mir )?(?:noch )?nicht sicher|noch (?:offen|unklar|nicht (?:entschieden|sicher|klar|festgelegt))|(?:entscheidet|entscheiden) (?:\pL+ ){0,5}(?:erst|noch)|nach (?:tatsächlichem )?(?:aufwand|beleg|verbrauch)|wird (?:noch )?nachgereicht|muss (?:ich |das )?noch (?:klären|nachsehen|nachschauen)|glaub(?:e)? ich|` +
		`je ne sais (?:pas|plus)|nous ne savons pas|on ne sait pas|pas (?:encore )?(?:sûr|certain|décidé)\pL*|reste à (?:voir|décider|confirmer|définir)|à (?:définir|confirmer|préciser|déterminer)|au réel|sur justificatifs?|de mémoire|` +
		`no (?:sé|sabemos|recuerdo|me acuerdo|estoy segur\pL|tenemos claro|lo tengo claro)|por (?:definir|confirmar|determinar|decidir)|falta (?:saber|decidir|confirmar)|según (?:consumo|gasto real)|` +
		`non (?:so|sappiamo|ricordo|mi ricordo|sono sicur\pL)|devo (?:ancora )?(?:capire|decidere|verificare|chiedere)|dobbiamo (?:ancora )?(?:capire|decidere)|da (?:definire|confermare|decidere|stabilire|quantificare)|a (?:consuntivo|piè di lista)|` +
		`weet (?:ik |nog |het |niet zeker |dat )*niet|niet zeker|nog (?:niet (?:bekend|zeker|besloten|duidelijk)|te bepalen|onbekend)|kom ik (?:\pL+ ){0,2}op terug|nacalculatie|volgens werkelijke kosten` +
		`)(?:$|[^\pL])`)
	// whom speaks of who an invoice is made out to.
	whom = regexp.MustCompile(`(?:^|[^\pL])(?:made out|make (?:it )?out|address(?:ed)? (?:it )?to|invoice (?:goes )?to|in the name of|auf wen|ausgestellt|auf den namen|rechnungsempfänger|au nom|à l'ordre|libell\pL+|a nombre|a quién|intesta\pL+|a chi|op naam|op wiens naam)(?:$|[^\pL])`)
	// withheld is a tax that the customer keeps back.
	withheld = regexp.MustCompile(`(?:^|[^\pL])(?:withholding|with-holding|ritenut\pL+|retenci[oó]n\pL*|retenciones|irpf|retenue à la source|quellensteuer|bronbelasting|tds)(?:$|[^\pL])`)
)

// openings asks where the mail says of itself that something is not settled,
// and where a line may not be wanted: such a mail is never drafted as it is.
func (s *source) openings(r *contract.Reading, st settled) {
	for _, it := range st.items {
		if maybe.MatchString(vocab.Fold(it.quote)) || maybe.MatchString(vocab.Fold(it.desc)) {
			ask(r, "line_1_description", "The mail speaks of options (“"+squeeze(it.quote, 80)+"”); which of the lines are to be invoiced?")
			break
		}
	}
	if m := withheld.FindString(s.folded); m != "" {
		r.TaxIncluded = nil
		ask(r, "total", "The mail speaks of a tax that is withheld (“"+strings.TrimSpace(m)+"”); how is it to be shown?")
	}
	if len(r.Questions) > 0 {
		return
	}
	if m := doubt.FindStringIndex(s.folded[:min(len(s.folded), longText)]); m != nil && !priceBehind(s.folded[m[1]:]) {
		if whom.MatchString(s.folded[max(0, m[0]-120):min(len(s.folded), m[1]+120)]) {
			r.Company = ""
			ask(r, "customer", "The mail does not settle yet who is to be invoiced (“"+around(s.folded, m)+"”); who is it?")
			return
		}
		ask(r, "line_1_description", "The mail says itself that something is open (“"+around(s.folded, m)+"”); what is to be invoiced?")
	}
}

// priceBehind is true when the words go on with a figure: "at cost, 94.50".
func priceBehind(rest string) bool {
	rest = rest[:min(len(rest), 30)]
	end := strings.IndexAny(rest, "\n;")
	if end >= 0 {
		rest = rest[:end]
	}
	return strings.ContainsAny(rest, "0123456789")
}

// around gives the words of a place with a few on either side.
func around(text string, m []int) string {
	from, to := max(0, m[0]-30), min(len(text), m[1]+40)
	return squeeze(strings.ToValidUTF8(text[from:to], ""), 90)
}
