package contract

// FindSalesInput asks what Odoo's Sales app has for a quotation. Without a
// draft it asks only whether the app is there.
type FindSalesInput struct {
	Draft *InvoiceDraft `json:"draft,omitempty"`
	// Product is the handbook's product for lines that name none, by internal reference or name; empty = none.
	Product string `json:"product,omitempty"`
}

// SalesMatch is what the Sales app has. Configured is false when there is no
// Odoo, Installed when the app is not there or may not be used.
type SalesMatch struct {
	Configured bool `json:"configured"`
	Installed  bool `json:"installed,omitempty"`
	// Trouble is a sentence for the owner when the app is there and may not be used.
	Trouble string `json:"trouble,omitempty"`
	// PricelistID gives the draft its currency, and Pricelist is its name; 0 = none is needed.
	PricelistID int64  `json:"pricelist_id,omitempty"`
	Pricelist   string `json:"pricelist,omitempty"`
	// Products are those of the draft's lines, in their order; ID 0 = a question is open about it.
	Products []Product `json:"products,omitempty"`
	// Questions are what is to be settled before a quotation can be made.
	Questions []Question `json:"questions,omitempty"`
}

// Product is a product.product as shown to the owner.
type Product struct {
	ID   int64  `json:"id"`
	Name string `json:"name,omitempty"` // with the internal reference in front, "[CONS] Consulting"
}

// FindProductsInput asks which products of Odoo the lines of an invoice stand
// under.
type FindProductsInput struct {
	Draft InvoiceDraft `json:"draft"`
}

// ProductMatch is what was found. A line stands under the one product whose
// internal reference or name is its description to the letter, and which is
// sold in its currency and unit.
type ProductMatch struct {
	// Configured is false when there is no Odoo.
	Configured bool `json:"configured"`
	// Products are those of the draft's lines, in their order; ID 0 = the line is free text.
	Products []Product `json:"products,omitempty"`
	// Remarks say of lines that a product has the words of why they are free text all the same, one sentence each.
	Remarks []string `json:"remarks,omitempty"`
}
