package invoice

import "go.temporal.io/sdk/workflow"

// Changes of the order of commands, by their ID.
const (
	// changeProducts, 2026-11-30: the products of an invoice's lines are looked up before its duplicates.
	changeProducts = "invoice-products"
	// changePaymentMail, 2026-11-30: the mail is attached to the draft of a payment as well.
	changePaymentMail = "payment-mail"
)

// has is false in an execution that began before the change.
func has(ctx workflow.Context, change string) bool {
	return workflow.GetVersion(ctx, change, workflow.DefaultVersion, 1) > workflow.DefaultVersion
}

// A change in the order, number or names of this process's commands needs an
// entry here: a change ID for workflow.GetVersion with the date and the reason,
// and a history of the old path recorded before the change (see
// CONTRIBUTING.md). A path that is
// taken only for what an older reading cannot hold, such as word of a payment,
// needs none.
