// Package policy holds the rules that decide whether an effect is carried out
// automatically, asked about or refused. Each judgement names the rule that
// decided and says why in a sentence.
//
// The rules are pure: they see a handbook and facts, never a clock, a file or
// a network. No rule posts an invoice, sends a quotation or moves money. Start
// reading in invoice.go; social.go is about posts.
package policy
