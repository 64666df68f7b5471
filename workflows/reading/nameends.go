package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// amountWord is an amount in one word with its currency: "Rs.47,800/-".
var amountWord = regexp.MustCompile(`^\p{Lu}\pL{1,2}\.?\d[\d.,]*(?:/-)?[.,;:]?$`)

// behindFor is true for a time, or an amount, that a name is not of: "Lakota Parks for
// October", "the School for Rs.".
func behindFor(ws []word, i int) bool {
	if i < 2 || !leadsToTime.MatchString(strings.ToLower(ws[i-1].text)) {
		return false
	}
	t := strings.ToLower(strings.Trim(ws[i].text, ".,;:!?()"))
	_, month := vocab.Word("months", t)
	_, money := vocab.Word("currencies", t)
	return month || money || weekday.MatchString(t)
}

var (
	// leadsToTime leads to what a thing is for, or when it was.
	leadsToTime = vocab.Around(`^(?:<price for>)$`)
	weekday     = vocab.Around(`^(?:<day of the week>)$`)
)
