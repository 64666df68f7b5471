// Package page composes the Monday page: of everything that was gathered about
// a week it makes the audit note, the briefing note and their pictures, and the
// figures that later weeks compare themselves with.
//
// It is a pure function: no clock, no files, no network, and the same week
// gives the same bytes. It invents nothing. A figure that is not known is shown
// as missing with its reason and since when, never as zero; currencies are
// added only at a rate of the handbook, which is named with its day; figures
// that contradict each other halt their section, which then asks. Every number
// of the briefing is entered in the ledger, and the audit note prints the
// ledger as its table of lineage.
//
// Names and words of strangers are escaped by package markdown and cut. Values
// of type md are Markdown of our own making; a string becomes one only through
// esc.
//
// Start reading in compose.go, then ledger.go and briefing.go.
package page
