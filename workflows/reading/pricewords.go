package reading

import (
	"regexp"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// The words around a price. They are written for all languages at once,
// because a mail mixes them: "12 pcs à EUR 6.00".
const taxBehind = `(?i:ht|htva|ttc|tvac|h\.t\.|t\.t\.c\.|hors taxes?|hors tva|taxes comprises|(?:\+|más|mas|più|plus|incl\.?|excl\.?|including|excluding|ex|zzgl\.?|inkl\.?|sin|con|senza|exclusief|inclusief) ?(?:el |l')?(?:iva|tva|vat|gst|btw|mwst)|iva (?:incluid[oa]|inclusa|compresa|esclusa|excluid[oa])|net|netto)\b\.?`

var (
	sentenceEnd = regexp.MustCompile(`[.!?]\s+\p{Lu}`)
	// pronouns make a line a sentence about somebody, not the name of a thing. "I", "du" and "son" are articles and
	// prepositions elsewhere, so they need a verb behind them.
	pronouns = regexp.MustCompile(`(?:^|[^\pL'-])(?:we|you|i'(?:m|ve|d|ll)|i (?:think|guess|believe|need|have|had|would|owe|am|was|want|paid|got|hope|can|will|bought|ordered|took|said|make|get|am)|it|they|he|she|avait|avions|habíamos|quedamos|acordamos|avevamo|is|are|was|were|have|has|had|paid|agreed|owe|cost|costs|serán|eran|creo|acuerdo|glaube?|wurden?|wird|ausgemacht|vereinbart|wir|sie|ich|du (?:hast|bist|kannst|willst|wolltest|hattest|machst|schickst|mir|uns|das|es|noch|bitte|ja|dann)|ist|sind|war|haben|hat|hatten|kostet|nous|vous|je|tu|est|sont|avons|avez|été|coûte|hemos|tenemos|usted|es|son (?:\d+|los|las|unos|unas|un total|en total|para|de)|era|cuesta|abbiamo|avete|è|sono|costa|wij|we|jullie|ik|zijn|was|hebben|heeft|hadden|kost|budget)(?:$|[^\pL'-])`)

	// unitMarker stands right before a price of one unit.
	unitMarker = regexp.MustCompile(`(?:(?:[,;:(]\s*|\s[–-]\s+)(?:pro |per |das |je |la |l'|il |le |al |het |el |un )?(?:stück|stk\.?|stuk|st\.|pièce|unité|unidad|pezzo|piece|pc)|(?:^|[\s(,:;|-])(?:each|apiece|cada una?|ciascun[oa]|cadauno|chacune?|c/u|cad\.)|(?:^|[\s(,:;|\d-])(?:@|at(?: (?:a )?(?:unit )?(?:price|rate|cost)s? of)?(?: the agreed)?|à|á|à raison de|au (?:prix|tarif) (?:unitaire )?de|zu(?: je(?:weils)?)?|je(?:weils)?|zum (?:stück|einzel|vereinbarten )?preis von|a(?:l| un)? (?:precio|prezzo|coste|costo|tarifa) (?:unitari[oa] )?(?:de|di)|a los mismos|a razón de|x|×|\*|mal|prix unitaire(?: (?:de|ht))?|prezzo unitario(?: di)?|precio unitario(?: de)?|(?:unit|each|per) (?:price|cost|rate)(?: of| is)?|(?:one|each|a single) (?:piece|unit|one|item)? ?(?:is|costs|at|for)|ein stück(?: kostet)?|la unidad a|(?:price|rate|preis|prijs|prix|precio|prezzo)(?: each| per unit)? ?:|tjm(?: de)?|taux(?: journalier| horaire)?(?: de)?|prix jour|au taux (?:horaire )?de|stückpreis|einzelpreis|ep|stuksprijs|(?:zum )?(?:vereinbarten )?(?:stunden|tages|zeilen|seiten|kilometer|monats|halbtages)satz|(?:tegen |aan )?(?:het |een |ons |uw |jouw )?(?:overeengekomen |afgesproken |vaste )?(?:uur|dag|dagdeel|stuk|kilometer)(?:tarief|prijs)|(?:tegen|aan)(?: een tarief van)?|tarif(?: horaire)?(?: de)?|سعر الوحدة|سعر اليوم))\s*:?\s*(?:von |de |di |van )?$`)
	bareA      = regexp.MustCompile(`(?:^|\s)a\s*$`)
	// perUnit stands right after a price of one unit.
	perUnit = regexp.MustCompile(`^\s*(?:[.,]?[-–]+)?\s*(?:usd|eur|gbp)?\s*(?:ht|h\.t\.|ttc|net|netto|brutto|excl\.? (?:vat|btw|mwst)|ex (?:vat|btw|gst)|\+ ?vat|\+ ?iva|\+ ?tva|plus vat)?\s*[(,]?\s*(?:each|apiece|a piece|ea\b|p\.? ?p\.?(?:$|[\s,;)])|per \pL+(?:²|2\b)?|p/?(?:st|u|h|m|pc|unit)\b|/ ?(?:\pL+(?:²|2\b)?|1\b)|for (?:one|each|every|a single) \pL+|für (?:ein|eine|jede[nrs]?) \pL+|an? (?:hour|day|piece|month|page|head|metre|meter|night|session|word|pop)|l'(?:unité|heure|unità|uno|una|ora|h)|la (?:pièce|journée|page|unidad|pieza|hora|noche|sesión|séance|nuit)|le (?:jour|mètre|mot|lot)|el (?:metro|día|kilo|kg)|pièce|pce|par |chacune?|c/u|c/una|cad\b|cadaun[oa]?|a (?:pagina|testa|giorno|pezzo|hora|página|la hora|persona|persona|notte|mes)|all'ora|al (?:giorno|pezzo|metro|mese|kg|mq|mes|día|mes|metro)|alla (?:settimana|notte)|por |la unidad|unidad|cada un[oa]?|je |pro |das stück|die stunde|der (?:meter|m²)|d\. ?st|stück\b|stk\b|per stuk|p\.?st|elk\b|het stuk|de (?:dag|uur)|both)`)
	perMany = regexp.MustCompile(`^\s*(?:(?:eur|usd|gbp|chf|kr|ht|ttc|net|[€£$])\s)?(?:[(,]?\s*(?:per|par|por|je|pro|/|für|for|voor)|the|les?)\s*(?:\d|hundred|thousand|dozen|cent\b|mille|hundert|tausend|dutzend|ciento|duizend|honderd|douzaine|docena|dozzina)`)
	// perExplicit says "per" in so many words; "12 pieces" is a count.
	perExplicit = regexp.MustCompile(`^\s*(?:each|apiece|a piece|per |/ ?(?:\pL|m²)|an? (?:hour|day|piece|month|page|head)|l'(?:unité|heure|unità|uno|una|ora)|la (?:pièce|journée|unidad|pieza|hora)|c/u|cad\b|cadaun|a (?:pezzo|persona|hora|la hora)|all'ora|al (?:giorno|pezzo|metro|mese)|das stück|die stunde|pro |p/?(?:st|u|h)\b)`)
	// flatMarker names a price for the whole.
	flatMarker = regexp.MustCompile(`(?:^|[^\pL])(?:pauschal(?:e|preis|betrag)?|psch\.?|forfait(?:aire)?|flat(?:[- ](?:rate|fee|price|sum))?|fixed(?:[- ](?:fee|price|rate))?|fix(?:ed|preis)?(?: price)?|fijo|lump[- ]sum|one[- ]off|a corpo|forfettari[oa]|forfait|tanto alzado|precio cerrado|fisso|vast(?:e)? (?:bedrag|prijs)|all[- ]in|einmalig|por (?:un )?importe de|pour un montant de|d'un montant de|(?:for|in) the (?:total )?(?:amount|sum) of|in höhe von|per un importo di|voor een bedrag van)(?:$|[^\pL])`)
	flatEnd    = regexp.MustCompile(`(?:fix(?:ed)?|flat|pauschal|vaste?|total|lump[- ]sum|agreed)[- ]?(?:price|preis|prijs|fee|rate|sum|amount)\s*[:=]?\s*$`)
	flatBehind = regexp.MustCompile(`^\s*[.,]?[-–]*\s*[(,]?\s*(?:flat|pauschal|forfait|forfaitaire|fixed|lump sum|all[- ]in|a corpo|tanto alzado|vast|einmalig)(?:$|[^\pL])`)
	// thingBehind names the thing after its price.
	thingBehind = regexp.MustCompile(`^(?:[.,]?[-–]{1,2})?\s+(?:` + taxBehind + `,? )?(?:for|in respect of|in relation to|regarding|relating to|towards|covering|für|pour|por|per|voor)\s+((?:(?:the|our|your|a|an|die|der|das|den|la|le|les|el|los|las|il|lo|i|gli|de|het)\s|l')[^,.;:!?()]{3,60}?)(?:\s+(?:and|und|et|y|e|en|plus)(?:\s|$)|[,.;:!?()]|$)`)
	flatThing   = regexp.MustCompile(`^(?:[.,]?[-–]{1,2})?\s+(?:flat|pauschal|forfait|fixed|lump sum)\s+(?:for|für|pour|por|per|voor)\s+(\pL[^,.;:!?()]{3,60}?)(?:\s+(?:and|und|et|y|e|en|plus)(?:\s|$)|[,.;:!?()]|$)`)

	nounBehind = regexp.MustCompile(`^\s+((?:\pL[\pL'-]+)(?: \pL[\pL'-]+){0,2})\s*(?:[,.;:!?()]|$)`)

	leadWords       = regexp.MustCompile(`(?i)^(?:[\s,;:.)|+•*–—-]|(?:zuzüglich|zzgl\.|vermeerderd met|verhoogd met|augmenté de|dazu|ferner|noch|obendrein|además|inoltre|also|further|and|und|et|y|e|ed|en|plus|sowie|ainsi que|then|also|as well as|außerdem|zusätzlich|más|oltre a|più|allora|alors|entonces|pues|poi|puis|ensuite|luego|también|aussi|anche|daarna|il y (?:a|avait|a eu)|c'è(?: anche| stat[oa])?|hay|hubo|there(?:'s| is| was)|ou|sind|that's|it's|pos\.? ?\d+)\s)+`)
	partitive       = regexp.MustCompile(`^(?:(?:of the|of|de la|de l'|de|del|della|dell'|du|des|di|van de|van het|van|von|vom|der)\s+|de l'|d'|dell')`)
	tailJunk        = regexp.MustCompile(`(?:[\s,;:=(|–—+-]|\s(?:at cost|in the (?:agreed )?(?:flat |fixed )?sum of|(?:at|for) (?:the|a|an) (?:agreed )?(?:flat |fixed |total )?(?:price|rate|fee|sum|amount|cost|total) of|au prix de|al precio de|al prezzo di|zum (?:fest)?preis von|voor een bedrag van|at|zu|je|à|a|for|por|pour|für|per|voor|van|von|is|just|only|forfait de|flat|flat fee|fixed|fix|fix price|fixed price|pauschal|forfait|mit|de|di|unit price|with|by|por importe de|por un importe de|pour un montant de|per un importo di|for an amount of|in the amount of|zum preis von|a corpo|tanto alzado|vast bedrag|lump sum|à|um|ist|sind|was|est|es|è|gesamt|bij|erbij|hinzu|dazu|(?:vaste |afgesproken |overeengekomen )?prijs|das stück|het stuk|la pièce|il pezzo))+$`)
	openSinglePrice = regexp.MustCompile(`(?:no (?:more|less) than|at (?:most|least)|up to|about|around|approx\.?|roughly|circa|ca\.?|etwa|ungefähr|rund|höchstens|maximal|mindestens|bis zu|environ|autour de|jusqu'à|maximum|máximo|hasta|unos|alrededor de|más o menos|pasaría de|fino a|massimo|ongeveer|maximaal|hooguit|tot|budget(?: (?:is|of|de|von|di))?|between|zwischen|entre|tra|or so|from|ab|à partir de|desde|a partire da|vanaf|statt|instead of|au lieu de|en lugar de|invece di|in plaats van|~|≈|>|<)\s*$`)
	refWord         = regexp.MustCompile(`(?:^|[\s(])(?:no\.?|nr\.?|n\.|n°|nº|number|numéro|nummer|número|numero|po|p\.o\.|order|invoice|rechnung|facture|factura|fattura|factuur|ref\.?|réf\.?|pos\.?|position|item|phase|week|woche|semaine|page|seite|room|version|line|art\.?|code|option|#|hr[ab]|tel\.?|phone|fax|mob\.?|ext\.?|din|iso|ansi|api|astm|year|class|clase|grade|type|typ|model|modell|size|größe|taille|level|stage|part|teil|block|floor|q|kw|auftrag|projekt|project|job)\s*$`)
)

var (
	// taxTail is what is said about tax right behind a price.
	taxTail = regexp.MustCompile(`^\s*[(,]?\s*` + taxBehind + `\)?`)
	// perThing follows a price for a thing that is named with its article: "450 euro per il gazebo" is no price per piece.
	perThing = regexp.MustCompile(`^\s*(?:` + taxBehind + `)?\s*(?:per|por)\s+(?:(?:il|lo|la|i|gli|le|el|los|las|the|our|your)\s|l')`)
	// countLead announces a count behind the name of what it counts: "Flyer: n. 500", "Chaises, qté : 25".
	countLead = regexp.MustCompile(`(?i)[\s:,(–-]+(?:nr?\.?|n°|nº|no\.|num\.|nos\.|q\.?t[àa]'?|qt[éey]s?\.?|quantit[éà]|cant\.?|cantidad|quantity|menge|anzahl|aantal|pz\.?|ud?s\.?)\s*:?\s*$`)
	// numberOf leads to a count where no paper stands before it, as offices in Italy write: "per n. 2 tavoli".
	numberOf = regexp.MustCompile(`(?:^|[:;,(–-]\s*|\s(?:di|per|da|e|con|pour|para|por|de|y|et)\s+)(?:nr?\.?|n°|nº)\s*$`)
	// madeOf leads to a number that says how a thing is made: "a cake of three tiers" is one cake.
	madeOf = regexp.MustCompile(`\pL{3,}\s+(?:à|a|in|mit|with|con|avec|met|op|auf|su)\s*$`)
	// paperNumber follows the number of a paper, not a count: "n. 112 del 3 marzo".
	paperNumber = regexp.MustCompile(`^\s*(?:$|[^\pL\s]|\p{Lu}|(?:del|della|di|dal|du|de|in|vom|von|of|dated|en)\s)`)
)

// takenOff names amounts that are no price of anything: they lower the sum.
var takenOff = regexp.MustCompile(`(?:^|[^\pL])(?:voucher|credit|deposit|down ?payment|prepaid|advance|discount|rebate|refund|less|minus|already paid|anzahlung|gutschrift|gutschein|rabatt|abzüglich|abzgl|nachlass|acompte|avoir|remise|moins|anticipo|abono|descuento|menos|acconto|sconto|meno|ritenuta|retención|irpf|aanbetaling|korting|tegoed|min)(?:$|[^\pL][^,;.]{0,40}$)`)

// minus stands before an amount that is taken off.
var minus = regexp.MustCompile(`(?:^|[\s(:])[-−–]$`)

// costNoun are things to be billed that are written like the verb.
var costNoun = regexp.MustCompile(`(?:^|[\s,(/&-])(?:at (?:actual |net )?cost|(?:travel(?:ling)?|transport(?:ation)?|shipping|delivery|postage|materials?|print(?:ing)?|production|packaging|packing|courier|freight|parking|licen[cs]e|running|additional|extra|labou?r|set-?up|call-?out|hire|rental|accommodation|hotel|food|fuel|mileage|handling|hosting|room|ticket|vervoers?|reis|verzend) ?(?:costs?|kost))(?:$|[\s,;:).])`)

// informatics is written like a pronoun, in capitals.
var informatics = regexp.MustCompile(`(?:^|[^\pL])IT(?:$|[^\pL'’])`)

// iSelf is the English pronoun, which is written large; "i tavoli" are tables.
var iSelf = regexp.MustCompile(`(?:^|[^\pL'])I(?:$|[^\pL.])`)

// speaks is true for words that are a sentence about somebody, and no name of a thing.
func speaks(words string) bool {
	words = informatics.ReplaceAllString(words, " ")
	return iSelf.MatchString(words) || pronouns.MatchString(costNoun.ReplaceAllString(vocab.Lower(words), "  "))
}

// namesThing is a unit that is a thing as well: what is billed may have no other name.
var namesThing = regexp.MustCompile(`(?:^|[^\pL])(?:exemplare?n?|copies|exemplaires|ejemplares|copie|(?:norm)?seiten|pages|páginas|pagine|pagina's|(?:norm)?zeilen|übernachtungen|nächte|nights|nuits|nuitées|noches|notti|overnachtingen|nachten|lizenzen|licen[cs]es|licencias|licenze|licenties|kilometern?|kilometers|kilomètres|kilómetros|chilometri)$`)

// crowd are people somewhere, of whom a letter tells: "210 people in the hall at
// 12 euros". What is billed for people is named beside them.
var crowd = regexp.MustCompile(`(?i)^(?:people|persons|guests|visitors|kids|children|leute|personen|gäste|besucher(?:innen)?|zuschauer(?:innen)?|kinder|mensen|gasten|bezoekers|kinderen|toeschouwers|personnes|gens|invités|visiteurs|enfants|personas|invitados|visitantes|niños|persone|ospiti|invitati|visitatori|bambini)\s+(?:in|im|at|on|there|present|auf|beim?|anwesend|op|bij|aanwezig|dans|sur|au|aux|à|en|al|a|nell?a?|alla|sull?a?)\s`)

// fillers are words that only lead from one thing to the next.
var fillers = regexp.MustCompile(`^(?:(?:dann|noch|dazu|also|außerdem|zudem|ferner|sowie|und|dabei|hinzu|kommt|kommen|wie|besprochen|gesagt|donc|soit|puis|ensuite|aussi|luego|entonces|además|también|o|sea|allora|poi|quindi|inoltre|anche|dus|dan|nog|daarbij|ook|verder|daar|komt|komen|bij|then|so|plus|hence|and|further|same|letztes|mal|last|time)(?:[\s,;:]+|$))+$`)
