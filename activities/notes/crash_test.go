package notes_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

var errPower = errors.New("the power went out")

// mortal is a vault on a machine that loses its power at the nth change: before
// it is made or right after. From then on nothing works, the register neither.
type mortal struct {
	*vault.Vault
	o     *office
	lives int
	after bool
	dead  bool
}

func (m *mortal) change(do func() error) error {
	switch {
	case m.dead:
		return errPower
	case m.lives > 0:
		m.lives--
		return do()
	}
	if m.after {
		if err := do(); err != nil {
			return err
		}
	}
	m.dead = true
	return errors.Join(errPower, os.Rename(m.o.registerDir(), m.o.registerDir()+".off"))
}

func (m *mortal) WriteNote(name string, n *vault.Note) error {
	return m.change(func() error { return m.Vault.WriteNote(name, n) })
}

func (m *mortal) WriteNewNote(name string, n *vault.Note) (final string, err error) {
	err = m.change(func() error { final, err = m.Vault.WriteNewNote(name, n); return err })
	return final, err
}

func (m *mortal) Rewrite(name string, edit func([]byte) ([]byte, error)) error {
	return m.change(func() error { return m.Vault.Rewrite(name, edit) })
}

func (m *mortal) Remove(name string) error {
	return m.change(func() error { return m.Vault.Remove(name) })
}

func (m *mortal) Move(from, to string) (final string, err error) {
	err = m.change(func() error { final, err = m.Vault.Move(from, to); return err })
	return final, err
}

// diesAt runs an operation with the power going out at its nth change; it is
// false when the operation makes fewer changes.
func (o *office) diesAt(n int, after bool, operate func(*notes.Desk) error) bool {
	o.t.Helper()
	m := &mortal{Vault: o.vault, o: o, lives: n, after: after}
	desk, err := notes.New(m, finder{o.watcher}, o.register, o.options())
	require.NoError(o.t, err)
	err = operate(desk)
	if !m.dead {
		require.NoError(o.t, err)
		return false
	}
	require.Error(o.t, err)
	require.NoError(o.t, os.Rename(o.registerDir()+".off", o.registerDir()))
	o.open()
	return true
}

// crasher carries an operation out until the power goes out.
type crasher func(operate func(*notes.Desk) error) bool

// atEveryCrash runs a test once for every point at which the operation can be
// cut off.
func atEveryCrash(t *testing.T, test func(t *testing.T, o *office, crash crasher)) {
	t.Helper()
	for n := range 6 {
		for _, after := range []bool{false, true} {
			t.Run(fmt.Sprintf("at change %d, after %t", n+1, after), func(t *testing.T) {
				t.Parallel()
				atDesk(t, func(t *testing.T, o *office) {
					test(t, o, func(operate func(*notes.Desk) error) bool {
						died := o.diesAt(n, after, operate)
						require.True(t, died || n > 0, "the power never went out")
						return died
					})
				})
			})
		}
	}
}

func TestEnsureNote_CutOffAnywhereLaysOneNote(t *testing.T) {
	t.Parallel()
	atEveryCrash(t, func(t *testing.T, o *office, crash crasher) {
		crash(func(d *notes.Desk) error { _, err := d.EnsureNote(context.Background(), approval()); return err })
		name := o.lay(approval())
		require.Equal(t, []string{name}, o.about(approval().RequestID))
		require.Equal(t, name, o.lay(approval()))
		require.Equal(t, contract.VerdictApproved, o.decide(approvedIn(o, name)).Verdict)
	})
}

// What is done as a local activity is done anew after a crash, and with another
// hour in it: the note that lies there is the one that is decided.
func TestEnsureNote_DoneAnewALittleLaterIsTheNoteThatLiesThere(t *testing.T) {
	t.Parallel()
	atEveryCrash(t, func(t *testing.T, o *office, crash crasher) {
		crash(func(d *notes.Desk) error { _, err := d.EnsureNote(context.Background(), approval()); return err })
		later := approval()
		later.Expires = later.Expires.Add(10 * time.Second)
		later.Created = later.Created.Add(10 * time.Second)
		name := o.lay(later)
		require.Equal(t, []string{name}, o.about(later.RequestID))
		o.move(name, vault.Approved)
		d := o.decide(later)
		require.Equal(t, contract.VerdictApproved, d.Verdict, "%v", d.Problems)
	})
}

func approvedIn(o *office, name string) contract.Note {
	o.move(name, vault.Approved)
	return approval()
}

func TestEnsureNote_RevisionCutOffAnywhereKeepsTheOwnersWordsOnce(t *testing.T) {
	t.Parallel()
	atEveryCrash(t, func(t *testing.T, o *office, crash crasher) {
		first := clarification()
		name := o.lay(first)
		o.edit(name, "answered: false", "answered: true\nmood: good\nweight: 12.50\nurgent: true\ncolours:\n  - red\n  - blue")
		o.write(name, o.read(name)+"\nCall Ana first.\n")
		second := approval()
		second.Revision = 2
		crash(func(d *notes.Desk) error { _, err := d.EnsureNote(context.Background(), second); return err })
		laid := o.lay(second)
		require.Equal(t, []string{laid}, o.about(second.RequestID))
		text := o.read(laid)
		require.Contains(t, text, "\n## Your notes\n\nCall Ana first.\n")
		require.NotContains(t, text, "does not say everything", "text of ours was taken for the owner's")
		note, err := o.vault.ReadNote(laid)
		require.NoError(t, err)
		requireOwnProperties(t, note)
		_, asked := note.Kind("answered")
		require.False(t, asked, "a property of ours was taken for the owner's")
		requireNothingHidden(t, o)
		o.move(laid, vault.Approved)
		require.Equal(t, contract.VerdictApproved, o.decide(second).Verdict)
	})
}

// A revision that was cut off, and whose request then ends another way.
func TestEnsureFiled_AfterARevisionWasCutOffAnywhereKeepsTheOwnersWords(t *testing.T) {
	t.Parallel()
	atEveryCrash(t, func(t *testing.T, o *office, crash crasher) {
		name := o.lay(clarification())
		o.write(name, o.read(name)+"\nCall Ana first.\n")
		second := approval()
		second.Revision = 2
		crash(func(d *notes.Desk) error { _, err := d.EnsureNote(context.Background(), second); return err })

		filed := o.file(filing(second, "rejected"))

		require.Equal(t, []string{filed}, o.about(second.RequestID))
		require.Contains(t, o.read(filed), "Call Ana first.")
		requireNothingHidden(t, o)
	})
}

// requireNothingHidden looks for what is put out of the way while it is replaced.
func requireNothingHidden(t *testing.T, o *office) {
	t.Helper()
	hidden, err := filepath.Glob(o.path("*/.req-*"))
	require.NoError(t, err)
	require.Empty(t, hidden)
}

func requireOwnProperties(t *testing.T, note *vault.Note) {
	t.Helper()
	kinds := map[string]vault.ValueKind{"mood": vault.StringValue, "weight": vault.NumberValue, "urgent": vault.BoolValue, "colours": vault.ListValue}
	for key, want := range kinds {
		kind, ok := note.Kind(key)
		require.True(t, ok, key)
		require.Equal(t, want, kind, key)
	}
	weight, _ := note.Get("weight")
	require.Equal(t, "12.50", weight)
	colours, _ := note.GetList("colours")
	require.Equal(t, []string{"red", "blue"}, colours)
}

func TestEnsureFiled_CutOffAnywhereLeavesOneNoteWithTheOwnersWords(t *testing.T) {
	t.Parallel()
	atEveryCrash(t, func(t *testing.T, o *office, crash crasher) {
		name := o.move(o.lay(approval()), vault.Approved)
		o.edit(name, "2026-03-31", "2026-04-15")
		o.write(name, o.read(name)+"\nAs agreed by telephone.\n")
		in := filing(approval(), "done")
		crash(func(d *notes.Desk) error { _, err := d.EnsureFiled(context.Background(), in); return err })
		filed := o.file(in)
		require.Equal(t, []string{filed}, o.about(approval().RequestID))
		text := o.read(filed)
		require.Contains(t, text, "due_date: \"2026-04-15\"")
		require.Contains(t, text, "\n## Your notes\n\nAs agreed by telephone.\n")
		require.Contains(t, text, "outcome: \"done\"")
		require.False(t, o.IsOpen(approval().RequestID))
		require.Equal(t, filed, o.file(in), "filing again made another note")
		require.Equal(t, text, o.read(filed))
	})
}

func TestEnsureFiled_CutOffKeepsANoteThatCannotBeRead(t *testing.T) {
	t.Parallel()
	atEveryCrash(t, func(t *testing.T, o *office, crash crasher) {
		name := o.move(o.lay(approval()), vault.Rejected)
		o.edit(name, "customer: ", "customer; ")
		o.write(name, o.read(name)+"\nMy long thoughts.\n")
		in := filing(approval(), "rejected")
		crash(func(d *notes.Desk) error { _, err := d.EnsureFiled(context.Background(), in); return err })
		o.file(in)
		kept := o.about(approval().RequestID)
		require.Len(t, kept, 2)
		require.NoFileExists(t, o.path(name))
		require.Contains(t, o.read("Completed/Invoice Orchard Tools Ltd 1190.00 EUR (340bc0) (your version).md"), "My long thoughts.")
	})
}
