package vocab

import "strings"

// partSection begins the name of a section of words and phrases that play a
// part around a price: "[clause each]". A word may stand in several.
const partSection = "clause "

// Part is one that a word or phrase plays: the section it stands in and what
// that says it means.
type Part struct{ Section, Meaning string }

func (l *Language) putPart(section, phrase, meaning string) {
	if !strings.HasPrefix(section, partSection) {
		return
	}
	l.parts[phrase] = append(l.parts[phrase], Part{section, meaning})
	words := strings.Fields(phrase)
	l.phrases[words[0]] = max(l.phrases[words[0]], len(words))
}

// Parts are those a phrase may play in a language.
func (b *Book) Parts(code, phrase string) []Part {
	for _, l := range b.words {
		if l.Code == code {
			return l.parts[phrase]
		}
	}
	return nil
}

// PhraseWords is how many words the longest phrase has that plays a part and
// begins with a word; 0 where there is none.
func (b *Book) PhraseWords(code, first string) int {
	for _, l := range b.words {
		if l.Code == code {
			return l.phrases[first]
		}
	}
	return 0
}
