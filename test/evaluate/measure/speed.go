package measure

import (
	"slices"
	"time"
)

// Speed is how long the reader took, by the clock of one core.
type Speed struct {
	Mails     int     `json:"mails"`
	Megabytes float64 `json:"megabytes"`
	// PerSecond is mails per second of reading; the rest are milliseconds.
	PerSecond float64 `json:"per_second"`
	P50       float64 `json:"p50_ms"`
	P99       float64 `json:"p99_ms"`
	Max       float64 `json:"max_ms"`
	// Slowest names the mail that took Max.
	Slowest string `json:"slowest"`
}

type timing struct {
	set, id string
	spent   time.Duration
	size    int
}

func speedOf(took []timing) Speed {
	s := Speed{Mails: len(took)}
	if len(took) == 0 {
		return s
	}
	slices.SortFunc(took, func(a, b timing) int { return int(a.spent - b.spent) })
	var sum time.Duration
	for _, t := range took {
		sum += t.spent
		s.Megabytes += float64(t.size) / 1e6
	}
	if sum > 0 {
		s.PerSecond = float64(len(took)) / sum.Seconds()
	}
	last := took[len(took)-1]
	s.P50, s.P99, s.Max = milliseconds(quantile(took, 50)), milliseconds(quantile(took, 99)), milliseconds(last.spent)
	s.Slowest = last.set + " " + last.id
	return s
}

// quantile is the smallest time that percent of the sorted mails do not exceed
// (nearest rank).
func quantile(sorted []timing, percent int) time.Duration {
	rank := (len(sorted)*percent + 99) / 100
	return sorted[max(rank, 1)-1].spent
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
