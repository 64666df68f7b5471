package score

import "slices"

// askable is what a label may name as the thing to be asked.
func askable() []string {
	return []string{
		"lines", Quantity, UnitPrice, Currency, Subtotal, Total, TaxIncluded, DueDate, NetDays, Company, PO,
		"split", "amends", "correction",
	}
}

// alike are groups of questions of which one stands for all: each makes the
// owner look at the same place of the mail.
func alike(l Label) [][]string {
	if l.has("total_mismatch") {
		return [][]string{{"lines", Quantity, UnitPrice, Subtotal, Total}}
	}
	return [][]string{{"lines", Quantity, UnitPrice}, {Subtotal, Total}, {"split", "amends", "correction", "lines"}}
}

// questions holds what was asked against what should have been, or against the
// accepted other questions that fit best.
func (l Label) questions(put []string) (asked, unasked, extra []string) {
	asked, unasked, extra = compare(l, l.AskAbout, put)
	for _, other := range l.OtherQuestions {
		a, u, e := compare(l, other, put)
		if len(u) < len(unasked) || (len(u) == len(unasked) && len(e) < len(extra)) {
			asked, unasked, extra = a, u, e
		}
	}
	return asked, unasked, extra
}

func compare(l Label, wanted, put []string) (asked, unasked, extra []string) {
	for _, want := range wanted {
		if covered(l, want, put) {
			asked = append(asked, want)
		} else {
			unasked = append(unasked, want)
		}
	}
	if slices.Contains(wanted, UnitPrice) && l.priceless() {
		wanted = append(slices.Clone(wanted), Currency)
	}
	for _, q := range put {
		if !covered(l, q, wanted) {
			extra = append(extra, q)
		}
	}
	return asked, unasked, extra
}

// priceless tells mails without any price: a question for the price is one for
// its currency as well.
func (l Label) priceless() bool {
	for _, line := range l.Lines {
		if line.Figures[UnitPrice].Stated {
			return false
		}
	}
	return true
}

func covered(l Label, one string, by []string) bool {
	if slices.Contains(by, one) {
		return true
	}
	for _, group := range alike(l) {
		if !slices.Contains(group, one) {
			continue
		}
		for _, g := range group {
			if slices.Contains(by, g) {
				return true
			}
		}
	}
	return false
}
