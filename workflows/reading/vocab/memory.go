package vocab

// memory is what was found out about texts of one mail, many of which are asked
// about several times.
type memory struct {
	texts map[string]Text
	small map[string][]int
}

// maxRemembered bounds what is kept of a mail, in texts.
const maxRemembered = 500

// ForOneMail is the same book for reading one mail: it remembers which words it
// found in a text. It must not be used by several goroutines at once.
func (b *Book) ForOneMail() *Book {
	out := *b
	out.mail = &memory{texts: map[string]Text{}, small: map[string][]int{}}
	return &out
}

// prepared is a text that one section is looked up in.
func (b *Book) prepared(folded string) Text {
	if b.mail == nil {
		return b.search(folded)
	}
	return recall(b.mail.texts, folded, b.search)
}

// smallWords counts those of each language, in the order of the book's words.
func (b *Book) smallWords(text string) []int {
	if b.mail == nil {
		return b.countSmall(text)
	}
	return recall(b.mail.small, text, b.countSmall)
}

// recall asks for what is not remembered.
func recall[T any](kept map[string]T, text string, ask func(string) T) T {
	v, ok := kept[text]
	if !ok {
		v = ask(text)
		if len(kept) >= maxRemembered {
			clear(kept)
		}
		kept[text] = v
	}
	return v
}
