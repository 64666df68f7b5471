// Package xcom holds the activities of X: preparing media, publishing posts,
// replies, threads and direct messages, finding what a lost answer left behind,
// reading back, deleting, and counting.
//
// It must not decide whether anything may be published: it publishes exactly
// the post whose fingerprint it is given, in one attempt, and never repeats a
// write that X may have carried out. Without credentials it stays usable: a post
// is described instead of published, the account says that it is not configured.
//
// Every failure is an ApplicationError whose type is a contract.FailureKind and
// whose message is a sentence for the owner; a limit carries contract.RateWait, a
// refusal of the whole account contract.AccountBlocked. An X that is down is left
// alone (activities/breaker); Standing tells how it stands.
//
// Start reading in publish.go, then find.go and failure.go.
package xcom
