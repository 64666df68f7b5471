package einvoice

// Syntax is the family a document belongs to.
type Syntax string

// Syntaxes.
const (
	UBL Syntax = "ubl"
	CII Syntax = "cii"
)

// Type is what the document is, as its own type code says.
type Type string

// Types. Other is a document of these families which asks for something else:
// a prepayment, a self-billed invoice, a change of an order. Its code stands in
// TypeCode.
const (
	TypeInvoice    Type = "invoice"
	TypeCreditNote Type = "credit_note"
	TypeOrder      Type = "order"
	TypeQuotation  Type = "quotation"
	TypeOther      Type = "other"
)

// Invoice is what a structured document says. Empty means that it does not
// say it, or not in a way that reads one way only. Amounts are plain decimals
// in the document's currency ("-12.50"), dates are ISO, percentages are
// without the sign ("19").
type Invoice struct {
	Syntax   Syntax
	Type     Type
	TypeCode string // UNTDID 1001: 380, 381, 220 ...
	Profile  string // the specification the document claims to follow

	Number    string
	IssueDate string
	DueDate   string
	Currency  string // ISO 4217
	Terms     string // payment terms as written
	Notes     []string

	Seller Party
	Buyer  Party

	BuyerReference   string // often the routing code of a public buyer
	OrderReference   string
	ProjectReference string
	PeriodStart      string
	PeriodEnd        string
	DeliveryDate     string
	DeliveryAddress  []string

	Lines       []Line
	Adjustments []Adjustment // discounts and charges on the whole document
	Totals      Totals

	// Problems are sentences about what the document says twice and
	// differently, leaves open, or does not add up to. With none, all sums
	// that the document states were recomputed and hold.
	Problems []string
}

// Party is a seller or a buyer.
type Party struct {
	Name    string // the registered name when there is one, else the trading name
	Contact string
	Email   string
	Phone   string
	VAT     string   // the value added tax identifier, with its country prefix
	ID      string   // an identifier the other side gave, such as a customer number
	Address []string // lines as one would write them on an envelope
	Country string   // ISO 3166-1 alpha-2
}

// Line is one position.
type Line struct {
	ID           string
	Description  string // the name of the goods or service
	Detail       string // the longer text, when there is one
	SellerItemID string
	BuyerItemID  string
	Quantity     string
	UnitCode     string // UN/ECE Recommendation 20: C62 = one, HUR = hour, DAY ...
	// UnitPrice is the net price of BaseQuantity units, as stated: a price of
	// 12.50 per 100 is UnitPrice 12.50 and BaseQuantity 100. An empty
	// BaseQuantity is one unit.
	UnitPrice       string
	BaseQuantity    string
	DiscountPercent string // only when the line's whole adjustment is this one percentage
	TaxPercent      string
	TaxCategory     string       // UNCL 5305: S, Z, E, AE ...
	Net             string       // what the document states for the line, discounts included
	Adjustments     []Adjustment // discounts and charges on this line
	Note            string
}

// Adjustment is a discount (Charge false) or a charge, always a positive
// amount before its sign.
type Adjustment struct {
	Charge     bool
	Amount     string
	Percent    string
	Base       string
	Reason     string
	TaxPercent string
}

// Totals are the sums as stated.
type Totals struct {
	Lines     string // sum of the lines' net amounts
	Discounts string // sum of discounts on the whole document
	Charges   string
	Net       string // without tax
	Tax       string // in the document's currency
	Gross     string // with tax
	Prepaid   string
	Rounding  string
	Payable   string
}
