package einvoice

import "strings"

// maxLines bounds the positions of one document; beyond it the document is
// evidence for a person and no draft.
const maxLines = 500

// ublKind is what differs between the documents of UBL.
type ublKind struct {
	kind           Type
	code           string // when the document has no type code of its own
	codePath       string
	seller, buyer  string
	line, quantity string
	totals         string
}

func ublKindOf(root string) (ublKind, bool) {
	switch root {
	case "Invoice":
		return ublKind{TypeInvoice, "380", "InvoiceTypeCode", "AccountingSupplierParty/Party", "AccountingCustomerParty/Party", "InvoiceLine", "InvoicedQuantity", "LegalMonetaryTotal"}, true
	case "CreditNote":
		return ublKind{TypeCreditNote, "381", "CreditNoteTypeCode", "AccountingSupplierParty/Party", "AccountingCustomerParty/Party", "CreditNoteLine", "CreditedQuantity", "LegalMonetaryTotal"}, true
	case "Order":
		return ublKind{TypeOrder, "220", "OrderTypeCode", "SellerSupplierParty/Party", "BuyerCustomerParty/Party", "OrderLine/LineItem", "Quantity", "AnticipatedMonetaryTotal"}, true
	case "Quotation":
		return ublKind{TypeQuotation, "310", "QuotationTypeCode", "SellerSupplierParty/Party", "OriginatorCustomerParty/Party", "QuotationLine/LineItem", "Quantity", "QuotedMonetaryTotal"}, true
	}
	return ublKind{}, false
}

// ubl reads the document, or nil when it is a UBL document of another kind,
// such as a despatch advice.
func (rd *reader) ubl() *Invoice {
	k, ok := ublKindOf(rd.root.name)
	if !ok {
		return nil
	}
	r := rd.root
	rd.currency = rd.currencyAt("DocumentCurrencyCode", "PricingCurrencyCode")
	inv := &Invoice{
		Syntax: UBL, Type: k.kind, TypeCode: rd.one(r, "document type", k.codePath),
		Profile: rd.one(r, "profile", "CustomizationID"), Number: rd.one(r, "document number", "ID"),
		IssueDate: rd.date(r, "issue date", day, "IssueDate"),
		DueDate:   rd.date(r, "due date", day, "DueDate", "PaymentMeans/PaymentDueDate", "PaymentTerms/PaymentDueDate"),
		Currency:  rd.currency, Terms: strings.Join(r.texts("PaymentTerms/Note", 5), " "), Notes: r.texts("Note", 10),
		Seller: rd.ublParty(r.at(k.seller), "seller"), Buyer: rd.ublParty(r.at(k.buyer), "buyer"),
		BuyerReference: rd.one(r, "buyer reference", "BuyerReference", "CustomerReference"), OrderReference: rd.one(r, "order reference", "OrderReference/ID"),
		ProjectReference: rd.one(r, "project", "ProjectReference/ID"),
		PeriodStart:      rd.date(r, "period", day, "InvoicePeriod/StartDate"), PeriodEnd: rd.date(r, "period", day, "InvoicePeriod/EndDate"),
		DeliveryDate:    rd.date(r, "delivery date", day, "Delivery/ActualDeliveryDate", "Delivery/RequestedDeliveryPeriod/EndDate"),
		DeliveryAddress: ublAddress(r.at("Delivery/DeliveryLocation/Address")),
		Adjustments:     rd.ublAdjustments(r),
		Totals:          rd.ublTotals(r.at(k.totals)),
	}
	rd.settleType(inv, k.kind, k.code)
	lines := r.all(k.line)
	if len(lines) > maxLines {
		rd.problem("The document has more lines than are read; none was.")
		return inv
	}
	for _, l := range lines {
		inv.Lines = append(inv.Lines, rd.ublLine(l, k))
	}
	return inv
}

// settleType lets the type code decide, and the root element when there is
// no code. A credit note under an invoice's root is still a credit note.
func (rd *reader) settleType(inv *Invoice, kind Type, code string) {
	if inv.TypeCode == "" {
		inv.Type, inv.TypeCode = kind, code
		return
	}
	inv.Type = typeOf(inv.TypeCode)
}

func (rd *reader) currencyAt(paths ...string) string {
	c := rd.one(rd.root, "currency", paths...)
	if !isoCurrency.MatchString(c) {
		return ""
	}
	return c
}

func (rd *reader) ublTotals(t *node) Totals {
	return Totals{
		Lines:     rd.amount(t, "sum of lines", "LineExtensionAmount"),
		Discounts: rd.amount(t, "sum of discounts", "AllowanceTotalAmount"),
		Charges:   rd.amount(t, "sum of charges", "ChargeTotalAmount"),
		Net:       rd.amount(t, "net total", "TaxExclusiveAmount"),
		Tax:       rd.amount(rd.root, "tax total", "TaxTotal/TaxAmount"),
		Gross:     rd.amount(t, "gross total", "TaxInclusiveAmount"),
		Prepaid:   rd.amount(t, "prepaid amount", "PrepaidAmount"),
		Rounding:  rd.amount(t, "rounding amount", "PayableRoundingAmount"),
		Payable:   rd.amount(t, "payable amount", "PayableAmount"),
	}
}

func (rd *reader) ublLine(l *node, k ublKind) Line {
	if len(l.all("SubInvoiceLine")) > 0 {
		rd.problem("The document has lines below lines, of which only the upper ones were read.")
	}
	item := l.at("Item")
	line := Line{
		ID:          rd.one(l, "line number", "ID"),
		Description: rd.one(item, "item name", "Name"), Detail: strings.Join(item.texts("Description", 3), " "),
		SellerItemID: rd.one(item, "seller's item number", "SellersItemIdentification/ID"),
		BuyerItemID:  rd.one(item, "buyer's item number", "BuyersItemIdentification/ID"),
		Quantity:     rd.num(l, "quantity", k.quantity), UnitCode: l.at(k.quantity).attr("unitCode"),
		UnitPrice: rd.amount(l, "unit price", "Price/PriceAmount"), BaseQuantity: rd.num(l, "price base", "Price/BaseQuantity"),
		TaxPercent:  rd.num(item, "tax rate of a line", "ClassifiedTaxCategory/Percent"),
		TaxCategory: rd.one(item, "tax category of a line", "ClassifiedTaxCategory/ID"),
		Net:         rd.amount(l, "net amount of a line", "LineExtensionAmount"),
		Adjustments: rd.ublAdjustments(l), Note: strings.Join(l.texts("Note", 3), " "),
	}
	if line.Description == "" {
		line.Description, line.Detail = line.Detail, ""
	}
	rd.sameUnit(line.UnitCode, l.at("Price/BaseQuantity").attr("unitCode"), &line)
	return line
}

// sameUnit drops a price whose base is counted in another unit than the line.
func (rd *reader) sameUnit(unit, base string, line *Line) {
	if base != "" && unit != "" && base != unit {
		rd.problem("A line's price is per another unit than its quantity.")
		line.UnitPrice, line.BaseQuantity = "", ""
	}
}

func (rd *reader) ublAdjustments(n *node) []Adjustment {
	var out []Adjustment
	for _, a := range n.all("AllowanceCharge") {
		if len(out) == maxAdjustments {
			rd.problem("The document has more discounts and charges than are read.")
			break
		}
		adj := Adjustment{
			Amount: rd.amount(a, "discount or charge", "Amount"), Base: rd.amount(a, "base of a discount", "BaseAmount"),
			Percent: rd.num(a, "percentage of a discount", "MultiplierFactorNumeric"),
			Reason:  rd.one(a, "reason of a discount", "AllowanceChargeReason"), TaxPercent: rd.num(a, "tax rate of a discount", "TaxCategory/Percent"),
		}
		adj.Charge = rd.indicator(a, "ChargeIndicator")
		out = append(out, adj)
	}
	return out
}

// maxAdjustments bounds the discounts and charges of one line or document.
const maxAdjustments = 20

// indicator reads xsd:boolean. What is neither yes nor no is a problem,
// because a discount taken for a charge is wrong twice over.
func (rd *reader) indicator(n *node, path string) bool {
	switch rd.one(n, "sign of a discount or charge", path) {
	case "true", "1":
		return true
	case "false", "0":
		return false
	}
	rd.problem("The document does not say whether an amount is a discount or a charge.")
	return false
}

func (rd *reader) ublParty(p *node, who string) Party {
	party := Party{
		Name:    rd.one(p, who+" name", "PartyLegalEntity/RegistrationName", "PartyName/Name"),
		Contact: rd.one(p, who+" contact", "Contact/Name"), Email: rd.one(p, who+" e-mail address", "Contact/ElectronicMail"),
		Phone: rd.one(p, who+" telephone", "Contact/Telephone"), ID: rd.one(p, who+" identifier", "PartyIdentification/ID"),
		Address: ublAddress(p.at("PostalAddress")), Country: rd.one(p, who+" country", "PostalAddress/Country/IdentificationCode"),
	}
	for _, t := range p.all("PartyTaxScheme") {
		if s := t.at("TaxScheme/ID").text; s == "VAT" || s == "" {
			party.VAT = rd.agree(party.VAT, t.at("CompanyID").text, who+" tax number")
		}
	}
	if e := p.at("EndpointID"); party.Email == "" && e.attr("schemeID") == "EM" {
		party.Email = clip(e.text, 254)
	}
	return party
}

// agree joins two statements about one thing.
func (rd *reader) agree(a, b, what string) string {
	switch {
	case b == "" || a == b:
		return a
	case a == "":
		return clip(b, 100)
	}
	rd.problem("The document names more than one " + what + ".")
	return ""
}

func ublAddress(a *node) []string {
	lines := a.joined("StreetName", "AdditionalStreetName", "AddressLine/Line")
	if no := a.at("BuildingNumber").text; no != "" && len(lines) > 0 {
		lines[0] += " " + clip(no, 20)
	}
	return append(lines, town(a.at("PostalZone").text, a.at("CityName").text, a.at("CountrySubentity").text)...)
}

// town writes the line with the town; where the code stands is a matter of the
// country, and code first is understood everywhere.
func town(code, city, region string) []string {
	line := strings.TrimSpace(clip(code, 20) + " " + clip(city, 100))
	if region != "" {
		line = strings.TrimPrefix(line+", "+clip(region, 100), ", ")
	}
	if line == "" {
		return nil
	}
	return []string{line}
}
