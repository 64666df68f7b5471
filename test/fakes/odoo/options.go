package odoofake

import "time"

// Options describe the server. Zero values mean a company "My Company" keeping
// books in EUR on Odoo 17.
type Options struct {
	// Version is the major version, 14 or later. From 19 on JSON-2 is spoken,
	// from 22 on nothing else.
	Version int
	// Database, Username, Password and APIKey of the accounting user. XML-RPC
	// takes both secrets, JSON-2 the key alone.
	Database, Username, Password, APIKey string
	// ManyDatabases makes the server insist on being told the database over
	// JSON-2, as one does that holds several.
	ManyDatabases bool
	// Rounding is the company's setting, round_per_line or round_globally;
	// empty means the version's default (globally from 19).
	Rounding string
	// PriceDigits is the precision "Product Price": 0 means what the version
	// does (2 from 16 to 18, none before and after).
	PriceDigits int32
	// NoJournal makes a company without a chart of accounts.
	NoJournal bool
	// NoAccounting takes the accounting group from the user, as RightsInternal.
	NoAccounting bool
	// Rights are what the user may do; empty means RightsBilling and making
	// contacts.
	Rights Rights
	// LockDate is the last day of the company's locked period, ISO.
	LockDate string
	// Sales has the app Sales installed. Its rights come on top of Rights.
	Sales bool
	// NoSalesRights takes the group Sales from the user.
	NoSalesRights bool
	// NoSenderEmail lets the user write no messages.
	NoSenderEmail bool
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
	DefaultAPIKey   = "0f1e2d3c4b5a69788796a5b4c3d2e1f001234567"
	// OtherUsername is another user's, who has OtherAPIKey.
	OtherUsername = "bookkeeper@example.com"
	OtherAPIKey   = "765432100f1e2d3c4b5a69788796a5b4c3d2e1f0"
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
	if o.APIKey == "" {
		o.APIKey = DefaultAPIKey
	}
	if o.NoAccounting {
		o.Rights = RightsInternal
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
