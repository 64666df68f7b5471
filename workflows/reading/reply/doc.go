// Package reply writes the answer an owner can send to a customer whose
// request leaves something open: in the customer's language, with what was
// understood and one question for each open point.
//
// It sends nothing and decides nothing. The sentences are data, one file per
// language under data/, which a person can extend. Start reading in compose.go,
// then data/en.txt.
package reply
