package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

const (
	maxNameWords = 10
	maxNameReach = 400 // bytes in which a name ends
	maxNames     = 40
)

// firm is a name in a text that may be a party's.
type firm struct {
	name  string
	legal bool // it ends in a legal form
	body  bool // the words before it say that it is a body's
	end   int  // byte of the line behind it
}

// firmAt reads the name a line begins with. It ends at its legal form, else at
// a comma, a sentence's end, a bracket, a digit, or a word in small letters
// that no name holds.
func firmAt(line string) (firm, bool) {
	line = strings.ToValidUTF8(line[:min(len(line), maxNameReach)], "")
	ws := wordsOf(line)
	ws = ws[:min(len(ws), maxNameWords+maxFormWords)]
	stop, legal := nameEnd(ws)
	if !legal {
		for stop > 0 && glue(ws[stop-1].text) {
			stop--
		}
	}
	if stop == 0 {
		return firm{}, false
	}
	return firm{name: nameOf(line, ws[0], ws[stop-1]), legal: legal, end: ws[stop-1].end}, true
}

// nameEnd is the number of words of the name that words begin with, and
// whether it ends in a legal form.
func nameEnd(ws []word) (words int, legal bool) {
	soft := -1 // the first word behind a comma or the like
	for i := 0; i < len(ws) && i <= maxNameWords; i++ {
		if n := formRun(ws, i); i > 0 && n > 0 && (soft < 0 || soft == i) {
			return i + n + longer(ws, i+n), true
		}
		if soft == i {
			return soft, false
		}
		if !partOfName(ws, i, i == 0) {
			return i, false
		}
		if endsName(ws[i].text) {
			soft = i + 1
		}
	}
	return min(len(ws), maxNameWords), false
}

// maxTrade is how many words of a trade stand between "& Sons" and "Ltd".
const maxTrade = 3

// longer is how many words a name goes on behind what could be its end: "Reed &
// Sons Funeral Directors Ltd".
func longer(ws []word, from int) int {
	if numberOfBody(ws, from) {
		return 1
	}
	if from > len(ws) || endsName(ws[from-1].text) && !strings.HasSuffix(ws[from-1].text, ".") {
		return 0
	}
	if from < len(ws) && placeInBrackets(ws, from) {
		return 1 + formRun(ws, from+1) // "Price & Sons (Outfitters) Ltd"
	}
	if n := partners(ws, from); n > 0 || endsName(ws[from-1].text) {
		return n
	}
	for i := from; i < len(ws) && i <= from+maxTrade; i++ {
		if n := formRun(ws, i); i > from && n > 0 {
			return i + n - from
		}
		if r, _ := utf8.DecodeRuneInString(ws[i].text); !unicode.IsUpper(r) || endsName(ws[i].text) || !partOfName(ws, i, false) {
			return 0
		}
	}
	return 0
}

// formRun is formAt for forms in a row: "& Sons Ltd".
func formRun(ws []word, i int) int {
	n := formAt(ws, i)
	for n > 0 && i+n < len(ws) {
		more := formAt(ws, i+n)
		if more == 0 || endsName(ws[i+n-1].text) && !strings.HasSuffix(ws[i+n-1].text, ".") {
			break
		}
		n += more
	}
	return n
}

// nameOf cuts a name out of its line, without the signs around it.
func nameOf(line string, from, to word) string {
	n := strings.TrimPrefix(strings.Trim(closed(line[from.start:to.end]), `,;:!?"'“”„«»*_ `), "(")
	if dutchThe(from.text) {
		n = line[from.start:from.start+strings.IndexAny(from.text, "ts")] + n
	}
	if strings.HasSuffix(n, ")") && !strings.Contains(n, "(") {
		n = strings.TrimRight(n, ")")
	}
	if strings.Count(n, `"`) == 1 && strings.HasSuffix(strings.TrimRight(line[from.start:to.end], ",.;: "), `"`) {
		n += `"` // it belongs to the name: Scuola "Anna Frank"
	}
	if strings.HasSuffix(n, ".") && !dotStays(n) {
		n = strings.TrimSuffix(n, ".")
	}
	return strings.Join(strings.Fields(n), " ")
}

// dotStays is true for a name whose last dot belongs to it: "Inc.", "e.V.".
func dotStays(n string) bool {
	head, last := n[:strings.LastIndexByte(n, ' ')+1], n[strings.LastIndexByte(n, ' ')+1:]
	switch formKey(last) {
	case "inc", "co", "corp", "cie", "coop":
		return true
	case "c": // "di Manca P. & C."
		return strings.HasSuffix(head, "& ") || strings.HasSuffix(head, " e ")
	case "v", "g", "k": // "Musikschule Nord e. V."
		return strings.HasSuffix(head, "e. ")
	case "ltd": // "Pte. Ltd." is written with dots, "Reed Ltd." at a sentence's end is not
		return strings.HasSuffix(strings.TrimRight(head, " ,"), ".")
	}
	return strings.Count(last, ".") > 1
}

// partOfName is true for a word that can stand in a name at its place.
func partOfName(ws []word, i int, first bool) bool {
	t := strings.TrimLeft(ws[i].text, `"'“„«*_`)
	if dutchThe(ws[i].text) {
		return i+1 < len(ws)
	}
	if t == "" || t == "|" || strings.ContainsAny(t, "@€£$¥₹") || strings.Contains(t, "://") || notName(t) && !placeInName(ws, i) || amountWord.MatchString(t) || behindFor(ws, i) {
		return false
	}
	r, size := utf8.DecodeRuneInString(t)
	switch {
	case unicode.IsUpper(r):
		return true
	case unicode.Is(unicode.Arabic, r):
		return false // no capitals tell where a name ends
	case unicode.IsLetter(r) && !unicode.IsLower(r):
		return true // a script without capitals
	case unicode.IsDigit(r):
		return numberInName(ws, i) || numberOfBody(ws, i)
	case r == '(':
		return !first && (formAt(ws, i) > 0 || placeInBrackets(ws, i))
	case t == "of" && i+1 < len(ws) && dutchArticle(ws[i+1].text):
		return false // "or" in Dutch
	case glue(t):
		return !first && i+1 < len(ws)
	case unicode.IsLower(r):
		next, _ := utf8.DecodeRuneInString(t[size:])
		return first && opensFirm(t) || unicode.IsUpper(next) || !first && elided.MatchString(t) || !first && adjectiveOfBody(ws, i) // "vv De Meeuwen", "eBottega", "d'Altkirchen"
	}
	return false
}

// placeInName is true for a word that is none of a name elsewhere, between a small
// word of one and its legal form: "Fiere del Po S.p.A.".
func placeInName(ws []word, i int) bool {
	return i > 1 && glue(ws[i-1].text) && !endsName(ws[i].text) && numberInName(ws, i) && len(ws[i].text) > 1 && strings.ToUpper(ws[i].text) != ws[i].text
}

// elided is a word of a name with the preposition or article drawn to it.
var elided = regexp.MustCompile(`^(?:[dl]|d?ell|all|nell|sull|dall|degl|un)['’]\p{Lu}`)

// numberInName allows a number that is followed by words up to a legal form.
func numberInName(ws []word, i int) bool {
	for k := i + 1; k < len(ws) && k < i+6; k++ {
		if formAt(ws, k) > 0 {
			return true
		}
		if endsName(ws[k].text) {
			return false
		}
	}
	return false
}

// numberedBody is a word for a body that is told from others by its number.
var numberedBody = vocab.Around(`(?i)^(?:<numbered body>)$`)

// maxBodyNumber is how many digits such a number has.
const maxBodyNumber = 3

// numberOfBody is true for the number that ends the name of such a body, and its
// line or phrase: "Hillside School District 12".
func numberOfBody(ws []word, i int) bool {
	if i < 2 || i >= len(ws) {
		return false
	}
	digits := strings.TrimRight(ws[i].text, ".,;:!?")
	return digits != "" && len(digits) <= maxBodyNumber && strings.Trim(digits, "0123456789") == "" && (i == len(ws)-1 || digits != ws[i].text) && numberedBody.MatchString(ws[i-1].text)
}

// endsName is true for a word behind which a name usually ends.
func endsName(t string) bool {
	switch t[len(t)-1] {
	case ',', ';', ':', '!', '?', ')':
		return true
	case '.':
		return !shortened(t)
	}
	return t == "-" || t == "–" || t == "—" || t == "/" || strings.HasSuffix(t, "”") || strings.HasSuffix(t, "»")
}

// shortened is true for "St.", "J.", "Nachf.", "S.A.": a dot that ends no
// sentence.
func shortened(t string) bool {
	body := strings.TrimSuffix(t, ".")
	if utf8.RuneCountInString(body) <= 2 || strings.Contains(body, ".") {
		return true
	}
	_, ok := vocab.Word("short in names", strings.ToLower(body))
	return ok
}

// glue is true for the small words inside names.
func glue(t string) bool {
	_, ok := vocab.Word("inside names", strings.ToLower(t))
	return ok
}

// notName is true for words that stand behind a name or where one could, and
// are no part of it.
func notName(t string) bool {
	_, ok := vocab.Word("no name", formKey(t))
	return ok
}

// firmsIn finds the names with a legal form in a line.
func firmsIn(line string) []firm {
	if len(line) < 4 {
		return nil
	}
	var out []firm
	ws := wordsOf(line)
	from := 0
	for i := 1; i < len(ws) && len(out) < maxNames; i++ {
		n := formRun(ws, i)
		if n == 0 || storey(ws[i-1].text) {
			continue
		}
		start := nameStart(ws, from, i)
		if start < i && !(ws[start].text == "&") {
			n += longer(ws, i+n)
			f := firm{name: nameOf(line, ws[start], ws[i+n-1]), legal: true, end: ws[i+n-1].end}
			if !shouted(ws, start, i) {
				out = append(out, f)
			}
		} else if start == i {
			continue // "KB Conseil SAS": what is a form elsewhere begins a name here
		}
		from = i + n
		i += n - 1
	}
	return append(out, openedIn(line, ws, out)...)
}

// shouted is true where everything is in capitals and the form is a word as
// well: "PURCHASE ORDER AS AGREED".
func shouted(ws []word, start, form int) bool {
	switch ws[form].text {
	case "AS", "SA", "SE", "AD", "AB", "CO", "SC", "CC":
		prev := ws[form-1].text
		return len(prev) > 2 && prev == strings.ToUpper(prev) && form+1 < len(ws) && ws[form+1].text == strings.ToUpper(ws[form+1].text)
	}
	return start == form
}

// nameStart walks back from a legal form to where its name begins.
func nameStart(ws []word, from, form int) int {
	start := form
	for k := form - 1; k >= from && k >= form-maxNameWords; k-- {
		t := ws[k].text
		if strings.HasPrefix(t, "(") && len(t) > 2 && unicode.IsUpper([]rune(t)[1]) && k < form-1 {
			return k
		}
		comma := k == form-1 && (strings.HasSuffix(t, ",") || placeInBrackets(ws, k))
		if !comma && k < form && endsName(t) || !partOfName(ws, k, false) || toFirm(ws, k) {
			break
		}
		start = k
	}
	for start < form && (glue(ws[start].text) && !unicode.IsUpper([]rune(ws[start].text)[0]) || leadsName(ws[start].text) && !nounOfName(ws, start) && !behindTo(ws, start) || monthOfSentence(ws, start) || onlyDigits(ws[start].text)) {
		start++
	}
	return start
}

// behindTo is true for a word with a capital right behind the word that names to
// whom: "Rechnung an Bill Test GmbH" goes to nobody called Test GmbH.
func behindTo(ws []word, i int) bool {
	if r, _ := utf8.DecodeRuneInString(ws[i].text); i == 0 || !unicode.IsUpper(r) {
		return false
	}
	_, ok := vocab.Word("names to whom", ws[i-1].text)
	return ok
}

// nounOfName is true for a noun such as "Azienda" or "Société" that an adjective
// makes part of the name: "Azienda Agricola Ravizza".
func nounOfName(ws []word, i int) bool {
	if i+1 >= len(ws) {
		return false
	}
	_, ok := vocab.Word("adjectives of firms", formKey(ws[i+1].text))
	return ok && unicode.IsUpper([]rune(ws[i].text)[0])
}

// storey is true for the number of a floor, behind which "OG" is no partnership:
// "windows 2. OG".
func storey(t string) bool { return len(t) < 5 && strings.HasSuffix(t, ".") && onlyDigits(t) }

func onlyDigits(t string) bool { return strings.Trim(t, "0123456789.,)#-/") == "" && t != "-" }

// leadsName is true for words with a capital that a sentence begins with
// before a name, in any of the languages.
func leadsName(t string) bool {
	t = strings.ToLower(strings.ReplaceAll(strings.Trim(t, `,;:.!?"'“„«`), "’", "'"))
	_, ok := vocab.Word("before a firm", t)
	return ok
}

// openedIn finds names that begin with what only bodies are called, such as
// "SELARL" or "Stichting", and that no other name covers.
func openedIn(line string, ws []word, have []firm) []firm {
	var out []firm
	for i, tries := 0, 0; i+1 < len(ws) && tries < maxNames; i++ {
		opener := strings.TrimPrefix(strings.ReplaceAll(formKey(ws[i].text), "’", "'"), "l'")
		if _, ok := vocab.Word("firm openings alone", opener); !ok {
			continue
		}
		tries++
		start := ws[i].end - len(opener)
		f, ok := firmAt(line[max(ws[i].start, start):])
		if !ok || f.legal || len(strings.Fields(f.name)) < 2 || !unicode.IsUpper([]rune(line[max(ws[i].start, start):])[0]) && opener != "asbl" && opener != "vzw" {
			continue
		}
		covered := false
		for _, h := range have {
			covered = covered || strings.Contains(h.name, f.name)
		}
		if !covered && len(out) < maxNames {
			out = append(out, firm{name: f.name, legal: true, end: max(ws[i].start, start) + f.end})
		}
	}
	return out
}
