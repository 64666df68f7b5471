package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// clientIs ends what says who the sender's own client is: "our client is Harlow
	// LLP, but bill us".
	clientIs = vocab.Around(`(?i)(?:^|[^\pL])(?:<client of mine>)\s+(?:<copula>|<are>)\s+(?:<article>\s+|<article glued>)?$`)
	// forClient ends what names the client for whom something is: "for our client, the".
	forClient = vocab.Around(`(?i)(?:^|[^\pL])(?:<price for>)\s+(?:<client of mine>)[\s,:(–-]*(?:<article>\s+|<article glued>)?$`)
	// labelOfClient is a label that belongs to such words.
	labelOfClient = vocab.Around(`(?i)(?:^|[^\pL])(?:<client of mine>)\s+(?:<copula>|<are>)$`)
)

// maxClient is how far before a name such words stand, in bytes.
const maxClient = 60

// isClient is true for a name in a line that the sender tells of as the own client,
// who is not ours.
func isClient(line, name string) bool {
	at := strings.Index(line, name)
	return at >= 0 && clientIs.MatchString(lastBytes(line[:at], maxClient))
}

// forWhom is the firm for which the sender, as its supplier or agent, wants what is
// to be billed: whether it or the sender pays, the words do not say.
func forWhom(lines []string) string {
	for _, line := range lines[:min(len(lines), maxSegments)] {
		if !labelOfMine.MatchString(line) {
			continue
		}
		for _, f := range firmsIn(line) {
			if at := strings.Index(line, f.name); at >= 0 && forClient.MatchString(lastBytes(line[:at], maxClient)) {
				return f.name
			}
		}
	}
	return ""
}

var labelOfMine = vocab.Around(`(?i)(?:^|[^\pL])(?:<client of mine>)(?:$|[^\pL])`)
