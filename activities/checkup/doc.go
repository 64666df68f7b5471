// Package checkup asks the outside systems how they stand, for a person who
// wants to know whether the settings are right: it signs in, reads who and what
// it meets and which rights it has, and says so in a sentence.
//
// It is of the clients, not of the activities: it knows neither Temporal nor
// the contract, so that the command line may use it also when no worker runs,
// and it has no way to change anything. Start reading at Odoo in odoo.go.
package checkup
