package odoofake

import "time"

// Options describe the server. Zero values mean a company "My Company" keeping
// books in EUR on Odoo 17.
type Options struct {
	// Version is the major version, 14 to 19.
	Version int
	// Database, Username and Password of the accounting user.
	Database, Username, Password string
	// Rounding is the company's setting, round_per_line or round_globally;
	// empty means the version's default (globally from 19).
	Rounding string
	// PriceDigits is the precision "Product Price": 0 means what the version
	// does (2 from 16 to 18, none before and after).
	PriceDigits int32
	// NoJournal makes a company without a chart of accounts.
	NoJournal bool
	// NoAccounting takes the accounting group from the user.
	NoAccounting bool
	// LoadTime is how long a load holds its row before it commits.
	LoadTime time.Duration
	// Now is the server's clock.
	Now func() time.Time
}

// Defaults of Options.
const (
	DefaultDatabase = "books"
	DefaultUsername = "employee@example.com"
	DefaultPassword = "correct horse battery"
)

func (o Options) withDefaults() Options {
	if o.Version == 0 {
		o.Version = 17
	}
	if o.Database == "" {
		o.Database = DefaultDatabase
	}
	if o.Username == "" {
		o.Username = DefaultUsername
	}
	if o.Password == "" {
		o.Password = DefaultPassword
	}
	if o.PriceDigits == 0 && o.Version >= 16 && o.Version <= 18 {
		o.PriceDigits = 2
	}
	if o.Rounding == "" {
		o.Rounding = "round_per_line"
		if o.Version >= 19 {
			o.Rounding = "round_globally"
		}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}
