package contract

// Activity is the registered name of an activity together with the types it
// takes and returns, so that a call or a registration with other types does
// not compile.
type Activity[In, Out any] string

// Name returns the registered name, for example "odoo.FindCustomer".
func (a Activity[In, Out]) Name() string { return string(a) }

// Nothing is the result of an activity that has only an effect.
type Nothing struct{}
