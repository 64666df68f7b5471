package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// onEachOf is said behind the price of a thing of which there is one to each of those
// before it: "3 certificates at £35, and the £16 stamp on each", "on each certificate".
var onEachOf = vocab.Around(`^\s*[(,]?\s*(?:\pL[\pL' -]{1,30}\s)?(?:<on each of them>)(?:\s(\pL+))?\s*(?:[,.;:!?)]|$|\s<and also>\s)`)

// onEach counts such a thing by the only one before it in its sentence that can be
// meant; where several can it is asked how many there are.
func (rd *reader) onEach(it *item, behind string, had int) {
	m := onEachOf.FindStringSubmatch(behind)
	if m == nil || !it.flat || len(rd.out.items) == had {
		return
	}
	var meant []item
	for _, b := range rd.out.items[had:] {
		if m[1] == "" || beginsAlike(vocab.Fold(b.desc), vocab.Fold(m[1])) {
			meant = append(meant, b)
		}
	}
	it.flat = false
	if len(meant) != 1 || !meant[0].qty.ok || meant[0].flat {
		it.qty, it.openQty, it.doubted = value{}, true, true
		return
	}
	it.qty, it.why = meant[0].qty, whyOnEach
}

// beginsAlike is true for a name with a word that begins as another does, as the
// one and the many of a thing do.
func beginsAlike(name, word string) bool {
	return len(word) >= sameStem && strings.Contains(" "+name, " "+near(word, 0, sameStem))
}

const sameStem = 4 // bytes by which a word is known in the singular and the plural

const whyOnEach = "one to each of those before it"
