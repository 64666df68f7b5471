package odoofake

import (
	"time"

	"github.com/shopspring/decimal"
)

// productsSchema are the products and their units, which are there without
// Sales too. A product is one variant of its template.
func productsSchema(model string) map[string]field {
	of := func(kind, target, label string) field { return field{kind: kind, target: target, label: label} }
	switch model {
	case "uom.uom":
		return map[string]field{"name": of("char", "", "Unit of Measure")}
	case "product.product", "product.template":
		fields := map[string]field{
			"name": of("char", "", "Name"), "default_code": of("char", "", "Internal Reference"), "sale_ok": of("boolean", "", "Can be Sold"),
			"active": of("boolean", "", "Active"), "company_id": of("many2one", "res.company", "Company"),
			"list_price": of("float", "", "Sales Price"), "description_sale": of("text", "", "Sales Description"),
			"taxes_id": of("many2many", "account.tax", "Customer Taxes"), "uom_id": of("many2one", "uom.uom", "Unit of Measure"),
			"currency_id":                of("many2one", "res.currency", "Currency"),
			"property_account_income_id": of("many2one", "account.account", "Income Account"),
		}
		if model == "product.product" {
			fields["product_tmpl_id"] = of("many2one", "product.template", "Product Template")
			fields["lst_price"] = of("float", "", "Sales Price")
		}
		return fields
	}
	return nil
}

// Product is something to sell.
type Product struct {
	Name, Code        string
	NotSold, Archived bool
	Company           int64  // 0 = all
	Price             string // in the company's currency, 1 when empty, as Odoo has it
	Unit              string // Units when empty
	Description       string // for customers, behind the name
	// Taxes are its own; nil = the company's usual one, as Odoo puts it on every new product.
	Taxes  []int64
	Income int64 // its account, 0 = the usual one
}

// AddProduct adds a template with one product and returns the product's ID.
func (s *Server) AddProduct(p Product) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	company := max(p.Company, companyID)
	if p.Price == "" {
		p.Price = "1"
	}
	if p.Unit == "" {
		p.Unit = "Units"
	}
	if usual := idOf(s.table("res.company").rows[company]["account_sale_tax_id"]); p.Taxes == nil && usual != 0 {
		p.Taxes = []int64{usual}
	}
	values := row{
		"name": p.Name, "sale_ok": !p.NotSold, "active": !p.Archived, "company_id": p.Company,
		"list_price": decimal.RequireFromString(p.Price), "taxes_id": p.Taxes, "uom_id": s.unit(p.Unit),
		"currency_id": s.table("res.company").rows[company]["currency_id"], "property_account_income_id": p.Income,
	}
	setText(values, "default_code", p.Code)
	setText(values, "description_sale", p.Description)
	template := s.insert("product.template", 0, values)
	values["product_tmpl_id"], values["lst_price"] = template, values["list_price"]
	return s.insert("product.product", 0, values)
}

// unit is the ID of the unit of that name, which is made when it is new.
func (s *Server) unit(name string) int64 {
	for id, r := range s.table("uom.uom").rows {
		if r["name"] == name {
			return id
		}
	}
	return s.insert("uom.uom", 0, row{"name": name})
}

// fillIn gives a line what follows from its product and was not said. Up to 15
// only the form of an invoice does so: over the API a line gets the name and no
// more (seen on 14).
func (s *Server) fillIn(p paper, document, line row) {
	product := s.table("product.product").rows[idOf(line["product_id"])]
	if product == nil {
		return
	}
	if line["name"] == nil {
		line["name"] = s.saleName(product)
	}
	if p.model == "account.move" && s.opts.Version < 16 {
		return
	}
	usual := row{s.unitField(p): product["uom_id"], p.taxes: product["taxes_id"], "price_unit": s.salePrice(document, product)}
	for name, value := range usual {
		if _, said := line[name]; !said {
			line[name] = value
		}
	}
}

// salePrice is the product's price in the document's currency.
func (s *Server) salePrice(document, product row) decimal.Decimal {
	price, _ := product["list_price"].(decimal.Decimal)
	if product["currency_id"] == document["currency_id"] {
		return price
	}
	day := str(document["invoice_date"])
	if day == "" {
		day = s.opts.Now().UTC().Format(time.DateOnly)
	}
	return price.Mul(s.rateBetween(idOf(document["currency_id"]), idOf(document["company_id"]), day))
}

// saleName is a line's description by its product.
func (s *Server) saleName(product row) string {
	name := s.displayName("product.product", idOf(product["id"]))
	if more := str(product["description_sale"]); more != "" {
		name += "\n" + more
	}
	return name
}

func (s *Server) unitField(p paper) string {
	if p.model == "sale.order" {
		return s.saleUnitField()
	}
	return "product_uom_id"
}
