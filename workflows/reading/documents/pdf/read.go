package pdf

import (
	"bytes"
	"strings"
)

// Limits. They leave an order of ten pages with pictures room to spare.
const (
	MaxBytes  = 10 << 20
	MaxPages  = 30
	MaxText   = 200 << 10 // bytes of text
	MaxFiles  = 5         // embedded XML files
	maxObject = 100_000   // indirect objects
	maxFonts  = 500
)

// Budgets of one document; see budget.
const (
	maxTokens   = 1_000_000
	maxUnpacked = 32 << 20
	maxStream   = 8 << 20 // bytes of one decompressed stream
)

// Sentences for the person.
const (
	SayTooLarge  = "The attached PDF is too large or too complicated to be read; open it yourself."
	SayEncrypted = "The attached PDF is encrypted; ask for it without protection, or open it yourself."
	SayDamaged   = "The attached PDF is damaged; ask the sender for it again."
	SayNoText    = "The attached PDF shows no text that can be read, as a scan does; open it yourself."
	SayLetters   = "Part of the attached PDF's letters cannot be read; open it yourself."
	SayPages     = "The attached PDF has more than 30 pages; only the first 30 were read."
	SayCut       = "The attached PDF holds more text than is read; the rest was left out."
)

// Result is what was read of a PDF.
type Result struct {
	Text    string
	Files   []File
	Say     string
	Refused bool
	Partial bool
}

// File is an XML file embedded in a PDF.
type File struct {
	Name    string
	Content []byte
}

// budget is what is left of the work that one document may cause.
type budget struct {
	tokens   int
	unpacked int
	spent    bool // something was cut short
}

// charge takes the cost of work that no token stands for, and is false when
// nothing is left: tables may be shared, so that a short file asks for the same
// long work again and again.
func (b *budget) charge(n int) bool {
	if n < 0 || b.tokens < n {
		b.tokens, b.spent = 0, true
		return false
	}
	b.tokens -= n
	return true
}

// Read reads a PDF.
func Read(content []byte) Result {
	if len(content) > MaxBytes {
		return Result{Say: SayTooLarge, Refused: true}
	}
	if !bytes.Contains(content[:min(len(content), 1024)], []byte("%PDF-")) {
		return Result{Say: SayDamaged, Refused: true}
	}
	f := scan(content)
	switch {
	case f.encrypted:
		return Result{Say: SayEncrypted, Refused: true}
	case f.budget.spent:
		return Result{Say: SayTooLarge, Refused: true}
	}
	root := f.catalog()
	if root == nil {
		return Result{Say: SayDamaged, Refused: true}
	}
	out := Result{Files: f.embedded(root)}
	f.text(root, &out)
	return out
}

// text fills the text of all pages and says what is missing of it.
func (f *file) text(root *dict, out *Result) {
	pages, more := f.pages(root)
	if len(pages) == 0 {
		out.Refused, out.Say = true, SayDamaged
		return
	}
	w := newWriter(f)
	var b strings.Builder
	for i, p := range pages {
		if i > 0 {
			b.WriteByte('\f')
		}
		b.WriteString(w.page(p))
	}
	out.Text = strings.TrimRight(b.String(), "\f\n ")
	var says []string
	add := func(when bool, say string) {
		if when {
			says = append(says, say)
			out.Partial = true
		}
	}
	add(more, SayPages)
	add(f.budget.spent || w.full, SayCut)
	if strings.TrimSpace(out.Text) == "" {
		add(true, SayNoText)
	} else {
		add(w.unmapped*20 > w.mapped, SayLetters)
	}
	out.Say = strings.Join(says, " ")
}
