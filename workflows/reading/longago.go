package reading

import "github.com/autonomous-employee/employee/workflows/reading/vocab"

// paidLongAgo leads to what something cost in a time gone by: "last year we paid €5 each".
var paidLongAgo = vocab.Around(`(?:^|[^\pL])(?:<long ago>),?\s(?:\pL+\s)?(?:<was paid then>)(?:\s[^,;.!?\n]*)?$`)

// ofLongAgo is true for such a price: it is told of, and nothing is billed at it.
func (c *clause) ofLongAgo() bool {
	return paidLongAgo.MatchString(lastBytes(c.low[:c.price.Start], maxLongAgo))
}

const maxLongAgo = 120 // bytes before a price in which its time is told
