package notes

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/vault/rules"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// handbookPrefix begins the names of the notices about the handbook.
const handbookPrefix = "req-handbook-"

// FetchHandbook reads the rules in force now.
func (d *Desk) FetchHandbook(context.Context, contract.Nothing) (contract.Handbook, error) {
	return d.handbook()
}

// handbook reads the rules. While a line cannot be read the last page that
// could be read as a whole is in force, and the line is named in Problems; an
// example that fails is named in FailedExamples. Both only ever make the policy
// ask more.
func (d *Desk) handbook() (contract.Handbook, error) {
	h, _, err := d.tried()
	return h, err
}

// tried also gives the number of examples in the handbook.
func (d *Desk) tried() (h contract.Handbook, examples int, err error) {
	raw, err := d.vault.ReadFile(vault.HandbookPage, vault.MaxNoteBytes)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return contract.Handbook{}, 0, err
	}
	h, examples = d.rules.of(raw)
	if err != nil {
		h.Problems = []string{vault.HandbookPage + " is not there; bring it back, or start the employee again to get the starter page."}
	}
	if h, err = d.lastGood(h, raw); err != nil {
		return contract.Handbook{}, 0, err
	}
	h.Today = d.opts.Clock().In(d.opts.Zone).Format(time.DateOnly)
	h.DryRun = d.opts.DryRun
	h.Paused, err = d.vault.Exists(vault.PausePage)
	return h, examples, err
}

// lastRules are the rules of the page that was read last. Every mail and every
// decision reads the page anew; parsing it and trying its examples takes
// milliseconds, and they are the same as long as its bytes are.
type lastRules struct {
	mu       sync.Mutex
	read     bool
	page     []byte
	rules    contract.Handbook // handed out as it is: nobody changes what it refers to
	examples int
}

// of gives the rules of a page and the number of its examples.
func (l *lastRules) of(page []byte) (contract.Handbook, int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.read || !bytes.Equal(l.page, page) {
		h, trials := rules.Read(page)
		l.read, l.page, l.rules, l.examples = true, bytes.Clone(page), h, len(trials)
	}
	return l.rules, l.examples
}

// lastGood gives the rules in force for a page: its own when all of it can be
// read, and it is kept then; else those of the last page that was kept.
func (d *Desk) lastGood(h contract.Handbook, raw []byte) (contract.Handbook, error) {
	if len(h.Problems) == 0 {
		return h, d.register.keepHandbook(raw)
	}
	kept, err := d.register.handbook()
	if err != nil || kept == nil {
		return h, err
	}
	good, _ := rules.Read(kept)
	good.Problems, good.FailedExamples = h.Problems, h.FailedExamples
	return good, nil
}

// CheckHandbook tells the owner in a notice what in the handbook cannot be
// used and which of its examples fail, and takes the notice away when all is
// well. It gives what it told; about the same it tells once.
func (d *Desk) CheckHandbook(ctx context.Context) (wrong []string, err error) {
	h, err := d.handbook()
	if err != nil {
		return nil, err
	}
	wrong = slices.Concat(h.Problems, h.FailedExamples)
	id := ""
	if len(wrong) > 0 {
		id = handbookID(wrong)
		if err := d.tell(ctx, d.handbookNotice(id, h)); err != nil {
			return wrong, err
		}
	}
	return wrong, d.settle(ctx, handbookPrefix, "The handbook was put right.", func(s Summary) bool { return s.RequestID == id })
}

func (d *Desk) handbookNotice(id string, h contract.Handbook) contract.Note {
	n := contract.Note{
		RequestID: id, Revision: 1, Type: contract.NoteNotice, Folder: contract.FolderNeedsAction, Title: "The handbook has to be put right",
		Created: d.opts.Clock(), DryRun: d.opts.DryRun, Action: "notice about " + vault.HandbookPage,
		Lead: []string{everyInvoiceAsks, "Put " + vault.HandbookPage + " right: either the rule or the example says what you do not want."},
		HowTo: []string{
			"This notice goes away by itself when the handbook is put right. A table of all examples: go run ./starter policy-test",
		},
	}
	n.Sections = append(n.Sections, handbookSections(h)...)
	return n
}

const everyInvoiceAsks = "Until this is put right, every invoice asks, also one that a recurring rule would let through, and so does every post. Your name, taxes and currencies count as they last stood there."

// handbookSections say what is wrong with the handbook; none when all is well.
func handbookSections(h contract.Handbook) []contract.Section {
	var out []contract.Section
	if len(h.FailedExamples) > 0 {
		out = append(out, contract.Section{Heading: "Examples of the handbook that fail", Bullets: h.FailedExamples})
	}
	if len(h.Problems) > 0 {
		out = append(out, contract.Section{Heading: "Lines of the handbook that cannot be used", Bullets: h.Problems})
	}
	return out
}

// examplesState is the line of the dashboard about the examples.
func examplesState(h contract.Handbook, examples int) string {
	failed := len(h.FailedExamples)
	switch {
	case failed > 0:
		return strconv.Itoa(failed) + " of " + strconv.Itoa(examples) + " fail: every invoice asks"
	case len(h.Problems) > 0:
		return "The handbook has lines that cannot be used: every invoice asks"
	case examples == 0:
		return "The handbook has none"
	default:
		return "All " + strconv.Itoa(examples) + " hold"
	}
}

func handbookID(wrong []string) string {
	sum := sha256.Sum256([]byte(strings.Join(wrong, "\n")))
	return handbookPrefix + hex.EncodeToString(sum[:8])
}
