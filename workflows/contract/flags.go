package contract

// Flags of Reading.Flags: the closed set of what is worth seeing next to a decision. The
// first group makes a request a fraud warning, the second alone does not.
const (
	FlagLookalikeDomain      = "lookalike_domain"      // the sender's domain imitates one of a known customer or of the owner
	FlagReplyToMismatch      = "reply_to_mismatch"     // answers go to another organisation
	FlagDMARCFail            = "dmarc_fail"            // our own receiver says that the sender is not who it claims
	FlagDisplayNameSpoof     = "display_name_spoof"    // the name is the owner's or a colleague's, the address is not
	FlagBankChange           = "bank_change"           // talks of new bank details or asks for ours
	FlagInjection            = "injection"             // addresses a machine, or imitates our notes
	FlagHiddenText           = "hidden_text"           // text that a reader does not see
	FlagAttachmentExecutable = "attachment_executable" // a program or a link dressed as a document
	FlagUrgency              = "urgency"               // pressure or secrecy

	FlagFirstContact      = "first_contact" // the sender is no known customer
	FlagTextHTMLConflict  = "text_html_conflict"
	FlagTotalMismatch     = "total_mismatch"
	FlagDateAmbiguous     = "date_ambiguous"
	FlagCurrencyAmbiguous = "currency_ambiguous"
	FlagMissingAttachment = "missing_attachment"
	FlagUnreadAttachment  = "unread_attachment" // may hold lines; was not read
	FlagTwoRequests       = "two_requests"
	FlagAmendment         = "amendment"
	FlagForwarded         = "forwarded"
	FlagWebForm           = "webform"
	FlagQuotedThread      = "quoted_thread"
	FlagHTMLOnly          = "html_only"
	FlagReverseCharge     = "reverse_charge"
	FlagCashDiscount      = "skonto"
	FlagEndOfMonth        = "end_of_month"
	FlagCut               = "cut" // the mail is longer than what is read
)
