package demo

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"time"
)

// document is one invoice or bill. Amounts are in cents with tax; net is
// without it.
type document struct {
	id      int64
	number  string
	partner int // place in customers or suppliers
	bill    bool
	booked  time.Time // day
	due     time.Time
	paid    time.Time // day; it may lie after the last week
	net     int64
	gross   int64
}

const (
	// vat is the tax on everything, in per cent.
	vat = 19
	// opening is the cash at the start, in cents.
	opening   = 1850000
	customer0 = 100 // IDs in the books
	supplier0 = 200
	// doubleWeek is the week in which a bill is entered twice.
	doubleWeek = 58
	// feverWeek is the week in which advertising is several times what it is.
	feverWeek = 59
)

// ledger is all documents of the business, by day.
type ledger struct {
	first     time.Time // Monday of the first week
	documents []document
}

// simulate invents what the business books in so many weeks.
func simulate(first time.Time, weeks int, dice *rand.Rand) *ledger {
	l := &ledger{first: first}
	end := first.AddDate(0, 0, 7*weeks)
	for i, c := range customers() {
		day := first.AddDate(0, 0, 7*c.from+dice.IntN(c.every))
		for day.Before(end) {
			l.invoice(i, c, day, dice)
			day = day.AddDate(0, 0, max(c.every*7/10+dice.IntN(c.every*6/10+1), 1))
		}
	}
	for i, s := range suppliers() {
		l.bills(i, s, end, dice)
	}
	l.anomalies(dice)
	slices.SortStableFunc(l.documents, func(a, b document) int { return a.booked.Compare(b.booked) })
	in, out := 0, 0
	for i := range l.documents {
		d := &l.documents[i]
		d.id = int64(1000 + i)
		if d.bill {
			out++
			d.number = "BILL/" + strconv.Itoa(d.booked.Year()) + "/" + padded(out)
			continue
		}
		in++
		d.number = "INV/" + strconv.Itoa(d.booked.Year()) + "/" + padded(in)
	}
	return l
}

func (l *ledger) invoice(i int, c customer, day time.Time, dice *rand.Rand) {
	net := euros(c.least, c.most, dice)
	due := day.AddDate(0, 0, 14)
	l.documents = append(l.documents, document{
		partner: i, booked: workday(day), due: due, net: net, gross: taxed(net),
		paid: latest(due.AddDate(0, 0, c.late+dice.IntN(c.spread+1)), day),
	})
}

func (l *ledger) bills(i int, s supplier, end time.Time, dice *rand.Rand) {
	add := func(day time.Time) {
		net := euros(s.least, s.most, dice)
		if s.stepWeek > 0 && !day.Before(l.first.AddDate(0, 0, 7*s.stepWeek)) {
			net = int64(s.stepTo) * 100
		}
		due := day.AddDate(0, 0, 14)
		l.documents = append(l.documents, document{partner: i, bill: true, booked: day, due: due, paid: due.AddDate(0, 0, dice.IntN(6)-4), net: net, gross: taxed(net)})
	}
	if s.monthly {
		for month := time.Date(l.first.Year(), l.first.Month(), s.day, 0, 0, 0, 0, time.UTC); month.Before(end); month = month.AddDate(0, 1, 0) {
			if !month.Before(l.first) {
				add(month)
			}
		}
		return
	}
	for day := l.first.AddDate(0, 0, dice.IntN(s.every)); day.Before(end); day = day.AddDate(0, 0, max(s.every/2+dice.IntN(s.every), 1)) {
		add(workday(day))
	}
}

// anomalies are what the page should find: a bill twice, and a week of far too
// much advertising.
func (l *ledger) anomalies(dice *rand.Rand) {
	day := l.first.AddDate(0, 0, 7*doubleWeek+1)
	for n := range 2 {
		l.documents = append(l.documents, document{partner: 4, bill: true, booked: day.AddDate(0, 0, 3*n), due: day.AddDate(0, 0, 14+3*n), paid: day.AddDate(0, 0, 40), net: 64000, gross: taxed(64000)})
	}
	for n := range 3 {
		d := l.first.AddDate(0, 0, 7*feverWeek+n)
		net := euros(650, 900, dice)
		l.documents = append(l.documents, document{partner: 5, bill: true, booked: d, due: d.AddDate(0, 0, 14), paid: d.AddDate(0, 0, 15), net: net, gross: taxed(net)})
	}
}

func euros(least, most int, dice *rand.Rand) int64 {
	if most <= least {
		return int64(least) * 100
	}
	return (int64(least)+dice.Int64N(int64(most-least)))*100 + dice.Int64N(20)*5
}

// taxed adds the tax, rounded half up.
func taxed(net int64) int64 { return net + (net*vat+50)/100 }

func workday(d time.Time) time.Time {
	switch d.Weekday() {
	case time.Saturday:
		return d.AddDate(0, 0, 2)
	case time.Sunday:
		return d.AddDate(0, 0, 1)
	}
	return d
}

func latest(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

func padded(n int) string {
	s := strconv.Itoa(n)
	for len(s) < 5 {
		s = "0" + s
	}
	return s
}
