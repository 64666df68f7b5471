package reading

import (
	"slices"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
)

// scans are the numbers of texts of one mail, most of which are asked for several times.
type scans map[scanned][]numbers.Number

// scanned is all that the numbers of a text depend on but for the mail.
type scanned struct {
	text, lang string
	style      numbers.Style
	inRand     bool
}

// maxScans bounds what is kept of a mail, in texts.
const maxScans = 500

// recall finds the numbers of a text unless they were found before. They are the caller's own.
func (s scans) recall(key scanned, find func() []numbers.Number) []numbers.Number {
	if s == nil {
		return find()
	}
	nums, ok := s[key]
	if !ok {
		nums = find()
		if len(s) >= maxScans {
			clear(s)
		}
		s[key] = nums
	}
	return slices.Clone(nums)
}
