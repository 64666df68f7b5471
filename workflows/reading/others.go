package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// othersAsk says what a third person asks for something: "a chap offered to do it for £300".
var othersAsk = vocab.Around(`(?:^|[^\pL])<others ask>(?:$|[^\pL])`)

// toUs makes what somebody asks a matter of this mail: it is to be billed on, or was agreed.
var toUs = vocab.Around(`(?:^|[^\pL])<comes to us>(?:$|[^\pL])`)

// othersPrice is true for the only amount of a sentence that tells what somebody
// else asks for his own work. It is nothing that the owner sold.
func (rd *reader) othersPrice(low string, n numbers.Number) bool {
	from, to := 0, len(low)
	if all := sentenceCut.FindAllStringIndex(low[:n.Start], -1); len(all) > 0 {
		from = all[len(all)-1][1]
	}
	if m := sentenceCut.FindStringIndex(low[n.End:]); m != nil {
		to = n.End + m[0]
	}
	m := othersAsk.FindStringIndex(low[from:to])
	if m == nil || from+m[0] > n.Start || toUs.MatchString(low[from:to]) {
		return false
	}
	return !strings.ContainsAny(low[from:n.Start]+low[n.End:to], "0123456789€£$")
}

// sentenceCut parts sentences, in small letters.
var sentenceCut = regexp.MustCompile(`[.!?;]\s+`)
