package reply

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/autonomous-employee/employee/workflows/contract"
)

//go:embed data/*.txt
var files embed.FS

// The sentences are read once a process, when the first reply is written.
var loaded = sync.OnceValues(load) //nolint:gochecknoglobals // parsed data, built late

const (
	fallback = "en"
	maxItems = 8  // lines repeated to the customer
	maxName  = 80 // runes of a name or description
)

// Phrases are the sentences of one language by key.
type Phrases map[string]string

// Languages are the languages there are sentences for (ISO 639-1), with theirs.
func Languages() (map[string]Phrases, error) { return loaded() }

func load() (map[string]Phrases, error) {
	entries, err := files.ReadDir("data")
	if err != nil {
		return nil, fmt.Errorf("reply sentences: %w", err)
	}
	out := map[string]Phrases{}
	for _, e := range entries {
		b, err := files.ReadFile("data/" + e.Name())
		if err != nil {
			return nil, fmt.Errorf("reply sentences: %w", err)
		}
		phrases := Phrases{}
		for _, line := range strings.Split(string(b), "\n") {
			if key, text, ok := strings.Cut(line, " = "); ok && !strings.HasPrefix(line, "#") {
				phrases[strings.TrimSpace(key)] = strings.TrimSpace(text)
			}
		}
		out[strings.TrimSuffix(e.Name(), ".txt")] = phrases
	}
	return out, nil
}

// Compose writes the reply to a mail, or returns an empty string when there is
// nothing the customer could answer. A language without sentences is answered
// in English.
func Compose(r contract.Reading, owner contract.Owner) string {
	languages, err := Languages()
	if err != nil || r.Expected != contract.ExpectAsk {
		return ""
	}
	p, ok := languages[r.Language]
	if !ok {
		p = languages[fallback]
	}
	asked := p.questions(r)
	if len(asked) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(p.greeting(r) + "\n\n" + p["thanks "+kind(r)] + "\n")
	if known := p.known(r); len(known) > 0 {
		b.WriteString("\n" + p["understood"] + "\n" + bullets(known))
	}
	b.WriteString("\n" + p["please tell"] + "\n" + bullets(asked) + "\n" + p["closing"] + "\n" + signature(owner))
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func kind(r contract.Reading) string {
	if r.Direction == contract.DirectionQuote {
		return "quote"
	}
	return "invoice"
}

func (p Phrases) greeting(r contract.Reading) string {
	if r.CustomerName == "" {
		return p["greeting"]
	}
	return fill(p["greeting named"], "name", r.CustomerName)
}

// known repeats the lines that were understood in full.
func (p Phrases) known(r contract.Reading) []string {
	var out []string
	for _, l := range r.Lines {
		if l.Quantity == "" || l.Description == "" || len(out) == maxItems {
			continue
		}
		line := string(l.Quantity) + " x " + short(l.Description)
		if l.UnitPrice != "" {
			line += " (" + strings.TrimSpace(string(l.UnitPrice)+" "+r.Currency) + ")"
		}
		out = append(out, line)
	}
	return out
}

// questions are the open points a customer can answer; what only the owner
// decides is left out, and so is the price in an answer to an enquiry.
func (p Phrases) questions(r contract.Reading) []string {
	var out []string
	for _, q := range r.Questions {
		key, line := topic(q.Field)
		if kind(r) == "quote" && (key == "line_unit_price" || key == "currency" || key == "total" || key == "tax_included") {
			continue
		}
		text := p[key]
		switch {
		case line > 0 && line <= len(r.Lines) && r.Lines[line-1].Description != "":
			text = fill(p[key+" of"], "item", r.Lines[line-1].Description)
		case q.Words != "":
			text = fill(p[key+" of"], "item", q.Words)
		case kind(r) == "quote" && p[key+" quote"] != "":
			text = p[key+" quote"]
		}
		if text != "" {
			out = append(out, text)
		}
	}
	return out
}

// topic takes "line_3_quantity" apart.
func topic(field string) (key string, line int) {
	rest, ok := strings.CutPrefix(field, "line_")
	if !ok {
		return field, 0
	}
	number, column, _ := strings.Cut(rest, "_")
	if _, err := fmt.Sscanf(number, "%d", &line); err != nil {
		return field, 0
	}
	return "line_" + column, line
}

// fill puts a stranger's words into a sentence: on one line, and short.
func fill(sentence, name, value string) string {
	return strings.ReplaceAll(sentence, "{"+name+"}", short(value))
}

func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > maxName {
		return string(r[:maxName-1]) + "…"
	}
	return s
}

func bullets(list []string) string { return "- " + strings.Join(list, "\n- ") + "\n" }

func signature(owner contract.Owner) string {
	var out []string
	for _, s := range []string{owner.Name, owner.Company} {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, "\n")
}
