package invoice

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// doubt is what a flag of the reader means to the owner.
type doubt struct {
	sentence string
	// harmless doubts are shown and do not keep a recurring invoice from being automatic.
	harmless bool
}

// meaning explains a flag. One that is unknown here counts as a doubt: better
// asked once too often.
func meaning(flag string) doubt {
	switch flag {
	case contract.FlagLookalikeDomain:
		return doubt{sentence: "the sender's domain imitates that of a known customer or your own"}
	case contract.FlagReplyToMismatch:
		return doubt{sentence: "answers would go to another organisation than the sender's"}
	case contract.FlagDMARCFail:
		return doubt{sentence: "your mail provider says that the sender is not who it claims to be"}
	case contract.FlagDisplayNameSpoof:
		return doubt{sentence: "the sender bears your name or a colleague's, with a strange address"}
	case contract.FlagBankChange:
		return doubt{sentence: "the mail talks of bank details; they are never taken from a mail"}
	case contract.FlagInjection:
		return doubt{sentence: "the mail tries to give orders to a program"}
	case contract.FlagHiddenText:
		return doubt{sentence: "the mail holds text that a reader does not see"}
	case contract.FlagAttachmentExecutable:
		return doubt{sentence: "an attachment is a program or a link dressed as a document"}
	case contract.FlagUrgency:
		return doubt{sentence: "the mail presses for haste or secrecy"}
	case contract.FlagTextHTMLConflict:
		return doubt{sentence: "the plain and the formatted version of the mail say different things"}
	case contract.FlagTotalMismatch:
		return doubt{sentence: "the figures in the mail do not add up"}
	case contract.FlagDateAmbiguous:
		return doubt{sentence: "a date in the mail can be read two ways"}
	case contract.FlagCurrencyAmbiguous:
		return doubt{sentence: "the mail does not say plainly which currency is meant"}
	case contract.FlagMissingAttachment:
		return doubt{sentence: "the mail speaks of an attachment that is not there"}
	case contract.FlagUnreadAttachment:
		return doubt{sentence: "an attachment may hold lines and was not read"}
	case contract.FlagTwoRequests:
		return doubt{sentence: "the mail seems to hold more than one request"}
	case contract.FlagAmendment:
		return doubt{sentence: "the mail changes an earlier request"}
	case contract.FlagReverseCharge:
		return doubt{sentence: "the mail speaks of reverse charge; check the tax"}
	case contract.FlagCashDiscount:
		return doubt{sentence: "the mail asks for a cash discount; the draft does not carry it"}
	case contract.FlagEndOfMonth:
		return doubt{sentence: "the terms count from the end of the month; check the due date"}
	case contract.FlagCut:
		return doubt{sentence: "the mail is longer than what was read"}
	case contract.FlagFirstContact:
		return doubt{sentence: "the sender is not among the known customers in the handbook", harmless: true}
	case contract.FlagForwarded:
		return doubt{sentence: "the request was forwarded", harmless: true}
	case contract.FlagWebForm:
		return doubt{sentence: "the request came through a web form", harmless: true}
	case contract.FlagQuotedThread, contract.FlagHTMLOnly:
		return doubt{harmless: true}
	default:
		return doubt{sentence: flag}
	}
}

// suspicions are the doubts that the rules look at, in the reader's order.
func suspicions(r contract.Reading) []string {
	var out []string
	for _, f := range r.Flags {
		if m := meaning(f); !m.harmless {
			out = append(out, m.sentence)
		}
	}
	return out
}

// remarks are all doubts worth the owner's eye, but for those shown elsewhere.
func remarks(r contract.Reading, elsewhere func(flag string) bool) []string {
	var out []string
	for _, f := range r.Flags {
		if m := meaning(f); m.sentence != "" && !elsewhere(f) {
			out = append(out, m.sentence)
		}
	}
	return out
}

// capital begins a sentence.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
