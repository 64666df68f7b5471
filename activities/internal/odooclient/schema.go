package odooclient

import "strings"

// Models this client knows.
const (
	ModelUser       = "res.users"
	ModelCompany    = "res.company"
	ModelPartner    = "res.partner"
	ModelCurrency   = "res.currency"
	ModelTax        = "account.tax"
	ModelMove       = "account.move"
	ModelMoveLine   = "account.move.line"
	ModelAttachment = "ir.attachment"
	ModelAccount    = "account.account"
	ModelPayment    = "account.payment"
	ModelJournal    = "account.journal"
	ModelOrder      = "sale.order"
	ModelOrderLine  = "sale.order.line"
	ModelProduct    = "product.product"
	ModelPricelist  = "product.pricelist"
)

// readable lists the fields that may be read or searched for, nil for a model
// that may not be read at all.
func readable(model string) []string {
	switch model {
	case ModelUser:
		return strings.Fields("id login company_id company_ids currency_id")
	case ModelCompany:
		return strings.Fields("id name currency_id account_sale_tax_id tax_calculation_rounding_method")
	case ModelPartner:
		return strings.Fields("id name active email email_normalized vat street street2 zip city country_id is_company company_id commercial_partner_id " +
			"create_date customer_rank supplier_rank lang")
	case ModelCurrency:
		return strings.Fields("id name active decimal_places")
	case ModelTax:
		return strings.Fields("id name amount amount_type type_tax_use price_include company_id sequence active")
	case ModelMove:
		return strings.Fields("id name state move_type company_id partner_id commercial_partner_id currency_id ref invoice_origin " +
			"invoice_date invoice_date_due create_date amount_untaxed amount_tax amount_total invoice_line_ids " +
			"payment_reference payment_state amount_residual")
	case ModelMoveLine:
		return strings.Fields("id move_id name display_type product_id quantity price_unit discount tax_ids price_subtotal sequence " +
			"account_id partner_id date_maturity amount_residual amount_residual_currency currency_id")
	case ModelAccount:
		return strings.Fields("id code name account_type internal_type internal_group")
	case ModelAttachment:
		return strings.Fields("id name checksum file_size res_model res_id mimetype")
	case ModelPayment:
		return strings.Fields("id state payment_type partner_type partner_id amount currency_id date journal_id company_id memo ref payment_reference")
	case ModelJournal:
		return strings.Fields("id name type sequence company_id currency_id inbound_payment_method_ids inbound_payment_method_line_ids")
	default:
		return readableOfSales(model)
	}
}

// readableOfSales is the same for the models of quotations.
func readableOfSales(model string) []string {
	switch model {
	case ModelOrder:
		return strings.Fields("id name state company_id partner_id currency_id client_order_ref origin validity_date pricelist_id " +
			"create_date amount_untaxed amount_tax amount_total order_line")
	case ModelOrderLine:
		return strings.Fields("id product_id name product_uom_qty price_unit discount price_subtotal sequence")
	case ModelProduct:
		return strings.Fields("id name default_code sale_ok active company_id currency_id uom_id")
	case ModelPricelist:
		return strings.Fields("id name active currency_id company_id sequence")
	default:
		return nil
	}
}

// conditions lists what a condition may be on besides the readable fields,
// also fields of linked records.
func conditions(model string) []string {
	switch model {
	case ModelPartner:
		return strings.Fields("parent_id")
	case ModelMove:
		return strings.Fields("date")
	case ModelMoveLine:
		return strings.Fields("company_id parent_state date reconciled account_id.account_type account_id.internal_type account_id.internal_group")
	case ModelPayment:
		return strings.Fields("state date company_id is_internal_transfer")
	case ModelOrder:
		return strings.Fields("partner_id.commercial_partner_id")
	default:
		return nil
	}
}

// groupable lists what a model may be grouped by and what may be computed of
// each group. Absent on purpose: weeks, which begin on another day in each
// language, and amounts in the currency of a document, which do not add up.
// A payment's amount is one, so that payments are always grouped by currency.
func groupable(model string) (by, aggregates []string) {
	switch model {
	case ModelMove:
		return strings.Fields("move_type auto_post commercial_partner_id"),
			strings.Fields("amount_untaxed_signed:sum amount_total_signed:sum amount_total_signed:min amount_total_signed:max invoice_date:min invoice_date:max")
	case ModelMoveLine:
		return strings.Fields("account_id date:day date_maturity:day date_maturity:month"), strings.Fields("amount_residual:sum balance:sum")
	case ModelPayment:
		return strings.Fields("payment_type currency_id"), strings.Fields("amount:sum")
	default:
		return nil, nil
	}
}

// writable lists the columns load may have, nil for a model that may not be
// written. Absent on purpose: state, auto_post, name and line_ids of a move,
// state, locking, signature, payment and delivery of an order, state, accounts,
// bank accounts and invoices of a payment, journals and bank statements as a
// whole, and every link to other records that is not needed.
func writable(model string) []string {
	switch model {
	case ModelMove:
		return strings.Fields("id move_type company_id/.id partner_id/.id currency_id/.id invoice_date_due invoice_payment_term_id/.id " +
			"ref invoice_origin narration invoice_line_ids/sequence invoice_line_ids/product_id/.id invoice_line_ids/name invoice_line_ids/quantity " +
			"invoice_line_ids/price_unit invoice_line_ids/discount invoice_line_ids/tax_ids/.id")
	case ModelOrder: // the taxes of a line are tax_id to 18 and tax_ids from 19 on
		return strings.Fields("id company_id/.id partner_id/.id pricelist_id/.id client_order_ref origin note validity_date " +
			"order_line/sequence order_line/product_id/.id order_line/name order_line/product_uom_qty order_line/price_unit " +
			"order_line/discount order_line/tax_id/.id order_line/tax_ids/.id")
	case ModelPartner:
		return strings.Fields("id name email vat is_company")
	case ModelAttachment:
		return strings.Fields("id name datas mimetype res_model res_id")
	case ModelPayment:
		return strings.Fields("id payment_type partner_type partner_id/.id amount currency_id/.id date journal_id/.id " +
			"payment_method_id/.id payment_method_line_id/.id memo ref payment_reference")
	default:
		return nil
	}
}

// linePrefix begins the columns of a document's lines; empty for a record
// without lines.
func linePrefix(model string) string {
	switch model {
	case ModelMove:
		return "invoice_line_ids/"
	case ModelOrder:
		return "order_line/"
	default:
		return ""
	}
}
