package contract

import "strings"

// FailureKind is the closed set of reasons an outside call can fail for. It is
// the type of the ApplicationError an activity returns; workflows ask for the
// kind and never compare error texts.
type FailureKind string

const unclear = "Odoo was asked to make the record, but no clear answer came back, so it may or may not be there. "

// UnclearAnswer is the sentence of an outcome that is unknown, and why it is.
func UnclearAnswer(why string) string { return unclear + why }

// WhyUnclear gives the reason back, for when the outcome has become known.
func WhyUnclear(sentence string) string { return strings.TrimPrefix(sentence, unclear) }

const (
	// FailTransient: not carried out, may work later (network down, 503, locked row rolled back).
	FailTransient FailureKind = "transient"
	// FailRateLimited: not carried out; wait as told.
	FailRateLimited FailureKind = "rate_limited"
	// FailAuth: credentials missing, wrong, expired or without the right.
	FailAuth FailureKind = "auth"
	// FailInvalid: the system refuses the content; repeating cannot help.
	FailInvalid FailureKind = "invalid"
	// FailNotFound: the thing asked for is not there.
	FailNotFound FailureKind = "not_found"
	// FailConflict: what is there contradicts what was to be done.
	FailConflict FailureKind = "conflict"
	// FailNotConfigured: the system has no credentials in this installation.
	FailNotConfigured FailureKind = "not_configured"
	// FailOutcomeUnknown: it may have been carried out; read back before anything else.
	FailOutcomeUnknown FailureKind = "outcome_unknown"
)
