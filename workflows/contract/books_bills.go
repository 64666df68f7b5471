package contract

// BooksDoubleBills are bills of the last 60 days that may be the same one
// twice: one supplier, one amount and currency, and the same reference or at
// most seven days apart. Groups are at most 10; More is true when there are
// others or not all bills were looked at.
type BooksDoubleBills struct {
	Source string            `json:"source,omitempty"`
	Rows   []BooksDoubleBill `json:"rows,omitempty"`
	More   bool              `json:"more,omitempty"`
}

// BooksDoubleBill is one such group, in the bills' own currency.
type BooksDoubleBill struct {
	PartnerID int64       `json:"partner_id"`
	Partner   string      `json:"partner"`
	Amount    Decimal     `json:"amount"` // of each
	Currency  string      `json:"currency"`
	Bills     []BooksBill `json:"bills"`
}

// BooksBill is one bill.
type BooksBill struct {
	ID        int64  `json:"id"`
	Name      string `json:"name"` // its number; empty for a draft
	Reference string `json:"reference,omitempty"`
	Date      string `json:"date"` // ISO
	Draft     bool   `json:"draft,omitempty"`
	URL       string `json:"url,omitempty"`
}
