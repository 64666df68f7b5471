package notes_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const grace = 30 * time.Second

// farAhead is a clock after every time a file can have, so that nothing is
// clamped to now.
func farAhead() time.Time { return time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC) }

// atDesk runs a test in a bubble: settling times and grace periods pass at
// once, and nothing waits for a real clock.
func atDesk(t *testing.T, test func(t *testing.T, o *office)) {
	t.Helper()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		o := &office{t: t, dir: dir, now: farAhead()}
		o.open()
		t.Cleanup(func() { require.NoError(t, o.vault.Close()) })
		test(t, o)
	})
}

// office is a desk with its owner, who works on the files as Obsidian does.
type office struct {
	*notes.Desk
	t        testing.TB
	dir      string
	now      time.Time
	vault    *vault.Vault
	watcher  *vault.Watcher
	register *notes.Register
	dryRun   bool
	compose  notes.Compose
	canDraft bool
	// pagesCome is said on the dashboard.
	pagesCome string
}

// open starts the desk as after a crash: only what is on disk is known.
func (o *office) open() {
	o.t.Helper()
	var err error
	if o.vault == nil {
		o.vault, err = vault.Open(filepath.Join(o.dir, "vault"))
		require.NoError(o.t, err)
	}
	o.watcher, err = vault.NewWatcher(o.vault, vault.Options{})
	require.NoError(o.t, err)
	o.register, err = notes.OpenRegister(o.registerDir())
	require.NoError(o.t, err)
	o.Desk, err = notes.New(o.vault, finder{o.watcher}, o.register, o.options())
	require.NoError(o.t, err)
}

func (o *office) options() notes.Options {
	start := time.Now()
	zone := time.FixedZone("CET", 3600)
	return notes.Options{PagesCome: o.pagesCome, Zone: zone, Grace: grace, DryRun: o.dryRun, Compose: o.compose, CanDraft: func() bool { return o.canDraft }, Clock: func() time.Time { return o.now.Add(time.Since(start)) }}
}

func (o *office) registerDir() string { return filepath.Join(o.dir, "requests") }

// finder is the watcher's picture, as the worker has it.
type finder struct{ w *vault.Watcher }

func (f finder) Find(id string) []vault.Sighting  { return f.w.Index().Find(id) }
func (f finder) Broken() []vault.Sighting         { return f.w.Index().Broken() }
func (f finder) Rescan(ctx context.Context) error { return f.w.Rescan(ctx) }

func (o *office) path(name string) string {
	return filepath.Join(o.vault.Dir(), filepath.FromSlash(name))
}

func (o *office) lay(n contract.Note) string {
	o.t.Helper()
	ref, err := o.EnsureNote(context.Background(), n)
	require.NoError(o.t, err)
	return ref.Path
}

func (o *office) file(in contract.FileNoteInput) string {
	o.t.Helper()
	ref, err := o.EnsureFiled(context.Background(), in)
	require.NoError(o.t, err)
	return ref.Path
}

func (o *office) decide(n contract.Note) contract.Decision {
	o.t.Helper()
	require.NoError(o.t, o.watcher.Rescan(context.Background()))
	d, err := o.FetchDecision(context.Background(), contract.FetchDecisionInput{
		RequestID: n.RequestID, WorkflowID: n.WorkflowID, Revision: n.Revision, Fingerprint: n.Fingerprint,
	})
	require.NoError(o.t, err)
	return d
}

func (o *office) read(name string) string {
	o.t.Helper()
	b, err := os.ReadFile(o.path(name))
	require.NoError(o.t, err)
	return string(b)
}

func (o *office) write(name, text string) {
	o.t.Helper()
	require.NoError(o.t, os.WriteFile(o.path(name), []byte(text), 0o600))
}

// move is what dragging a note in Obsidian does.
func (o *office) move(name string, to vault.Folder) string {
	o.t.Helper()
	target := to.Join(filepath.Base(name))
	require.NoError(o.t, os.Rename(o.path(name), o.path(target)))
	return target
}

// edit replaces text in a note, and insists that it was there.
func (o *office) edit(name, old, text string) {
	o.t.Helper()
	was := o.read(name)
	require.Contains(o.t, was, old)
	o.write(name, strings.Replace(was, old, text, 1))
}

func (o *office) remove(name string) {
	o.t.Helper()
	require.NoError(o.t, os.Remove(o.path(name)))
}

// about lists every note in the vault that is about a request.
func (o *office) about(requestID string) []string {
	o.t.Helper()
	var found []string
	for _, f := range vault.Folders() {
		names, err := o.vault.List(string(f))
		require.NoError(o.t, err)
		for _, name := range names {
			if info, err := os.Stat(o.path(name)); err != nil || info.IsDir() {
				continue
			}
			if strings.Contains(o.read(name), requestID+"\"") {
				found = append(found, name)
			}
		}
	}
	return found
}

// files lists a folder without its subfolders.
func (o *office) files(folder string) []string {
	o.t.Helper()
	names, err := o.vault.List(folder)
	require.NoError(o.t, err)
	return slices.DeleteFunc(names, func(name string) bool {
		info, err := os.Stat(o.path(name))
		return err != nil || info.IsDir()
	})
}

// only gives the one file of a folder.
func (o *office) only(folder string) string {
	o.t.Helper()
	names := o.files(folder)
	require.Len(o.t, names, 1, folder)
	return names[0]
}

func approval() contract.Note {
	return contract.Note{
		RequestID: "req-0123456789abcdef-0", WorkflowID: "invoice/0123456789abcdef", Revision: 1,
		Type: contract.NoteApproval, Folder: contract.FolderPendingApproval, Title: "Invoice Orchard Tools Ltd 1190.00 EUR",
		Action: "odoo.create_draft_invoice", Created: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), Expires: time.Date(2026, 3, 16, 8, 0, 0, 0, time.UTC),
		Amount: "1190.00", Currency: "EUR", Counterparty: "Orchard Tools Ltd", Fingerprint: "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
		Fields: []contract.Field{
			{Key: "customer", Value: "Orchard Tools Ltd"},
			{Key: "due_date", Value: "2026-03-31"},
			{Key: "tax_included", Value: "false", Check: true},
			{Key: "line_1_description", Value: "Pruning course"},
			{Key: "line_1_quantity", Value: "2"},
			{Key: "line_1_unit_price", Value: "500.00"},
		},
		Lead: []string{"A draft invoice of 1190.00 EUR for Orchard Tools Ltd will be made in Odoo."},
		Sections: []contract.Section{
			{Heading: "The invoice", Columns: []string{"Description", "Quantity", "Unit price"}, Rows: [][]string{{"Pruning course", "2", "500.00"}}},
			{Heading: "Why you are asked", Text: []string{"The amount is over 100.00 USD.", "Rule: invoice.over_limit"}},
			{Heading: "The mail", Bullets: []string{"From: Ana <ana@orchard.example>"}, Quote: "Hello,\n\nplease invoice us for the course.\n", Links: []contract.Link{{Text: "The whole mail", Target: "Completed/Mails/hello (01234567).eml"}}},
		},
		HowTo: []string{"Yes: move this note to Approved/.", "No: move it to Rejected/."},
	}
}

func clarification() contract.Note {
	n := approval()
	n.Type, n.Folder, n.Title, n.Fingerprint, n.Amount = contract.NoteClarification, contract.FolderNeedsAction, "Question about an invoice for Orchard Tools Ltd", "", ""
	n.Fields = append([]contract.Field{{Key: "answered", Value: "false", Check: true}}, n.Fields...)
	n.Lead = []string{"A mail asks for an invoice, but does not say everything."}
	n.Sections = []contract.Section{{Heading: "Please answer", Columns: []string{"Question", "Property to fill in"}, Rows: [][]string{{"When is it due?", "due_date"}}}}
	return n
}

func notice() contract.Note {
	n := approval()
	n.RequestID += "-problem"
	n.Type, n.Folder, n.Title, n.Fields, n.Sections = contract.NoteNotice, contract.FolderNeedsAction, "This decision cannot be carried out", nil, nil
	n.Lead = []string{"There are 2 notes for this request: Approved/a.md, Rejected/a.md."}
	n.HowTo = []string{"Keep one of them."}
	return n
}

func filing(n contract.Note, outcome string) contract.FileNoteInput {
	return contract.FileNoteInput{
		Note: n, Folder: contract.FolderCompleted, Status: "completed", Outcome: outcome, Link: "https://odoo.example/web#id=7&model=account.move",
		Result: []contract.Section{{Heading: "Done", Text: []string{"The draft invoice is in Odoo (number 7)."}, Code: "account.move load [[\"7\"]]"}},
	}
}
