// Package dates finds calendar dates in a text. A date is given only when it
// reads one way: 2026-12-01, 1 December 2026, 13/12/2026, and 1.12.2026 or
// 03/04/2026 where the language writes days first. 03/04/2026 in English is
// returned as ambiguous, a date without a year not at all.
//
// Start reading in dates.go.
package dates
