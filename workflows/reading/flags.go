package reading

import "github.com/autonomous-employee/employee/workflows/contract"

// The flags of the contract, under the names this package uses.
const (
	FlagLookalikeDomain      = contract.FlagLookalikeDomain
	FlagReplyToMismatch      = contract.FlagReplyToMismatch
	FlagDMARCFail            = contract.FlagDMARCFail
	FlagDisplayNameSpoof     = contract.FlagDisplayNameSpoof
	FlagBankChange           = contract.FlagBankChange
	FlagInjection            = contract.FlagInjection
	FlagHiddenText           = contract.FlagHiddenText
	FlagAttachmentExecutable = contract.FlagAttachmentExecutable
	FlagUrgency              = contract.FlagUrgency
	FlagFirstContact         = contract.FlagFirstContact
	FlagTextHTMLConflict     = contract.FlagTextHTMLConflict
	FlagTotalMismatch        = contract.FlagTotalMismatch
	FlagDateAmbiguous        = contract.FlagDateAmbiguous
	FlagCurrencyAmbiguous    = contract.FlagCurrencyAmbiguous
	FlagMissingAttachment    = contract.FlagMissingAttachment
	FlagUnreadAttachment     = contract.FlagUnreadAttachment
	FlagTwoRequests          = contract.FlagTwoRequests
	FlagAmendment            = contract.FlagAmendment
	FlagForwarded            = contract.FlagForwarded
	FlagWebForm              = contract.FlagWebForm
	FlagQuotedThread         = contract.FlagQuotedThread
	FlagHTMLOnly             = contract.FlagHTMLOnly
	FlagReverseCharge        = contract.FlagReverseCharge
	FlagCashDiscount         = contract.FlagCashDiscount
	FlagEndOfMonth           = contract.FlagEndOfMonth
	FlagCut                  = contract.FlagCut
)
