package score

import (
	"slices"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Signs are the labelled flags that speak of fraud.
func (l Label) Signs() (signs []string) {
	for _, f := range l.Flags {
		if slices.Contains([]string{
			contract.FlagLookalikeDomain, contract.FlagReplyToMismatch, contract.FlagDMARCFail, contract.FlagDisplayNameSpoof, contract.FlagBankChange,
			contract.FlagInjection, contract.FlagHiddenText, contract.FlagAttachmentExecutable, contract.FlagUrgency,
		}, f) {
			signs = append(signs, f)
		}
	}
	return signs
}

func (p Prediction) names(flag string) bool { return slices.Contains(p.Flags, flag) }
