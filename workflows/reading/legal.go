package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// How a legal form must be written to be told from a word.
const (
	formNone  = iota
	formAny   // in any case
	formTitle // with a capital: "Trust"
	formCaps  // all capitals or with dots: "AS", "S.A."
	formDots  // with dots, or exactly so: "e.V.", "eG", "SpA"
)

const (
	maxFormWords = 6
	maxFormWord  = 20 // bytes
)

// word is a token of a line with its place.
type word struct {
	text       string
	start, end int
}

// wordsOf splits a line at blanks and bars; a bar is a word of its own.
func wordsOf(line string) []word {
	var out []word
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, word{line[start:end], start, end})
			start = -1
		}
	}
	for i, r := range line {
		switch {
		case r == '|' || r == '·' || r == '•' || r == '\n':
			flush(i)
			out = append(out, word{"|", i, i + utf8.RuneLen(r)})
		case unicode.IsSpace(r):
			flush(i)
		case start < 0:
			start = i
		}
	}
	flush(len(line))
	return out
}

// formAt returns how many words from the i-th on are a legal form, 0 for none.
func formAt(ws []word, i int) int {
	if len(ws[i].text) > maxFormWord {
		return 0
	}
	key, best := "", 0
	for n := 0; n < maxFormWords && i+n < len(ws); n++ {
		t := ws[i+n].text
		if n > 0 {
			key += " "
		}
		key += formKey(t)
		if mode := legalForm(key); mode != formNone && (n > 0 || writtenAs(t, mode)) {
			best = n + 1
		}
		if strings.HasSuffix(t, ";") || strings.HasSuffix(t, ":") || strings.HasSuffix(t, ",") && !strings.HasSuffix(t, "Co.,") && !strings.HasSuffix(t, "Co,") {
			break
		}
	}
	if best == 1 && formKey(ws[i].text) == "se" && i+1 < len(ws) && hasDigit(ws[i+1].text) {
		return 0 // the country of a tax number
	}
	return best
}

// formKey is a word without dots and closing signs, in lower case.
func formKey(t string) string {
	t = strings.TrimRight(t, `,;:!?"'”»`)
	if strings.HasSuffix(t, ")") && !strings.HasPrefix(t, "(") {
		t = strings.TrimRight(t, ")")
	}
	return strings.ToLower(strings.ReplaceAll(t, ".", ""))
}

func writtenAs(t string, mode int) bool {
	t = strings.TrimRight(t, `,;:!?)"'”»`)
	dotted := strings.Contains(strings.TrimSuffix(t, "."), ".")
	letter := strings.ReplaceAll(t, ".", "")
	switch mode {
	case formAny:
		return true
	case formTitle:
		r, _ := utf8.DecodeRuneInString(letter)
		return unicode.IsUpper(r)
	case formCaps:
		return dotted || letter == strings.ToUpper(letter) || letter == "bv" || letter == "nv"
	case formDots:
		return dotted || letter == "eV" || letter == "eG" || letter == "eK" || letter == "eU" || letter == "SpA" || letter == "SPA"
	}
	return false
}

// legalForm says how the form under the key is written.
func legalForm(key string) int {
	switch key {
	case "gmbh", "ggmbh", "mbh", "gesmbh", "kgaa", "ohg", "gbr", "partg", "partgmbb", "partg mbb", "gmbh & co kg", "gmbh & co kgaa", "gmbh & cie kg", "gmbh & co ohg", "gmbh & co",
		"gmbh & cokg", "gmbh u co kg", "gmbh und co kg", "ag & co kg", "ag & co kgaa", "se & co kg", "se & co kgaa", "ug & co kg", "ug (haftungsbeschränkt)", "ug (haftungsbeschränkt) & co kg",
		"& co kg", "co kg", "& cie kg",
		"ltd", "limited", "llc", "llp", "inc", "incorporated", "corp", "corporation", "plc", "clg", "dac", "pllc", "pty ltd", "pty limited", "(pty) ltd", "pte ltd", "pvt ltd", "(pvt) ltd", "(p) ltd", "private limited",
		"pvt limited", "co ltd", "co limited", "co inc", "co llc", "& co ltd", "fz llc", "fz-llc", "fze", "fzco", "fzc", "wll", "pjsc", "jsc",
		"sarl", "sàrl", "sasu", "eurl", "scop", "selarl", "s à rl", "ltée", "senc", "sencrl", "asbl", "scrl", "sprl",
		"srl", "srls", "snc", "società agricola", "società cooperativa", "società cooperativa sociale", "soc coop", "società semplice", "s coop", "s coop mad", "scarl",
		"bvba", "vzw", "vof", "slu", "slp", "slne", "sau", "sll", "sa de cv", "s de rl de cv", "s de rl", "sapi de cv", "sc de rl", "ltda", "lda", "eireli", "sas de cv",
		"oyj", "og", "ssd a rl", "asd", "aps", "ets", "soc agr", "soc agr ss", "soc agricola", "società agricola semplice", "scpa", "sp z oo", "sp z o o", "sp zoo", "spółka z oo", "sro", "kft", "zrt", "nyrt", "doo", "eood", "ood", "uab", "sia", "oü", "aş", "ltd şti", "şti", "ehf", "hf":
		return formAny
	case "trust", "foundation", "co-operative", "cooperative", "school district", "unified school district", "housing association", "maatschap", "& co", "& cie", "& sons", "& daughters", "& fils", "& söhne", "& sohn", "& figli", "& zonen":
		return formTitle
	case "ag", "kg", "ug", "se", "sa", "sas", "sl", "sc", "scs", "cb", "bv", "nv", "ab", "as", "asa", "oy", "hb", "kb", "a/s", "i/s", "k/s", "p/s", "cc", "lp", "sci", "sca", "cic", "cio", "ae", "ad", "cv", "co", "ohg & co":
		return formCaps
	case "ev", "eg", "ek", "eu", "spa", "ss":
		return formDots
	}
	return formNone
}

// opensFirm is true for words that begin the name of a body, before which no
// legal form is needed: "Stichting", "Comune di".
func opensFirm(w string) bool {
	switch formKey(w) {
	case "azienda", "impresa", "empresa", "stichting", "vereniging", "asbl", "vzw", "vv", "sv", "fc", "tsv", "sc", "sarl", "selarl", "eurl", "sas", "association", "associazione", "asociación", "associació", "fundación", "fundació", "fondazione", "fondation",
		"stiftung", "verein", "comune", "commune", "mairie", "gemeinde", "gemeente", "stadt", "markt", "landkreis", "ayuntamiento", "provincia", "universität", "universiteit", "università", "université", "universidad",
		"colegio", "istituto", "institut", "instituto", "kanzlei", "rechtsanwälte", "praxis", "cooperativa", "société", "librairie", "boulangerie", "cabinet", "atelier", "ateliers", "maison", "hôtel", "hotel", "restaurant", "ristorante",
		"restaurante", "taller", "gestoría", "bodega", "bodegas", "librería", "clínica", "club", "studio", "ditta", "bottega", "erboristeria", "cornici", "musikverein", "förderverein", "kulturverein", "bakkerij", "uitgeverij", "school",
		"notariskantoor", "huisartsengroep", "kerk", "parrocchia", "paroisse", "sci", "scm", "scp", "sasu", "gaec", "earl", "ogec", "mjc", "amicale", "crèche", "pharmacie", "peña", "hostal", "ampa", "cofradía",
		"farmacia", "panadería", "peluquería", "circolo", "agriturismo", "podere", "panificio", "trattoria", "osteria", "pasticceria", "condominio", "polisportiva", "liceo", "consorzio", "université-", "lycée", "collège", "école", "syndicat", "pt", "ooo", "uab":
		return true
	}
	return false
}

// namesFirm is true for words that stand in names of firms and bodies but not
// of people.
func namesFirm(w string) bool {
	if opensFirm(w) {
		return true
	}
	k := formKey(w)
	switch k {
	case "&", "am", "im", "of", "for", "für", "and", "und", "council", "school", "college", "academy", "university", "church", "parish", "club", "society", "association", "gallery", "museum", "hotel", "hotels", "restaurant", "restaurants", "café", "cafe", "clinic", "dental", "studios",
		"media", "group", "groep", "groupe", "gruppe", "grupo", "gruppo", "design", "consulting", "conseil", "events", "eventi", "catering", "bakery", "nursery", "interiors", "logistics", "supply", "systems", "software", "solutions",
		"services", "partners", "partner", "brothers", "bros", "sons", "fils", "works", "joinery", "plumbing", "fencing", "builders", "construction", "engineering", "architects", "architekten", "arquitectos", "avocats", "solicitors",
		"surveyors", "estates", "properties", "farm", "farms", "dairy", "brewing", "brewery", "winery", "vets", "veterinary", "pharmacy", "collective", "community", "charity", "theatre", "theater", "orchestra", "festival", "library", "centre", "center", "institute",
		"company", "company's", "enterprises", "industries", "international", "holdings", "holding", "retail", "store", "stores", "shop", "press", "publishing", "books", "films", "records", "garage", "yoga", "fitness", "physiotherapy",
		"nachf", "gebr", "gebrüder", "hnos", "hermanos", "f.lli", "flli", "fratelli", "medical", "health", "care", "hospital", "trading", "traders", "exports", "imports", "textiles", "agency", "productions", "workshop", "market", "markets":
		return true
	}
	for _, end := range []string{"verein", "schule", "werkstatt", "bücherei", "praxis", "kanzlei", "büro", "verband", "werke", "betrieb", "betriebe", "technik", "handel", "handlung", "gesellschaft", "stiftung", "zentrum", "kreis", "apotheke", "bäckerei", "schreinerei", "tischlerei", "brauerei", "kantoor", "bedrijf", "school", "winkel"} {
		if len(k) > len(end)+2 && strings.HasSuffix(k, end) {
			return true
		}
	}
	return false
}
