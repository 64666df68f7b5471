package demo

import (
	"math/rand/v2"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

// Weeks is how many weeks a demo fills: a year, and eight before it that say
// what is usual.
const Weeks = 60

const (
	// socialFrom is the week in which the social accounts are connected.
	socialFrom = 12
	// downWeek is a week in which Odoo could not be read.
	downWeek = 33
	// runsAt is the hour of Monday at which the pages are made.
	runsAt = 7
)

// Gather invents what would have been gathered about each of the weeks up to
// and with last, oldest first.
func Gather(seed uint64, last week.Week, weeks int) ([]contract.Week, error) {
	zone, err := time.LoadLocation(zoneName)
	if err != nil {
		return nil, err
	}
	dice := rand.New(rand.NewPCG(seed, 0x5eed))
	first, err := time.Parse(time.DateOnly, last.Add(1-weeks).Monday())
	if err != nil {
		return nil, err
	}
	l := simulate(first, weeks, dice)
	var out []contract.Week
	var reach []contract.PlatformFigures
	for n := range weeks {
		w := last.Add(n + 1 - weeks)
		monday := first.AddDate(0, 0, 7*n)
		after := monday.AddDate(0, 0, 7)
		at := time.Date(after.Year(), after.Month(), after.Day(), runsAt, 0, 2, 0, zone)
		g := contract.Week{Span: w.Span(zone, at)}
		if n != downWeek {
			g.Books = l.books(monday, g.Span.AsOf.Add(time.Second))
		} else {
			g.Missing = append(g.Missing, contract.WeekMissing{Source: contract.SourceBooks, Kind: contract.FailTransient, Since: out[n-1].Span.AsOf, Why: "Odoo did not answer (connection refused). Look whether its server runs, then make the pages again."})
		}
		s := scene{n: n, weeks: weeks, span: g.Span, dice: dice}
		g.Vault, g.Mail, g.Processes, g.Audit = s.desk(), s.mail(), s.processes(), s.log()
		if n >= socialFrom {
			g.Posts, reach = s.posts(reach)
		} else {
			g.Missing = append(g.Missing, contract.WeekMissing{Source: contract.SourcePosts, Kind: contract.FailNotConfigured, Why: "No social account is connected. Put the keys of Facebook, Instagram or X into .env."})
		}
		out = append(out, g)
	}
	return out, nil
}
