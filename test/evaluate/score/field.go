package score

// Fields of a mail, by the names labels use.
const (
	CustomerName  = "customer_name"
	CustomerEmail = "customer_email"
	Company       = "company"
	VATID         = "vat_id"
	PO            = "po"
	Currency      = "currency"
	Subtotal      = "subtotal"
	Tax           = "tax"
	Total         = "total"
	TaxIncluded   = "tax_included"
	DueDate       = "due_date"
	NetDays       = "net_days"
	ServicePeriod = "service_period"
	InvoiceEmail  = "invoice_email"
)

// Fields of a line. Line itself stands for the line being there at all.
const (
	Line            = "line"
	Quantity        = "qty"
	UnitPrice       = "unit_price"
	DiscountPercent = "discount_percent"
	TaxPercent      = "tax_percent"
)

// Scalars are the fields a mail has once, in the order of the tables.
func Scalars() []string {
	return []string{
		CustomerName, CustomerEmail, Company, VATID, PO, Currency, Subtotal, Tax, Total,
		TaxIncluded, DueDate, NetDays, ServicePeriod, InvoiceEmail,
	}
}

// LineFigures are the scored fields of one line.
func LineFigures() []string {
	return []string{Quantity, UnitPrice, DiscountPercent, TaxPercent}
}

// Fields are all fields in the order of the tables.
func Fields() []string {
	return append(append([]string{Line}, LineFigures()...), Scalars()...)
}

// IsName tells fields that are wording from figures. A wrong figure is never
// tolerated; a line nobody asked for counts as a figure, because it is billed.
func IsName(field string) bool { return field == CustomerName || field == Company }

func decimals() []string {
	return []string{Subtotal, Tax, Total, NetDays, Quantity, UnitPrice, DiscountPercent, TaxPercent}
}
