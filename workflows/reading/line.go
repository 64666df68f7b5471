package reading

import (
	"strings"
)

// line reads a list item or a paragraph.
func (rd *reader) line(l string, list bool) {
	if strings.TrimSpace(l) == "" {
		return
	}
	short := len(l) < 70
	if list || bullet.MatchString(l) || columned(l) || short && !endsSentence(l) && !asksFirst.MatchString(l) || strings.HasPrefix(l, "  ") {
		rd.segment(trimBullet(l), true, list)
		return
	}
	sens := sentences(l)
	for i := 0; i < len(sens); i++ {
		sen := sens[i]
		if bulletNumber.MatchString(sen) && amountLike.MatchString(sen) {
			rd.segment(strings.TrimRight(trimBullet(sen), " ;."), true, true) // "1. Survey - £350; 2. Report - £425"
			continue
		}
		if parts := rd.inlineList(sens[i:]); parts != nil {
			for _, p := range parts {
				rd.segment(p, true, true)
			}
			i += len(parts) - 1
			continue
		}
		one := rd.listsOne(sen)
		rd.segment(sen, short || one, one)
	}
}
