package gmail

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// filter is the part of Gmail's search language that the fake understands.
type filter struct {
	after time.Time
	inbox bool
}

// parseQuery takes after:<unix seconds>, newer_than:<days>d, in:inbox and
// -in:chats, and refuses every other word: a test must not pass because a
// condition was overlooked.
func parseQuery(q string, now time.Time) (filter, error) {
	var f filter
	for word := range strings.FieldsSeq(q) {
		key, value, _ := strings.Cut(word, ":")
		switch {
		case word == "in:inbox":
			f.inbox = true
		case word == "-in:chats": // the fake has no chats
		case key == "after":
			seconds, err := strconv.ParseInt(value, 10, 64)
			if err != nil {
				return f, fmt.Errorf("the search word %q is not modelled", word)
			}
			f.after = time.Unix(seconds, 0)
		case key == "newer_than":
			days, err := strconv.Atoi(strings.TrimSuffix(value, "d"))
			if err != nil || !strings.HasSuffix(value, "d") || days < 1 {
				return f, fmt.Errorf("the search word %q is not modelled", word)
			}
			f.after = now.AddDate(0, 0, -days)
		default:
			return f, fmt.Errorf("the search word %q is not modelled", word)
		}
	}
	return f, nil
}

func (f filter) fits(m *message) bool {
	if f.inbox && !m.hasAll([]string{labelInbox}) {
		return false
	}
	return !m.at.Before(f.after)
}
