package odooclient

import (
	"fmt"
	"strings"
)

// Advice says in a sentence for the owner what happened and what to do about
// it. What of an unknown outcome is known stands in the kind, not here.
func (e *Error) Advice() string {
	switch e.Kind {
	case Auth:
		return accessAdvice(e)
	case Transient, RateLimited, OutcomeUnknown:
		return waitingAdvice(e)
	default:
		return refusalAdvice(e)
	}
}

// NoSalesRight is the sentence about it. It asks for all documents: with the smaller right Odoo refuses a
// quotation for a customer who has another salesperson.
const NoSalesRight = "The Odoo user may not make quotations; in Odoo under Settings > Users give it the right Sales / User: All Documents (sales_team.group_sale_salesman_all_leads)."

func accessAdvice(e *Error) string {
	switch e.Code {
	case CodeWrongPassword:
		return "Odoo refuses the user name or the password; correct ODOO_USERNAME and ODOO_PASSWORD (with two-factor login only an API key works; keys expire in Odoo 18 and later) and restart the worker."
	case CodeNeedsKey:
		return withDetail("This Odoo takes API keys only and refuses what ODOO_PASSWORD holds: log in to Odoo as ODOO_USERNAME, make a key under Preferences > Account Security > New API Key, put it into ODOO_PASSWORD and restart the worker (a key ends on the day chosen when it is made).", e)
	case CodeOtherUser:
		return "The API key in ODOO_PASSWORD belongs to another Odoo user than ODOO_USERNAME; correct one of the two and restart the worker."
	case CodeNoDatabase:
		return "Odoo has no database of that name; correct ODOO_DB and restart the worker."
	case CodeStaleUser:
		return "The Odoo user was removed or replaced; check ODOO_USERNAME."
	case CodeWrongCompany:
		return withDetail("The Odoo user has no access to the company; open Settings > Users in Odoo and allow it.", e)
	case CodeNoRight:
		if aboutSales(e) {
			return withDetail(NoSalesRight, e)
		}
		return withDetail("The Odoo user lacks a right; in Odoo under Settings > Users give it the group Invoicing / Billing (account.group_account_invoice) and Contact Creation (base.group_partner_manager).", e)
	default:
		return fmt.Sprintf("The server in front of Odoo refuses access (HTTP %d); let the worker's address through, or correct ODOO_URL.", e.Status)
	}
}

// aboutSales tells a refusal of what belongs to quotations.
func aboutSales(e *Error) bool { return strings.HasPrefix(e.Op, "sale.") }

func waitingAdvice(e *Error) string {
	switch e.Code {
	case CodeUnreachable:
		return "Nobody answers at ODOO_URL; check that Odoo runs and that the address is right."
	case CodeUnknownHost:
		return "The host name of ODOO_URL is not known; check the address and the network."
	case CodeTLS:
		return "The encryption certificate of ODOO_URL is not trusted; check the address and the certificate."
	case CodeTimeout:
		return "Odoo did not answer in time; look whether it is overloaded."
	case CodeCancelled:
		return "The call to Odoo was interrupted because the worker stopped."
	case CodeThrottled:
		return "Odoo asks to wait before the next call; nothing needs to be done."
	case CodeDatabaseDown:
		return "Odoo cannot reach the database at the moment; look at the Odoo server, and whether the database of ODOO_DB is still there."
	case CodeKeyUnchecked:
		return "Odoo could not check the API key, most likely because it had lost its database for a moment, so nothing was done; if it stays so, look at Odoo's log."
	case CodeRoadGone:
		return "Odoo's interface was not found where it was a moment ago, so nothing was done there; it may be starting or being upgraded, and is looked for again."
	case CodeRolledBack:
		return "Another change in Odoo was faster and this one was taken back; it can simply be repeated."
	case CodePage, CodeRedirect:
		return "ODOO_URL answers with a web page instead of Odoo's interface; check the address, or wait for the maintenance to end."
	case CodeHTTP:
		return fmt.Sprintf("The server in front of Odoo reports an error (HTTP %d); look whether Odoo runs.", e.Status)
	case CodeAfterCommit:
		return "Odoo carried the call out but could not write its answer; look in Odoo."
	default:
		return "The connection to Odoo broke off; look whether Odoo runs."
	}
}

func refusalAdvice(e *Error) string {
	switch e.Code {
	case CodeNoJournal:
		return withDetail("The company in Odoo has no sales journal. If it was archived or deleted, bring it back under Invoicing > Configuration > Journals (type Sales; the filter Archived shows it); a new company gets one when you install its chart of accounts under Invoicing > Configuration > Settings > Fiscal Localization.", e)
	case CodeMissing:
		return withDetail("Something the draft refers to is no longer in Odoo, most likely the customer; choose it again.", e)
	case CodeLocked:
		return withDetail("The period is locked in Odoo; open it there under Accounting > Lock Dates.", e)
	case CodeNoModel:
		if aboutSales(e) {
			return withDetail("The Sales app is no longer installed in this Odoo database; install it, or make the quotation by hand.", e)
		}
		return withDetail("The Invoicing app is not installed in this Odoo database; install it, or correct ODOO_DB.", e)
	case CodeNoEndpoint:
		return "There is no Odoo interface at ODOO_URL; give the address without a path such as /web, and check that the plan includes the external API."
	case CodeRedirect:
		return "ODOO_URL sends callers on to another address; put that address into ODOO_URL (for safety the password is not sent after a redirect)."
	case CodeTooOld:
		return withDetail("This Odoo is older than version 14 and is not supported.", e)
	case CodeRequestSize:
		return "The server in front of Odoo refuses requests of this size (HTTP 413); raise its limit, for nginx client_max_body_size."
	case CodeForbidden:
		return withDetail("The call was stopped before it left.", e)
	case CodeMalformed:
		return "Odoo's answer has a form that is not known here; this Odoo may be newer than the program, or an app has changed it."
	case CodeProgram:
		return withDetail("This Odoo does not understand the call; an app may have changed the fields.", e)
	default:
		return withDetail("Odoo refuses it.", e)
	}
}

func withDetail(text string, e *Error) string {
	if e.Detail == "" {
		return text
	}
	return text + " Odoo says: " + e.Detail
}
