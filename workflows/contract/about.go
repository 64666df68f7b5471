package contract

// About is what a mail says of invoices that exist already.
type About struct {
	// Numbers are the invoices' numbers as written, in the mail's order, at most 10; the evidence is "about_number_<n>".
	Numbers []string `json:"numbers,omitempty"`
	// Email is the address of who writes of them, also when the mail was passed on by somebody of the owner's house.
	Email string `json:"email,omitempty"`
	// Amount is the total that the mail names, or else its only amount of money, in Currency (ISO 4217); the evidence is "about_amount".
	Amount   Decimal `json:"amount,omitempty"`
	Currency string  `json:"currency,omitempty"`
	// Address and DueDate (ISO) are the customer's as a correction names them; the evidence is "about_address" and "about_due_date".
	Address string `json:"address,omitempty"`
	DueDate string `json:"due_date,omitempty"`
	// Figures are the numbers in a correction's own words, in their order, at most 30. Which is the right one the words tell.
	Figures []Figure `json:"figures,omitempty"`
}

// Kinds of a Figure.
const (
	FigureCount   = "count"
	FigureAmount  = "amount"
	FigurePercent = "percent"
	FigureCode    = "code" // a reference or another name with digits in it
)

// Figure is one number of a text.
type Figure struct {
	Kind  string  `json:"kind"`            // one of the Figure constants
	Value Decimal `json:"value,omitempty"` // empty for a code
	Text  string  `json:"text"`            // as written
	Words string  `json:"words"`           // its sentence, at most 160 characters
	// Sentence numbers the sentences of the mail, so that figures of one can be held together.
	Sentence int `json:"sentence"`
}
