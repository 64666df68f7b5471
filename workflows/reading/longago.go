package reading

import "github.com/autonomous-employee/employee/workflows/reading/vocab"

// paidLongAgo leads to what something cost in a time gone by: "last year we paid €5 each".
var paidLongAgo = vocab.Around(`(?:^|[^\pL])(?:<long ago>),?\s(?:\pL+\s)?(?:<was paid then>)(?:\s[^,;.!?\n]*)?$`)

// laterOn begins what is still to come: "next month we'll take 5 stands at £20".
var laterOn = vocab.Around(`(?:^|[^\pL])(?:<later on>)(?:[^\pL][^;.!?\n]*)?$`)

// ofLongAgo is true for such a price: it is told of, and nothing is billed at it.
func (c *clause) ofLongAgo() bool { return ofAnotherTime(c.low[:c.price.Start]) }

// ofAnotherTime is true for words before a price that tell of a time gone by, of one
// that is to come, or of what is not to be billed.
func ofAnotherTime(before string) bool {
	before = lastBytes(before, maxLongAgo)
	return paidLongAgo.MatchString(before) || laterOn.MatchString(before) || notToBill.MatchString(before)
}

// notToBill begins what is not to be on the invoice: "do not include the £15 carriage".
var notToBill = vocab.Around(`(?:^|[^\pL])(?:<not to bill>)(?:[^\pL][^;.!?\n]*)?$`)

const maxLongAgo = 120 // bytes before a price in which its time is told
