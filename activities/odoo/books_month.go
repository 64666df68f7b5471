package odoo

import (
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// month is what the month of the period has brought, for the pace of a goal.
// Its days are among those of the turnover: it begins in the period or less
// than five weeks before.
func (r *booksReader) month() contract.BooksMonth {
	of := monthOf(r.in.Period)
	return contract.BooksMonth{Period: of, Revenue: r.turnedFigure(income, -1, r.turnoverOf(of))}
}

// monthOf is the month in which a period begins, up to the period's end or the
// month's. The period has been parsed before.
func monthOf(p contract.BooksPeriod) contract.BooksPeriod {
	from, _ := parseDay(p.From)
	first := time.Date(from.Year(), from.Month(), 1, 0, 0, 0, 0, time.UTC)
	to := min(p.To, first.AddDate(0, 1, -1).Format(time.DateOnly))
	return contract.BooksPeriod{From: first.Format(time.DateOnly), To: to}
}
