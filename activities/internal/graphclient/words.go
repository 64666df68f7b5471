package graphclient

import (
	"fmt"
	"strings"
)

// Sentence says what happened and what the owner can do, in whole sentences.
func (e *Error) Sentence() string {
	text := e.advice()
	if e.Kind == KindUnknown {
		return e.System + " was asked to do it, but no clear answer came back, so it may or may not have happened. " + text
	}
	return text
}

func (e *Error) advice() string {
	switch e.Kind {
	case KindAuth:
		return e.accessAdvice()
	case KindTransient, KindRateLimited, KindUnknown:
		return e.waitingAdvice()
	}
	return e.refusalAdvice()
}

func (e *Error) accessAdvice() string {
	renew := " Make a new token and put it into " + e.setting + "; what waits for it goes on by itself after a restart of the worker."
	switch e.Reason {
	case ReasonTokenExpired:
		return "The access token for " + e.System + " has expired." + renew
	case ReasonTokenRevoked:
		return "The access token for " + e.System + " is no longer valid: the password was changed, the app was removed, or the role on the page is gone." + renew
	case ReasonProof:
		return e.System + " refuses the proof of the app's secret; correct FACEBOOK_APP_SECRET (it must be the secret of the app that made the token) and restart the worker."
	case ReasonRight:
		return e.withDetail("The access token for " + e.System + " lacks a right; give the app the permissions " + e.rights + ", make a new token and put it into " + e.setting + ".")
	}
	return "The access token for " + e.System + " is refused." + renew
}

func (e *Error) waitingAdvice() string {
	switch e.Reason {
	case ReasonLocal:
		return "The request to " + e.System + " could not be put together on this computer, so nothing was sent; see that the media can be read."
	case ReasonUnreachable:
		return e.System + " cannot be reached, so nothing was sent; check the network."
	case ReasonNoAnswer:
		return "The connection to " + e.System + " broke off."
	case ReasonTimeout:
		return e.System + " did not answer in time."
	case ReasonCancelled:
		return "The call to " + e.System + " was interrupted because the worker stopped."
	case ReasonUnreadable:
		return fmt.Sprintf("The answer of %s could not be read (HTTP %d).", e.System, e.Status)
	case ReasonLimit:
		return e.System + " asks to wait before the next call; nothing needs to be done."
	case ReasonDailyLimit:
		return e.System + " allows no more posts today; nothing needs to be done, it goes on when the limit allows it."
	case ReasonMediaFetch:
		return e.withDetail(e.System + " could not download the media; see that the address can be opened by everybody, without a login.")
	case ReasonNotReady:
		return e.System + " is still working on the media; it is tried again."
	case ReasonBlocked:
		return e.blockedAdvice()
	}
	return e.withDetail(fmt.Sprintf("%s reports an error of its own (HTTP %d).", e.System, e.Status))
}

func (e *Error) blockedAdvice() string {
	return e.withDetail(e.System + " has restricted the account. Nothing more is posted there until you have looked at the account (in the app under account status).")
}

func (e *Error) refusalAdvice() string {
	switch e.Reason {
	case ReasonBlocked:
		return e.blockedAdvice()
	case ReasonDuplicate:
		return e.System + " refuses the post because it is the same as the last one on the page; change the text."
	case ReasonLink:
		return e.withDetail(e.System + " cannot open the link; correct the address, or leave the link out.")
	case ReasonMedia:
		return e.withDetail(e.System + " refuses the media; see its size, its form (aspect ratio) and its kind of file.")
	case ReasonContainerGone:
		return "What was prepared for " + e.System + " is no longer there; nothing was published, and it is prepared anew."
	case ReasonMissing:
		return e.System + " has nothing under this ID, or does not show it to this account."
	case ReasonWindow:
		return e.System + " lets a message be sent only within 24 hours after the person has written; answer by hand in the inbox."
	case ReasonPerson:
		return e.System + " cannot deliver messages to this person."
	case ReasonVersion:
		return e.System + " does not know this version of its interface; correct FACEBOOK_API_VERSION or leave it out, and restart the worker."
	}
	return e.withDetail(e.System + " refuses it.")
}

func (e *Error) withDetail(text string) string {
	if e.Detail == "" {
		return text
	}
	return text + " " + e.System + " says: " + strings.TrimRight(e.Detail, ".!? ") + "."
}
