package odoo

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// refuse is a failure that repeating cannot help, in a sentence for the owner.
func refuse(kind contract.FailureKind, sentence string) error {
	return failure(kind, sentence, 0, nil)
}

// failed turns an error of the client into what workflows understand.
func (a *Activities) failed(err error) error {
	if err == nil {
		return nil
	}
	var done *temporal.ApplicationError
	if errors.As(err, &done) {
		return err
	}
	e, ok := odooclient.As(err)
	if !ok {
		return failure(contract.FailInvalid, "Odoo could not be used: "+err.Error(), 0, nil)
	}
	if down, ok := e.Down(); ok {
		return a.notSent(e, down)
	}
	// The cause is its text alone: a history keeps no network internals.
	return failure(contract.FailureKind(e.Kind), sentence(e), e.RetryAfter, errors.New(e.Error()))
}

// repeatable softens an unknown outcome of an idempotent write: doing it again
// looks for what is there first and cannot do harm.
func (a *Activities) repeatable(err error) error {
	e, ok := odooclient.As(err)
	if !ok || e.Kind != odooclient.OutcomeUnknown {
		return a.failed(err)
	}
	return failure(contract.FailTransient, sentence(e), 0, errors.New(e.Error()))
}

// notSent is a call that was kept from an Odoo that is down. The process waits
// at once: trying the activity again would only meet the same answer here.
func (a *Activities) notSent(e *odooclient.Error, down breaker.Status) error {
	return temporal.NewApplicationErrorWithOptions(
		fmt.Sprintf("Odoo is down since %s (%s), so nothing was sent; it is tried again at %s.", a.clock(down.Since), down.Reason, a.clock(down.Again)),
		string(contract.FailTransient),
		temporal.ApplicationErrorOptions{NonRetryable: true, NextRetryDelay: e.RetryAfter, Cause: errors.New(e.Error())},
	)
}

// clock is a time as the owner reads it; the sentence may be read on another day.
func (a *Activities) clock(t time.Time) string { return t.In(a.zone).Format("2006-01-02 15:04 MST") }

func failure(kind contract.FailureKind, text string, wait time.Duration, cause error) error {
	return temporal.NewApplicationErrorWithOptions(text, string(kind), temporal.ApplicationErrorOptions{
		NonRetryable:   kind != contract.FailTransient && kind != contract.FailRateLimited,
		NextRetryDelay: wait,
		Cause:          cause,
	})
}

// sentence says what happened and what the owner can do.
func sentence(e *odooclient.Error) string {
	text := advice(e)
	if e.Kind == odooclient.OutcomeUnknown {
		return contract.UnclearAnswer(text)
	}
	return text
}

func advice(e *odooclient.Error) string {
	switch e.Kind {
	case odooclient.Auth:
		return accessAdvice(e)
	case odooclient.Transient, odooclient.RateLimited, odooclient.OutcomeUnknown:
		return waitingAdvice(e)
	default:
		return refusalAdvice(e)
	}
}

// noSalesRight asks for all documents: with the smaller right Odoo refuses a
// quotation for a customer who has another salesperson.
const noSalesRight = "The Odoo user may not make quotations; in Odoo under Settings > Users give it the right Sales / User: All Documents (sales_team.group_sale_salesman_all_leads)."

func accessAdvice(e *odooclient.Error) string {
	switch e.Code {
	case odooclient.CodeWrongPassword:
		return "Odoo refuses the user name or the password; correct ODOO_USERNAME and ODOO_PASSWORD (with two-factor login only an API key works; keys expire in Odoo 18 and later) and restart the worker."
	case odooclient.CodeNeedsKey:
		return withDetail("This Odoo takes API keys only and refuses what ODOO_PASSWORD holds: log in to Odoo as ODOO_USERNAME, make a key under Preferences > Account Security > New API Key, put it into ODOO_PASSWORD and restart the worker (a key ends on the day chosen when it is made).", e)
	case odooclient.CodeOtherUser:
		return "The API key in ODOO_PASSWORD belongs to another Odoo user than ODOO_USERNAME; correct one of the two and restart the worker."
	case odooclient.CodeNoDatabase:
		return "Odoo has no database of that name; correct ODOO_DB and restart the worker."
	case odooclient.CodeStaleUser:
		return "The Odoo user was removed or replaced; check ODOO_USERNAME."
	case odooclient.CodeWrongCompany:
		return withDetail("The Odoo user has no access to the company; open Settings > Users in Odoo and allow it.", e)
	case odooclient.CodeNoRight:
		if aboutSales(e) {
			return withDetail(noSalesRight, e)
		}
		return withDetail("The Odoo user lacks a right; in Odoo under Settings > Users give it the group Invoicing / Billing (account.group_account_invoice) and Contact Creation (base.group_partner_manager).", e)
	default:
		return fmt.Sprintf("The server in front of Odoo refuses access (HTTP %d); let the worker's address through, or correct ODOO_URL.", e.Status)
	}
}

// aboutSales tells a refusal of what belongs to quotations.
func aboutSales(e *odooclient.Error) bool { return strings.HasPrefix(e.Op, "sale.") }

func waitingAdvice(e *odooclient.Error) string {
	switch e.Code {
	case odooclient.CodeUnreachable:
		return "Nobody answers at ODOO_URL; check that Odoo runs and that the address is right."
	case odooclient.CodeUnknownHost:
		return "The host name of ODOO_URL is not known; check the address and the network."
	case odooclient.CodeTLS:
		return "The encryption certificate of ODOO_URL is not trusted; check the address and the certificate."
	case odooclient.CodeTimeout:
		return "Odoo did not answer in time; look whether it is overloaded."
	case odooclient.CodeCancelled:
		return "The call to Odoo was interrupted because the worker stopped."
	case odooclient.CodeThrottled:
		return "Odoo asks to wait before the next call; nothing needs to be done."
	case odooclient.CodeDatabaseDown:
		return "Odoo cannot reach the database at the moment; look at the Odoo server, and whether the database of ODOO_DB is still there."
	case odooclient.CodeKeyUnchecked:
		return "Odoo could not check the API key, most likely because it had lost its database for a moment, so nothing was done; if it stays so, look at Odoo's log."
	case odooclient.CodeRoadGone:
		return "Odoo's interface was not found where it was a moment ago, so nothing was done there; it may be starting or being upgraded, and is looked for again."
	case odooclient.CodeRolledBack:
		return "Another change in Odoo was faster and this one was taken back; it can simply be repeated."
	case odooclient.CodePage, odooclient.CodeRedirect:
		return "ODOO_URL answers with a web page instead of Odoo's interface; check the address, or wait for the maintenance to end."
	case odooclient.CodeHTTP:
		return fmt.Sprintf("The server in front of Odoo reports an error (HTTP %d); look whether Odoo runs.", e.Status)
	case odooclient.CodeAfterCommit:
		return "Odoo carried the call out but could not write its answer; look in Odoo."
	default:
		return "The connection to Odoo broke off; look whether Odoo runs."
	}
}

func refusalAdvice(e *odooclient.Error) string {
	switch e.Code {
	case odooclient.CodeNoJournal:
		return withDetail("The company in Odoo has no sales journal. If it was archived or deleted, bring it back under Invoicing > Configuration > Journals (type Sales; the filter Archived shows it); a new company gets one when you install its chart of accounts under Invoicing > Configuration > Settings > Fiscal Localization.", e)
	case odooclient.CodeMissing:
		return withDetail("Something the draft refers to is no longer in Odoo, most likely the customer; choose it again.", e)
	case odooclient.CodeLocked:
		return withDetail("The period is locked in Odoo; open it there under Accounting > Lock Dates.", e)
	case odooclient.CodeNoModel:
		if aboutSales(e) {
			return withDetail("The Sales app is no longer installed in this Odoo database; install it, or make the quotation by hand.", e)
		}
		return withDetail("The Invoicing app is not installed in this Odoo database; install it, or correct ODOO_DB.", e)
	case odooclient.CodeNoEndpoint:
		return "There is no Odoo interface at ODOO_URL; give the address without a path such as /web, and check that the plan includes the external API."
	case odooclient.CodeRedirect:
		return "ODOO_URL sends callers on to another address; put that address into ODOO_URL (for safety the password is not sent after a redirect)."
	case odooclient.CodeTooOld:
		return withDetail("This Odoo is older than version 14 and is not supported.", e)
	case odooclient.CodeRequestSize:
		return "The server in front of Odoo refuses requests of this size (HTTP 413); raise its limit, for nginx client_max_body_size."
	case odooclient.CodeForbidden:
		return withDetail("The call was stopped before it left.", e)
	case odooclient.CodeMalformed:
		return "Odoo's answer has a form that is not known here; this Odoo may be newer than the program, or an app has changed it."
	case odooclient.CodeProgram:
		return withDetail("This Odoo does not understand the call; an app may have changed the fields.", e)
	default:
		if perhapsARace(e) {
			return withDetail("Odoo finds no account for a line; in Odoo give the sales journal an income account under Invoicing > Configuration > Journals.", e)
		}
		return withDetail("Odoo refuses it.", e)
	}
}

func withDetail(text string, e *odooclient.Error) string {
	if e.Detail == "" {
		return text
	}
	return text + " Odoo says: " + e.Detail
}
