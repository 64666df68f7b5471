package reading

import (
	"strings"
)

// maxBlocks bounds the items of a mail that are laid out one below the other.
const maxBlocks = 60

// blockLines reads items that are laid out as fields, one block for each: "Item:
// Portrait session / Quantity: 1 / Price: £240", and again for the next. Every
// block must name its thing and its price.
func (s *source) blockLines(v view, e extraction) ([]item, bool) {
	blocks := s.fieldBlocks(strings.Split(v.text, "\n"))
	if len(blocks) < 2 || len(blocks) > maxBlocks {
		return nil, false
	}
	if last := blocks[len(blocks)-1]; blocks[0]["amount"] == "" {
		delete(last, "amount") // the sum below the blocks
	}
	var out []item
	for _, b := range blocks {
		rd := &reader{s: s, lang: s.language(v.text), out: e}
		it, ok := s.fieldItem(rd, b[keyPurpose], b)
		if !ok {
			return nil, false
		}
		out = append(out, it)
	}
	return out, true
}

// fieldBlocks collects the fields of each item; a field that is there already
// begins the next one.
func (s *source) fieldBlocks(lines []string) []map[string]string {
	var out []map[string]string
	for _, l := range lines[:min(len(lines), maxSegments)] {
		key, value, ok := s.field(trimBullet(l))
		if key == keyMessage {
			key = keyPurpose
		}
		if !ok || value == "" || key != keyPurpose && (!figureKey(key) || key == "tax") {
			continue
		}
		last := len(out) - 1
		if last < 0 || out[last][key] != "" {
			out = append(out, map[string]string{})
			last++
		}
		out[last][key] = strings.TrimSpace(value)
	}
	return out
}

// fieldItem makes a line of fields that name a thing, how many and the price.
func (s *source) fieldItem(rd *reader, what string, fields map[string]string) (item, bool) {
	if what == "" || fields["unit_price"]+fields["amount"] == "" {
		return item{}, false
	}
	t := tabular{rd: rd, cols: columns{
		kind:    []string{colText, colQty, colPrice, colAmount},
		percent: make([]bool, 4), rate: make([]value, 4), head: make([]string, 4),
	}}
	cells := []string{what, fields["qty"], fields["unit_price"], fields["amount"]}
	t.itemRow(cells, gridRow{style: barGrid, cells: cells, text: what})
	if len(t.items) != 1 {
		return item{}, false
	}
	it := t.items[0]
	it.quote = what
	return it, named(it.desc)
}
