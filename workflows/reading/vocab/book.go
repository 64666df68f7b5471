package vocab

import (
	"embed"
	"fmt"
	"iter"
	"sort"
	"strings"
	"sync"
)

//go:embed data/*.txt
var files embed.FS

// Reading the files takes a tenth of a second, so it is done once a process and only when a mail is read.
var loaded = sync.OnceValues(load) //nolint:gochecknoglobals // patterns, built late

// Book is the vocabulary of all languages. It is read-only.
type Book struct {
	langs []*Language // whose patterns are looked for
	words []*Language // whose words are known
	all   *merged     // the words of all of them
	index *index      // of the words that patterns need; nil: each is searched for
	mail  *memory     // of the one mail that it is used for; nil: nothing is remembered
}

// Language is the vocabulary of one language.
type Language struct {
	Code         string // ISO 639-1
	patterns     map[string][]pattern
	words        map[string]map[string]string
	alternatives map[string][]string // what an Expression is put around
	lists        map[string][]string // plain words
	parts        map[string][]Part
	phrases      map[string]int // words in the longest phrase with parts that begins with a word
}

// Load returns the embedded vocabulary. An error means that a data file is
// malformed, which the package's tests rule out.
func Load() (*Book, error) { return loaded() }

func load() (*Book, error) {
	entries, err := files.ReadDir("data")
	if err != nil {
		return nil, fmt.Errorf("vocabulary: %w", err)
	}
	book := &Book{}
	for _, e := range entries {
		b, err := files.ReadFile("data/" + e.Name())
		if err != nil {
			return nil, fmt.Errorf("vocabulary: %w", err)
		}
		lang, err := parse(strings.TrimSuffix(e.Name(), ".txt"), string(b), true)
		if err != nil {
			return nil, err
		}
		book.langs = append(book.langs, lang)
	}
	sort.Slice(book.langs, func(i, k int) bool { return book.langs[i].Code < book.langs[k].Code })
	book = Of(book.langs...)
	book.index = indexOf(book.langs)
	return book, nil
}

// Parse reads one data file and compiles all of it.
func Parse(code, data string) (*Language, error) { return parse(code, data, false) }

// parse reads one data file; late leaves each pattern uncompiled until it is needed.
func parse(code, data string, late bool) (*Language, error) {
	lang := &Language{Code: code, patterns: map[string][]pattern{}, words: map[string]map[string]string{}, alternatives: map[string][]string{}, lists: map[string][]string{}, parts: map[string][]Part{}, phrases: map[string]int{}}
	classes, err := classesOf(code, data, late)
	if err != nil {
		return nil, err
	}
	section, sets := "", wordSets{}
	for n, line := range strings.Split(data, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]") {
			section = strings.Trim(line, "[]")
			if lang.twice(section) {
				return nil, fmt.Errorf("vocabulary %s line %d: there is another [%s]", code, n+1, section)
			}
			continue
		}
		if err := lang.add(section, line, classes, sets, late); err != nil {
			return nil, fmt.Errorf("vocabulary %s line %d: %w", code, n+1, err)
		}
	}
	return lang, nil
}

// add notes a line of a section, which is of one of five kinds.
func (l *Language) add(section, line string, classes *strings.Replacer, sets wordSets, late bool) error {
	if strings.HasPrefix(section, classSection) {
		return nil
	}
	if name, ok := strings.CutPrefix(section, wordsSection); ok {
		return l.addWords(name, classes.Replace(line), late)
	}
	if name, ok := strings.CutPrefix(section, listSection); ok {
		return l.addList(name, line)
	}
	if keys, meaning, ok := strings.Cut(line, " = "); ok {
		if l.words[section] == nil {
			l.words[section] = map[string]string{}
		}
		for _, key := range strings.Split(keys, ",") {
			l.put(section, strings.TrimSpace(key), strings.TrimSpace(meaning))
		}
		return nil
	}
	line = classes.Replace(line)
	if strings.Contains(line, "<") {
		if of := noClass.FindStringSubmatch(line); of != nil {
			return fmt.Errorf("there is no [class %s]", of[1])
		}
	}
	p, err := compile(line, sets, late)
	if err == nil {
		l.patterns[section] = append(l.patterns[section], p)
	}
	return err
}

// Of makes a vocabulary of some languages, for trying out a data file.
func Of(langs ...*Language) *Book { return &Book{langs: langs, words: langs, all: merge(langs)} }

// Codes are the languages there are files for, sorted.
func (b *Book) Codes() []string {
	out := make([]string, 0, len(b.langs))
	for _, l := range b.langs {
		out = append(out, l.Code)
	}
	return out
}

// likely are the patterns of a section but for those whose rarest words are
// missing in a text, which are nearly all.
func (l *Language) likely(section string, t *Text) iter.Seq[pattern] {
	return func(yield func(pattern) bool) {
		all := l.patterns[section]
		for i := range all {
			if first := all[i].first; first > 0 && t.sets != nil && !t.sets.has(first) {
				continue
			}
			if !yield(all[i]) {
				return
			}
		}
	}
}

// Find returns where a pattern of the section first matches the text, in any
// language, and whether it does. The text must be folded with Fold.
func (b *Book) Find(section, text string) (start, end int, ok bool) {
	t := b.prepared(text)
	for _, l := range b.langs {
		for p := range l.likely(section, &t) {
			p.each(t, func(from, to int) bool {
				if !ok || from < start {
					start, end, ok = from, to, true
				}
				return false
			})
		}
	}
	return start, end, ok
}

// Has is Find without the place.
func (b *Book) Has(section, text string) bool { return b.HasIn(section, b.prepared(text)) }

// HasIn is Has for a text that many sections are looked up in.
func (b *Book) HasIn(section string, text Text) bool {
	for _, l := range b.langs {
		for p := range l.likely(section, &text) {
			if p.found(text) {
				return true
			}
		}
	}
	return false
}

// All returns every place a pattern of the section matches, sorted.
func (b *Book) All(section, text string) [][2]int { return b.AllIn(section, b.prepared(text)) }

// AllIn is All for a text that many sections are looked up in.
func (b *Book) AllIn(section string, text Text) [][2]int {
	var out [][2]int
	for _, l := range b.langs {
		for p := range l.likely(section, &text) {
			p.each(text, func(from, to int) bool {
				out = append(out, [2]int{from, to})
				return true
			})
		}
	}
	sort.Slice(out, func(i, k int) bool {
		if out[i][0] != out[k][0] {
			return out[i][0] < out[k][0]
		}
		return out[i][1] > out[k][1]
	})
	return out
}

// Word looks a single word up in a "word = meaning" section of any language.
func (b *Book) Word(section, word string) (string, bool) {
	v, ok := b.all.words[section][word]
	return v, ok
}

// WordIn is Word for one language.
func (b *Book) WordIn(code, section, word string) (string, bool) {
	for _, l := range b.words {
		if l.Code == code {
			v, ok := l.words[section][word]
			return v, ok
		}
	}
	return "", false
}
