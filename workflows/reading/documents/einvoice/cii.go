package einvoice

import "strings"

// cii reads a Cross Industry Invoice, or the order that shares its structure.
func (rd *reader) cii() *Invoice {
	switch rd.root.name {
	case "CrossIndustryInvoice", "SCRDMCCBDACIOMessageStructure":
	default:
		return nil
	}
	doc, trade := rd.root.at("ExchangedDocument"), rd.root.at("SupplyChainTradeTransaction")
	agreed, delivered, settled := trade.at("ApplicableHeaderTradeAgreement"), trade.at("ApplicableHeaderTradeDelivery"), trade.at("ApplicableHeaderTradeSettlement")
	rd.currency = rd.currencyAt("SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/InvoiceCurrencyCode",
		"SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/OrderCurrencyCode")
	inv := &Invoice{
		Syntax: CII, TypeCode: rd.one(doc, "document type", "TypeCode"),
		Profile: rd.one(rd.root, "profile", "ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID"),
		Number:  rd.one(doc, "document number", "ID"), IssueDate: rd.ciiDate(doc, "issue date", "IssueDateTime"),
		DueDate:  rd.ciiDate(settled, "due date", "SpecifiedTradePaymentTerms/DueDateDateTime"),
		Currency: rd.currency, Terms: strings.Join(settled.texts("SpecifiedTradePaymentTerms/Description", 5), " "), Notes: doc.texts("IncludedNote/Content", 10),
		Seller: rd.ciiParty(agreed.at("SellerTradeParty"), "seller"), Buyer: rd.ciiParty(agreed.at("BuyerTradeParty"), "buyer"),
		BuyerReference: rd.one(agreed, "buyer reference", "BuyerReference"), OrderReference: rd.one(agreed, "order reference", "BuyerOrderReferencedDocument/IssuerAssignedID"),
		ProjectReference: rd.one(agreed, "project", "SpecifiedProcuringProject/ID"),
		PeriodStart:      rd.ciiDate(settled, "period", "BillingSpecifiedPeriod/StartDateTime"), PeriodEnd: rd.ciiDate(settled, "period", "BillingSpecifiedPeriod/EndDateTime"),
		DeliveryDate:    rd.ciiDate(delivered, "delivery date", "ActualDeliverySupplyChainEvent/OccurrenceDateTime"),
		DeliveryAddress: ciiAddress(delivered.at("ShipToTradeParty/PostalTradeAddress")),
		Adjustments:     rd.ciiAdjustments(settled),
		Totals:          rd.ciiTotals(settled.at("SpecifiedTradeSettlementHeaderMonetarySummation")),
	}
	inv.Type = typeOf(inv.TypeCode)
	lines := trade.all("IncludedSupplyChainTradeLineItem")
	if len(lines) > maxLines {
		rd.problem("The document has more lines than are read; none was.")
		return inv
	}
	for _, l := range lines {
		if s := l.at("AssociatedDocumentLineDocument/LineStatusReasonCode").text; s == "GROUP" || s == "INFORMATION" {
			continue // a heading over other lines, or a remark: no position of its own
		}
		inv.Lines = append(inv.Lines, rd.ciiLine(l))
	}
	return inv
}

// ciiDate reads a date in qualifier 102, YYYYMMDD. The others (month, week) do
// not name a day.
func (rd *reader) ciiDate(n *node, what, path string) string {
	var days []*node
	for _, k := range n.all(path + "/DateTimeString") {
		if f := k.attr("format"); f == "102" || f == "" {
			days = append(days, &node{name: "d", text: k.text})
		}
	}
	return rd.date(&node{kids: days}, what, func(s string) string { return realDay("20060102", s) }, "d")
}

func (rd *reader) ciiTotals(t *node) Totals {
	return Totals{
		Lines:     rd.amount(t, "sum of lines", "LineTotalAmount"),
		Discounts: rd.amount(t, "sum of discounts", "AllowanceTotalAmount"),
		Charges:   rd.amount(t, "sum of charges", "ChargeTotalAmount"),
		Net:       rd.amount(t, "net total", "TaxBasisTotalAmount"),
		Tax:       rd.amount(t, "tax total", "TaxTotalAmount"),
		Gross:     rd.amount(t, "gross total", "GrandTotalAmount"),
		Prepaid:   rd.amount(t, "prepaid amount", "TotalPrepaidAmount"),
		Rounding:  rd.amount(t, "rounding amount", "RoundingAmount"),
		Payable:   rd.amount(t, "payable amount", "DuePayableAmount"),
	}
}

func (rd *reader) ciiLine(l *node) Line {
	product, price, settled := l.at("SpecifiedTradeProduct"), l.at("SpecifiedLineTradeAgreement/NetPriceProductTradePrice"), l.at("SpecifiedLineTradeSettlement")
	quantity := "SpecifiedLineTradeDelivery/BilledQuantity"
	if len(l.all(quantity)) == 0 {
		quantity = "SpecifiedLineTradeDelivery/RequestedQuantity"
	}
	line := Line{
		ID:          rd.one(l, "line number", "AssociatedDocumentLineDocument/LineID"),
		Description: rd.one(product, "item name", "Name"), Detail: strings.Join(product.texts("Description", 3), " "),
		SellerItemID: rd.one(product, "seller's item number", "SellerAssignedID"),
		BuyerItemID:  rd.one(product, "buyer's item number", "BuyerAssignedID"),
		Quantity:     rd.num(l, "quantity", quantity), UnitCode: l.at(quantity).attr("unitCode"),
		UnitPrice: rd.amount(price, "unit price", "ChargeAmount"), BaseQuantity: rd.num(price, "price base", "BasisQuantity"),
		TaxPercent:  rd.num(settled, "tax rate of a line", "ApplicableTradeTax/RateApplicablePercent"),
		TaxCategory: rd.one(settled, "tax category of a line", "ApplicableTradeTax/CategoryCode"),
		Net:         rd.amount(settled, "net amount of a line", "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"),
		Adjustments: rd.ciiAdjustments(settled), Note: strings.Join(l.texts("AssociatedDocumentLineDocument/IncludedNote/Content", 3), " "),
	}
	rd.sameUnit(line.UnitCode, price.at("BasisQuantity").attr("unitCode"), &line)
	return line
}

func (rd *reader) ciiAdjustments(n *node) []Adjustment {
	var out []Adjustment
	for _, a := range n.all("SpecifiedTradeAllowanceCharge") {
		if len(out) == maxAdjustments {
			rd.problem("The document has more discounts and charges than are read.")
			break
		}
		out = append(out, Adjustment{
			Charge: rd.indicator(a, "ChargeIndicator/Indicator"),
			Amount: rd.amount(a, "discount or charge", "ActualAmount"), Base: rd.amount(a, "base of a discount", "BasisAmount"),
			Percent: rd.num(a, "percentage of a discount", "CalculationPercent"), Reason: rd.one(a, "reason of a discount", "Reason"),
			TaxPercent: rd.num(a, "tax rate of a discount", "CategoryTradeTax/RateApplicablePercent"),
		})
	}
	return out
}

func (rd *reader) ciiParty(p *node, who string) Party {
	party := Party{
		Name:    rd.one(p, who+" name", "Name", "SpecifiedLegalOrganization/TradingBusinessName"),
		Contact: rd.one(p, who+" contact", "DefinedTradeContact/PersonName", "DefinedTradeContact/DepartmentName"),
		Email:   rd.one(p, who+" e-mail address", "DefinedTradeContact/EmailURIUniversalCommunication/URIID"),
		Phone:   rd.one(p, who+" telephone", "DefinedTradeContact/TelephoneUniversalCommunication/CompleteNumber"),
		ID:      rd.one(p, who+" identifier", "ID"), Address: ciiAddress(p.at("PostalTradeAddress")),
		Country: rd.one(p, who+" country", "PostalTradeAddress/CountryID"),
	}
	for _, t := range p.all("SpecifiedTaxRegistration/ID") {
		if t.attr("schemeID") == "VA" {
			party.VAT = rd.agree(party.VAT, t.text, who+" tax number")
		}
	}
	if e := p.at("URIUniversalCommunication/URIID"); party.Email == "" && e.attr("schemeID") == "EM" {
		party.Email = clip(e.text, 254)
	}
	return party
}

func ciiAddress(a *node) []string {
	return append(a.joined("LineOne", "LineTwo", "LineThree"), town(a.at("PostcodeCode").text, a.at("CityName").text, a.at("CountrySubDivisionName").text)...)
}
