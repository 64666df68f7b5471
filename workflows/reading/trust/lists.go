package trust

import (
	"embed"
	"strings"
	"sync"
)

//go:embed data/*.txt
var files embed.FS

// The lists are read once a process, and only when a mail is judged.
var embedded = sync.OnceValue(load) //nolint:gochecknoglobals // read-only lists, built late

// lists are the data files, ready for looking up. They are read-only.
type lists struct {
	free        map[string]bool   // registrable domains of free mailboxes
	freeNames   map[string]bool   // providers that give mailboxes under many endings
	confusables map[rune]string   // letter to the Latin one it looks like
	common      map[string]bool   // words that many firms have in their names
	people      map[string]bool   // given names and surnames that many people have
	bait        map[string]bool   // words that a fraud puts beside a known name
	desks       map[string]bool   // ticket systems that write for their customers
	social      map[string]bool   // sites that stand in anybody's signature
	legal       map[string]bool   // legal forms of companies
	files       map[string]string // file name ending to its kind
	papers      []string          // words of file names that promise a document
	phrases     *phrases
}

func load() *lists {
	l := &lists{
		free: map[string]bool{}, freeNames: map[string]bool{}, confusables: map[rune]string{}, files: map[string]string{},
		common: sectionSet("names", "common"), people: sectionSet("names", "people"), bait: sectionSet("names", "bait"),
		desks: sectionSet("hosts", "ticket systems"), social: sectionSet("hosts", "social"), legal: sectionSet("names", "legal"),
	}
	for _, w := range words(section("hosts", "free")) {
		if name, ok := strings.CutSuffix(w, ".*"); ok {
			l.freeNames[name] = true
		} else {
			l.free[w] = true
		}
	}
	for _, line := range section("confusables", "letters") {
		latin, others, _ := strings.Cut(line, "=")
		for _, r := range others {
			if r != ' ' {
				l.confusables[r] = strings.TrimSpace(latin)
			}
		}
	}
	for _, kind := range kinds() {
		for _, ext := range words(section("attachments", kind)) {
			l.files[ext] = kind
		}
	}
	l.papers = words(section("attachments", "papers"))
	l.phrases = newPhrases()
	return l
}

// section is the lines of one section of a data file, without comments.
func section(file, name string) []string {
	b, err := files.ReadFile("data/" + file + ".txt")
	if err != nil {
		return nil // ruled out by the package's tests
	}
	var out []string
	in := false
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]"):
			in = strings.Trim(line, "[]") == name
		case in:
			out = append(out, line)
		}
	}
	return out
}

func words(lines []string) []string { return strings.Fields(strings.Join(lines, " ")) }

func sectionSet(file, name string) map[string]bool {
	out := map[string]bool{}
	for _, w := range words(section(file, name)) {
		out[w] = true
	}
	return out
}

// isFree is true for mailboxes that anybody can open under any name.
func (l *lists) isFree(d domain) bool {
	return d.org != "" && (l.free[d.org] || l.freeNames[d.name] && strings.Count(d.suffix, ".") < 2)
}
