package odoofake

import (
	"slices"

	"github.com/shopspring/decimal"
)

// paper is how a kind of document with lines is stored: an invoice or a
// quotation. What both do alike is done once.
type paper struct {
	model, lineModel string
	lines            string // the document's field of lines
	parent           string // a line's field of its document
	quantity, taxes  string // of a line
}

// paperOf tells how a model's documents are stored.
func (s *Server) paperOf(model string) (paper, bool) {
	switch model {
	case "account.move":
		return paper{model, "account.move.line", "invoice_line_ids", "move_id", "quantity", "tax_ids"}, true
	case "sale.order":
		return paper{model, "sale.order.line", "order_line", "order_id", "product_uom_qty", s.saleTaxField()}, true
	}
	return paper{}, false
}

func (s *Server) moves() paper {
	p, _ := s.paperOf("account.move")
	return p
}

// createPaper makes a draft with its lines, or nothing.
func (s *Server) createPaper(p paper, values row, columns []string, rows [][]string, context map[string]any) (int64, string) {
	begin := s.newOrder
	if p.model == "account.move" {
		begin = func(values row, context map[string]any) (int64, string) {
			return s.newMove(values, sendsTerm(columns), context)
		}
	}
	id, message := begin(values, context)
	if message != "" {
		return 0, message
	}
	document := s.table(p.model).rows[id]
	lines, message := s.createPaperLines(p, document, columns, rows)
	if message != "" {
		delete(s.table(p.model).rows, id)
		return 0, message
	}
	document[p.lines] = lines
	s.computeTotals(p, document)
	return id, ""
}

// createPaperLines makes the lines of all rows; on a message none is left.
func (s *Server) createPaperLines(p paper, document row, columns []string, rows [][]string) ([]int64, string) {
	fields, _ := s.schema(p.lineModel)
	var ids []int64
	for _, cells := range rows {
		values, message := s.convert(fields, columns, cells, p.lines+"/")
		if message == "" && len(values) > 0 && values["product_id"] == nil && p.model == "sale.order" {
			message = missingProduct
		}
		if message != "" {
			for _, id := range ids {
				delete(s.table(p.lineModel).rows, id)
			}
			return nil, message
		}
		if len(values) > 0 {
			ids = append(ids, s.insertLine(p, document, values))
		}
	}
	return ids, ""
}

// appendPaperLines is what a load that lacks the context keys does to a record
// that is there.
func (s *Server) appendPaperLines(p paper, id int64, columns []string, rows [][]string) any {
	document := s.table(p.model).rows[id]
	lines, message := s.createPaperLines(p, document, columns, rows)
	if message != "" {
		return loadRefusal(message)
	}
	old, _ := document[p.lines].([]int64)
	document[p.lines] = append(slices.Clone(old), lines...)
	s.computeTotals(p, document)
	return loaded(id)
}

// insertLine fills in what a line does not say, rounds its numbers and stores
// it. An invoice's lines are products from 16 on unless they say otherwise.
func (s *Server) insertLine(p paper, document, values row) int64 {
	values[p.parent] = document["id"]
	if p.model == "account.move" && values["display_type"] == nil && s.opts.Version >= 16 {
		values["display_type"] = "product"
	}
	if _, said := values[p.quantity]; !said {
		values[p.quantity] = decimal.NewFromInt(1)
	}
	s.fillIn(p, document, values)
	s.keepDigits(p, values)
	return s.insert(p.lineModel, 0, values)
}

// keepDigits rounds a line's numbers as the decimal accuracies say.
func (s *Server) keepDigits(p paper, values row) {
	s.shorten(values, "price_unit", s.opts.PriceDigits)
	s.shorten(values, p.quantity, 2)
	s.shorten(values, "discount", 2)
}

// shorten rounds to a decimal accuracy; 0 digits means that none applies.
func (s *Server) shorten(values row, name string, digits int32) {
	d, ok := values[name].(decimal.Decimal)
	if ok && digits > 0 {
		values[name] = d.Round(digits)
	}
}

// computeTotals computes a document's amounts as the version and the company do.
func (s *Server) computeTotals(p paper, document row) {
	t := s.sums(s.taxedLines(p, document), s.places(document))
	document["amount_untaxed"], document["amount_tax"], document["amount_total"] = t.untaxed, t.tax(), t.untaxed.Add(t.tax())
	if p.model != "account.move" {
		return
	}
	document["payment_state"], document["amount_residual"] = "not_paid", document["amount_total"]
	s.sign(document)
}

// taxedLines are the lines of a document that have an amount.
func (s *Server) taxedLines(p paper, document row) []taxedLine {
	ids, _ := document[p.lines].([]int64)
	var lines []taxedLine
	for _, id := range ids {
		line := s.table(p.lineModel).rows[id]
		if kind := line["display_type"]; kind == "line_note" || kind == "line_section" {
			continue // words without an amount
		}
		lines = append(lines, s.taxedLine(line, p.quantity, p.taxes))
	}
	return lines
}
