package notes

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
)

// A note counts only below vault.MaxNoteBytes, so each part of it has its
// share: what does not fit is left out and said to be.
const (
	maxBody    = 32 << 10 // bytes of our own text
	maxOwn     = 16 << 10 // bytes of the owner's text carried over
	maxPieces  = 40       // sections of one note
	maxHeading = 120      // runes of a heading
	maxBlock   = 2000     // runes of a quoted block of a stranger's words
	maxColumns = 12
	maxRows    = 200
	// leftRoom is kept free in every piece for the sentence that says what was left out.
	leftRoom = 120
)

// piece is a part of the body that can be written in more or less room. It
// keeps to the limit, in bytes, when that is at least that of a heading.
type piece func(limit int) string

// body writes the note's text. leftOut names properties for which there was no
// room at the top.
func body(n contract.Note, leftOut []string) string {
	pieces := []piece{
		fixed("\n# " + markdown.InlineUpTo(n.Title, maxHeading) + "\n\n"),
		paragraphs("", n.Lead),
	}
	if len(leftOut) > 0 {
		pieces = append(pieces, fixed("There was no room at the top for "+strconv.Itoa(len(leftOut))+" properties, from "+markdown.Inline(leftOut[0])+
			" on. They stay as shown below; to change one, add it at the top under its name.\n\n"))
	}
	if howTo := slices.Clone(n.HowTo); len(howTo) > 0 {
		if waits(n.Type) {
			howTo = append(howTo, "Later: write a day into "+keySnooze+", such as "+n.Created.AddDate(0, 0, 7).Format(time.DateOnly)+"; the note stays here, and is put before you again then.")
		}
		pieces = append(pieces, sectionPiece(contract.Section{Heading: "What you can do", Bullets: howTo}))
	}
	for i, s := range n.Sections {
		if i == maxPieces {
			pieces = append(pieces, fixed("… "+strconv.Itoa(len(n.Sections)-maxPieces)+" more sections were left out here.\n"))
			break
		}
		pieces = append(pieces, sectionPiece(s))
	}
	return vault.CleanText(fit(pieces, maxBody))
}

// fit shares the room among the pieces: small ones are whole, and the large
// ones get equal parts of what remains.
func fit(pieces []piece, limit int) string {
	texts := make([]string, len(pieces))
	order := make([]int, len(pieces))
	for i, p := range pieces {
		texts[i], order[i] = p(limit), i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(texts[a]), len(texts[b])) })
	for done, i := range order {
		if share := limit / (len(order) - done); len(texts[i]) > share {
			texts[i] = pieces[i](share)
		}
		limit -= len(texts[i])
	}
	return strings.Join(texts, "")
}

func fixed(s string) piece { return func(int) string { return s } }

func paragraphs(heading string, sentences []string) piece {
	return sectionPiece(contract.Section{Heading: heading, Text: sentences})
}

func sectionPiece(s contract.Section) piece {
	return func(limit int) string {
		w := &writer{limit: limit - leftRoom}
		if s.Heading != "" {
			w.b.WriteString("## " + markdown.InlineUpTo(s.Heading, maxHeading) + "\n\n")
		}
		for _, t := range s.Text {
			w.add(markdown.Inline(t) + "\n\n")
		}
		w.bullets(s.Bullets)
		w.table(s.Columns, s.Rows)
		for _, l := range s.Links {
			if to := markdown.Target(l.Target); to != "" {
				w.add("[" + markdown.Inline(l.Text) + "](" + to + ")\n\n")
			}
		}
		w.block(s.Quote, maxBlock)
		w.block(s.Code, markdown.MaxRaw)
		if w.left > 0 {
			w.b.WriteString("… " + strconv.Itoa(w.left) + " more were left out here; there was no room.\n\n")
		}
		return w.b.String()
	}
}

// writer adds items while there is room and counts those that found none.
type writer struct {
	b     strings.Builder
	limit int
	left  int
}

func (w *writer) add(item string) bool {
	if w.b.Len()+len(item) > w.limit {
		w.left++
		return false
	}
	w.b.WriteString(item)
	return true
}

func (w *writer) bullets(items []string) {
	for _, item := range items {
		w.add("- " + markdown.Inline(item) + "\n")
	}
	if len(items) > 0 {
		w.b.WriteString("\n")
	}
}

func (w *writer) table(columns []string, rows [][]string) {
	columns = columns[:min(len(columns), maxColumns)]
	if len(columns) == 0 || len(rows) == 0 {
		return
	}
	if !w.add(tableRow(columns, len(columns)) + strings.Repeat("| --- ", len(columns)) + "|\n") {
		w.left += len(rows) - 1
		return
	}
	for i, r := range rows {
		if i == maxRows || !w.add(tableRow(r, len(columns))) {
			w.left = max(w.left-1, 0)
			w.b.WriteString(tableRow([]string{"… and " + strconv.Itoa(len(rows)-i) + " more"}, len(columns)))
			break
		}
	}
	w.b.WriteString("\n")
}

func tableRow(cells []string, columns int) string {
	var b strings.Builder
	for i := range columns {
		cell := ""
		if i < len(cells) {
			cell = markdown.Inline(cells[i])
		}
		b.WriteString("| " + cell + " ")
	}
	return b.String() + "|\n"
}

func (w *writer) block(text string, limit int) {
	if text == "" {
		return
	}
	room := w.limit - w.b.Len() - len("\n\n")
	if room < 2*len("```text\n")+len(markdown.CutMark) {
		w.left++
		return
	}
	w.b.WriteString(markdown.Block(text, limit, room) + "\n\n")
}
