package reading

import "github.com/autonomous-employee/employee/workflows/reading/vocab"

// verbFirst begins a clause with a time and a verb before whom it is told of: "eerst
// heb je", "zuerst hast du".
var verbFirst = vocab.Around(`(?i)^[\s,;]*(?:(?:<joined by>|<when done>)\s+){0,3}<has done>\s+<doer>(?:\s+(?:<when done>))?\s+(?:(?:<article>|<ours>)\s+|<article glued>)?`)

// behindVerb is what stands behind such a verb, where the thing is named; other
// words stay as they are.
func behindVerb(words string) string {
	low := vocab.Lower(words)
	if m := verbFirst.FindStringIndex(low); m != nil && len(low) == len(words) {
		return words[m[1]:]
	}
	return words
}

// billedParty is somebody an amount is charged to, before what it is charged for:
// "invoice the practice $1,900 flat for the migration".
var billedParty = vocab.Around(`(?:^|[^\pL])<bill somebody>\s+(?:<article>\s+|<article glued>|<ours>\s+)?\pL[\pL'’-]*(?:\s\pL[\pL'’-]*)?(?:\s+(?:<article>\s+)?<flat>)?\s*$`)
