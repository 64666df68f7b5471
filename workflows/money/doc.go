// Package money is the arithmetic of invoices on decimal text: parsing,
// rounding to a currency's minor unit, and the totals Odoo will arrive at.
//
// It is pure and deterministic, so that workflows, the reading of mails and
// the Odoo activity all compute the same figures. It must not use floats, read
// a clock, or know any outside system; what Odoo really computed is compared
// with Equal after reading back.
//
// Start reading in totals.go; decimal.go has the text form, currency.go the
// minor units.
package money
