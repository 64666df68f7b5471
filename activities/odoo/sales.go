package odoo

import (
	"cmp"
	"context"
	"fmt"
	"strconv"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// productsRead bounds the products that the words of a draft are looked up among.
const productsRead = 500

// FindSales tells whether quotations can be made in Odoo and, for a draft, which
// products its lines stand under and which pricelist has its currency. What
// cannot be told is a question; what the draft does not say yet is passed over. Whether the app is there is seen from its
// model: the list of installed apps is the administrator's alone.
func (a *Activities) FindSales(ctx context.Context, in contract.FindSalesInput) (contract.SalesMatch, error) {
	if a.client == nil {
		return contract.SalesMatch{}, nil
	}
	match := contract.SalesMatch{Configured: true}
	may, err := a.maySell(ctx)
	if e, ok := odooclient.As(err); ok {
		switch e.Code {
		case odooclient.CodeNoModel:
			return match, nil
		case odooclient.CodeNoRight:
			match.Trouble = sentence(e)
			return match, nil
		}
	}
	if err != nil {
		return contract.SalesMatch{}, a.failed(err)
	}
	if !may {
		match.Trouble = odooclient.NoSalesRight
		return match, nil
	}
	match.Installed = true
	if in.Draft == nil {
		return match, nil
	}
	err = a.settle(ctx, in, &match)
	return match, a.failed(err)
}

// maySell asks for the model and then for the right to make records of it:
// accounting alone may read orders and make none.
func (a *Activities) maySell(ctx context.Context) (bool, error) {
	if _, err := a.client.HasField(ctx, odooclient.ModelOrder, "order_line"); err != nil {
		return false, err
	}
	return a.client.MayCreate(ctx, odooclient.ModelOrder)
}

func (a *Activities) settle(ctx context.Context, in contract.FindSalesInput, match *contract.SalesMatch) error {
	session, err := a.client.Session(ctx)
	if err != nil {
		return err
	}
	if in.Draft.Currency != "" {
		if err := a.findPricelist(ctx, in.Draft.Currency, session, match); err != nil {
			return err
		}
	}
	known, err := a.productsNamed(ctx, wordsFor(*in.Draft, in.Product), session)
	if err != nil {
		return err
	}
	shortly := false
	for i, line := range in.Draft.Lines {
		p, question := productFor(known, i+1, line, in.Product, shortly)
		shortly = shortly || question != ""
		match.Products = append(match.Products, p)
		if question != "" {
			match.Questions = append(match.Questions, contract.Question{Field: "line_" + strconv.Itoa(i+1) + "_product", Text: question})
		}
	}
	return nil
}

// findPricelist takes the first pricelist of the currency that the company may
// use, in Odoo's own order. From 17 on the company's own currency needs none.
func (a *Activities) findPricelist(ctx context.Context, code string, session odooclient.Session, match *contract.SalesMatch) error {
	currency, err := a.currency(ctx, code)
	if err != nil {
		return err
	}
	id, err := strconv.ParseInt(currency, 10, 64)
	if err != nil {
		return err
	}
	found, err := a.client.Search(ctx, odooclient.ModelPricelist, odooclient.Query{
		Domain: append(ofCompany(session.CompanyID), cond("currency_id", "=", id)), Fields: []string{"name"}, Order: "sequence, id", Limit: 1,
	})
	if err != nil {
		return err
	}
	if len(found) == 1 {
		match.PricelistID, match.Pricelist = found[0].Int("id"), found[0].Str("name")
		return nil
	}
	own, err := a.needsNoPricelist(ctx, code, session)
	if err != nil || own {
		return err
	}
	match.Questions = append(match.Questions, contract.Question{Field: "currency", Text: fmt.Sprintf(
		"Odoo has no pricelist in %s, and a quotation has its currency from one; will you add it under Sales > Products > Pricelists (first switch Pricelists on under Sales > Configuration > Settings), or which other currency is meant?", code)})
	return nil
}

func (a *Activities) needsNoPricelist(ctx context.Context, code string, session odooclient.Session) (bool, error) {
	if session.Major < 17 {
		return false, nil
	}
	company, err := a.client.Read(ctx, odooclient.ModelCompany, []int64{session.CompanyID}, []string{"currency_id"})
	return err == nil && len(company) == 1 && company[0].Ref("currency_id").Name == code, err
}

// ofCompany are the conditions for records of the company and those of all.
func ofCompany(id int64) []any {
	return []any{"|", cond("company_id", "=", false), cond("company_id", "=", id)}
}

// wordsFor are the texts that may name a product: what a line names, else its
// description, and the handbook's.
func wordsFor(d contract.InvoiceDraft, usual string) []any {
	var out []any
	for _, line := range d.Lines {
		if words := cmp.Or(line.Product, line.Description); words != "" {
			out = append(out, words)
		}
	}
	if usual != "" {
		out = append(out, usual)
	}
	return out
}

// productsNamed are the products to be sold whose internal reference or name
// is one of the words, exactly.
func (a *Activities) productsNamed(ctx context.Context, words []any, session odooclient.Session) ([]odooclient.Record, error) {
	if len(words) == 0 {
		return nil, nil
	}
	domain := append(ofCompany(session.CompanyID), cond("sale_ok", "=", true), "|", cond("default_code", "in", words), cond("name", "in", words))
	return a.client.Search(ctx, odooclient.ModelProduct, odooclient.Query{Domain: domain, Fields: []string{"name", "default_code", "currency_id", "uom_id"}, Limit: productsRead})
}

// productFor chooses the product of a line, or asks for it: in full the first
// time, shortly when a question is open already.
func productFor(known []odooclient.Record, number int, line contract.InvoiceLine, usual string, shortly bool) (contract.Product, string) {
	if line.Product != "" {
		found := named(known, line.Product)
		switch len(found) {
		case 0:
			return contract.Product{}, fmt.Sprintf("Odoo has no product to be sold whose internal reference or name is “%s”; which one does line %d stand under?", line.Product, number)
		case 1:
			return shownProduct(found[0]), ""
		default:
			return contract.Product{}, fmt.Sprintf("Odoo has %d products called “%s”; which one does line %d stand under, by its internal reference?", len(found), line.Product, number)
		}
	}
	if found := named(known, line.Description); len(found) == 1 {
		return shownProduct(found[0]), ""
	}
	fallback := named(known, usual)
	switch {
	case line.Description == "":
		return contract.Product{}, "" // it is asked what the line is for first
	case usual != "" && len(fallback) == 1:
		return shownProduct(fallback[0]), ""
	case shortly:
		return contract.Product{}, fmt.Sprintf("Which product of Odoo does line %d, “%s”, stand under?", number, short(line.Description))
	case usual != "":
		return contract.Product{}, fmt.Sprintf("Company_Handbook.md says quotation_product: “%s”, but Odoo has %s; will you put that right and tick answered, or which product does line %d stand under?",
			usual, map[bool]string{true: "no such product to be sold", false: "more than one of that name (give its internal reference)"}[len(fallback) == 0], number)
	default:
		return contract.Product{}, fmt.Sprintf("Odoo takes no line of a quotation without a product, and line %d, “%s”, is none; which one does it stand under, by its internal reference or exact name? "+
			"Or will you name one for all such lines as quotation_product in Company_Handbook.md, and tick answered?", number, short(line.Description))
	}
}

// named are the products with the internal reference, or else with the name.
func named(known []odooclient.Record, words string) []odooclient.Record {
	if words == "" {
		return nil
	}
	if byCode := keep(known, func(r odooclient.Record) bool { return r.Str("default_code") == words }); len(byCode) > 0 {
		return byCode
	}
	return keep(known, func(r odooclient.Record) bool { return r.Str("name") == words })
}

func shownProduct(r odooclient.Record) contract.Product {
	name := r.Str("name")
	if code := r.Str("default_code"); code != "" {
		name = "[" + code + "] " + name
	}
	return contract.Product{ID: r.Int("id"), Name: name}
}

// short cuts words of a mail for a sentence.
func short(words string) string {
	const most = 80
	runes := []rune(words)
	if len(runes) <= most {
		return words
	}
	return string(runes[:most]) + "..."
}
