package reading

import (
	"regexp"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// The words around a price. They are written for all languages at once,
// because a mail mixes them: "12 pcs à EUR 6.00".
var (
	// pronouns make a line a sentence about somebody, not the name of a thing. "I", "du" and "son" are articles and
	// prepositions elsewhere, so they need a verb behind them.
	pronouns = vocab.Around(`(?:^|[^\pL'-])<about somebody>(?:$|[^\pL'-])`)

	// unitMarker stands right before a price of one unit.
	unitMarker = vocab.Around(`(?:(?: [–-] |[,;:(]\s*)(?:<of a piece>\s|l')?<piece>|[,;:(]\s*(?:<per one before>)|(?:^|[\s(,:;|-])<each before>|(?:^|[\s(,:;|\d-])(?:@|x|×|\*|<unit price>))\s*:?\s*(?:<unit price of>\s)?$`)
	bareA      = regexp.MustCompile(`(?:^|[\s(])a\s*$`)
	// perUnit stands right after a price of one unit.
	perUnit = vocab.Around(`^\s*(?:[.,]?[-–]+)?\s*(?:usd|eur|gbp)?\s*<tax said>?\s*[(,]?\s*(?:<per unit>|p/?(?:st|u|h|m|pc|unit)\b|/ ?(?:\pL+(?:[²³]|[23]\b)?|1\b))`)
	perMany = vocab.Around(`^\s*(?:(?:eur|usd|gbp|chf|kr|<tax word>|[€£$])\s)?(?:[(,]?\s*(?:<for many>|/)|<the many>)\s*(?:\d|<many>)`)
	// perExplicit says "per" in so many words; "12 pieces" is a count.
	perExplicit = vocab.Around(`^\s*(?:<per explicit>|/ ?(?:\pL|m[²³])|p/?(?:st|u|h)\b)`)
	// flatMarker names a price for the whole.
	flatMarker = vocab.Around(`(?:^|[^\pL])<flat>(?:$|[^\pL])`)
	flatEnd    = vocab.Around(`<flat kind>[- ]?<flat noun>\s*[:=]?\s*$`)
	flatBehind = vocab.Around(`^\s*[.,]?[-–]*\s*[(,]?\s*<flat behind>(?:$|[^\pL])`)
	// thingBehind names the thing after its price.
	thingBehind = vocab.Around(`^(?:[.,]?[-–]{1,2})?(?:\s*\([^()]{1,40}\))?\s+(?:(?i:<tax behind>|(?:\+|<tax with a price>) ?(?:el |l')?<tax at a price>)\b\.?,? |<extra>\s)?(?:<charged so>\s)?<price for>\s+((?:<the thing>\s|l'|<thing done>\b)(?:[^,.;:!?()]|[.,]\d){0,60}?)(?:\s+<and then>(?:\s|$)|[,.](?:$|\D)|[;:!?()]|$)`)
	flatThing   = vocab.Around(`^(?:[.,]?[-–]{1,2})?[\s,(]+<flat before a thing>(?:,?\s(?:<agreed>|<agreed on>))?[,)]?\s+<price for>\s+(\pL(?:[^,.;:!?()]|[.,]\d){3,90}?)(?:\s+<and then>(?:\s|$)|[,.](?:$|\D)|[;:!?()]|$)`)

	nounBehind = regexp.MustCompile(`^\s+((?:\pL[\pL'-]+)(?: \pL[\pL'-]+){0,2})\s*(?:[,.;:!?()]|$)`)

	leadWords       = vocab.Around(`(?i)^(?:[\s,;:.)|+•*–—-]|(?:<leading on>|pos\.? ?\d+|(?:<row label>)\.? ?\d{1,3}(?:\s*[.:)–-]|\s))\s)+`)
	partitive       = vocab.Around(`^(?:<partitive>\s+|<partitive glued>)`)
	tailJunk        = vocab.Around(`(?:[\s,;:=(|–—+-]|\s[x×]|\s<tail>)+$`)
	openSinglePrice = vocab.Around(`(?:<open price>|~|≈|>|<)\s*$`)
	refWord         = vocab.Around(`(?:^|[\s(])(?:n°|nº|#|<reference word>)\s*$`)
)

var (
	// taxTail is what is said about tax right behind a price.
	taxTail = vocab.Around(`^\s*[(,]?\s*(?i:<tax behind>|(?:\+|<tax with a price>) ?(?:el |l')?<tax at a price>)\b\.?\)?`)
	// perThing follows a price for a thing that is named with its article: "450 euro per il gazebo" is no price per piece.
	perThing = vocab.Around(`^\s*(?:(?i:<tax behind>|(?:\+|<tax with a price>) ?(?:el |l')?<tax at a price>)\b\.?)?\s*<price for one>\s+(?:<one named>\s|l')`)
	// countLead announces a count behind the name of what it counts: "Flyer: n. 500", "Chaises, qté : 25".
	countLead = vocab.Around(`(?i)[\s:,(–-]+(?:n°|nº|<count lead>)\s*:?\s*$`)
	// numberOf leads to a count where no paper stands before it, as offices in Italy write: "per n. 2 tavoli".
	numberOf = vocab.Around(`(?:^|[:;,(–-]\s*|\s<before a number>\s+)(?:n°|nº|<number short>)\s*$`)
	// madeOf leads to a number that says how a thing is made: "a cake of three tiers" is one cake.
	madeOf = vocab.Around(`\pL{3,}\s+<made of>\s*$`)
	// paperNumber follows the number of a paper, not a count: "n. 112 del 3 marzo".
	paperNumber = vocab.Around(`^\s*(?:$|[^\pL\s]|\p{Lu}|<behind a paper>\s)`)
)

// takenOff names amounts that are no price of anything: they lower the sum.
var takenOff = vocab.Around(`(?:^|[^\pL])<taken off>(?:$|[^\pL][^,;.]{0,40}$)`)

// putRight is work that is written like what is taken off: "remise en service".
var putRight = vocab.Around(`(?:^|[^\pL])<put right>(?:$|[^\pL])`)

// takesOff is true for words that say of an amount that it lowers the sum.
func takesOff(low string) bool {
	return takenOff.MatchString(low) && takenOff.MatchString(putRight.ReplaceAllString(low, " "))
}

// minus stands before an amount that is taken off.
var minus = vocab.Around(`(?:^|[\s(:])[-−–]$`)

// costNoun are things to be billed that are written like the verb.
var costNoun = vocab.Around(`(?:^|[\s,(/&-])<costs billed>(?:$|[\s,;:).])`)

// informatics is written like a pronoun, in capitals.
var informatics = vocab.Around(`(?:^|[^\pL])IT(?:$|[^\pL'’])`)

// iSelf is the English pronoun, which is written large; "i tavoli" are tables.
var iSelf = regexp.MustCompile(`(?:^|[^\pL'])I(?:$|[^\pL.])`)

// speaks is true for words that are a sentence about somebody, and no name of a thing.
func speaks(words string) bool {
	words = informatics.ReplaceAllString(words, " ")
	return iSelf.MatchString(words) || pronouns.MatchString(costNoun.ReplaceAllString(vocab.Lower(words), "  "))
}

// namesThing is a unit that is a thing as well: what is billed may have no other name.
var namesThing = vocab.Around(`(?:^|[^\pL])<unit that is a thing>$`)

// crowd are people somewhere, of whom a letter tells: "210 people in the hall at
// 12 euros". What is billed for people is named beside them.
var crowd = vocab.Around(`(?i)^<crowd>\s+<where>\s`)

// fillers are words that only lead from one thing to the next.
var fillers = vocab.Around(`^(?:<filler>(?:[\s,;:]+|$))+$`)
