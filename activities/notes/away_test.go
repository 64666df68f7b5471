package notes_test

import (
	"context"
	"fmt"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// What is left of these notes says nothing of their request but its mark in
// the file name, and the program was off when it happened.
func TestDecision_NoteOfWhichOnlyTheNameIsLeftIsNotADeletedOne(t *testing.T) {
	t.Parallel()
	for what, change := range map[string]func(o *office, name string){
		"emptied": func(o *office, name string) { o.write(o.move(name, vault.Approved), "") },
		"in iCloud only": func(o *office, name string) {
			o.remove(name)
			o.write("Approved/."+path.Base(name)+".icloud", "bplist00")
		},
		"overwritten by a sync tool": func(o *office, name string) { o.write(o.move(name, vault.Approved), strings.Repeat("\x00", 900)) },
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			atDesk(t, func(t *testing.T, o *office) {
				change(o, o.lay(approval()))
				o.open()
				require.Equal(t, contract.VerdictProblem, o.decide(approval()).Verdict)
				o.now = o.now.Add(3 * grace)
				require.Equal(t, contract.VerdictProblem, o.decide(approval()).Verdict, "it was taken for withdrawn")
			})
		})
	}
}

func TestDecision_NoteThatMayLieWhereNobodyLooksIsNotADeletedOne(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		name := o.lay(approval())
		deep := "Approved/" + strings.Repeat("d/", 9)
		require.NoError(t, os.MkdirAll(o.path(deep), 0o755))
		require.NoError(t, os.Rename(o.path(name), o.path(deep+path.Base(name))))
		o.now = o.now.Add(3 * grace)
		d := o.decide(approval())
		require.Equal(t, contract.VerdictProblem, d.Verdict)
		require.Contains(t, d.Problems[0], "move it up")
		require.NoError(t, os.Rename(o.path(deep+path.Base(name)), o.path("Approved/"+path.Base(name))))
		require.NoError(t, os.RemoveAll(o.path("Approved/d")))
		require.Equal(t, contract.VerdictApproved, o.decide(approval()).Verdict)
	})
}

func TestDecision_ManyNotesAboutOneRequestAreCountedAndTheFirstNamed(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		text := o.read(o.lay(approval()))
		for i := range 40 {
			o.write(fmt.Sprintf("Approved/copy %02d.md", i), text)
		}
		d := o.decide(approval())
		require.Equal(t, contract.VerdictProblem, d.Verdict)
		require.Contains(t, d.Problems[0], "41 notes")
		require.Len(t, d.Problems, 12)
		require.Equal(t, "Approved/copy 00.md", d.Problems[1])
		require.Equal(t, "… and 31 more.", d.Problems[11])
	})
}

// scans counts how often the vault is gone through.
type scans struct {
	finder
	n *int
}

func (s scans) Rescan(ctx context.Context) error {
	*s.n++
	return s.finder.Rescan(ctx)
}

func TestEnsureNote_NewRequestIsLaidWithoutGoingThroughTheVault(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		n := 0
		desk, err := notes.New(o.vault, scans{finder{o.watcher}, &n}, o.register, o.options())
		require.NoError(t, err)
		_, err = desk.EnsureNote(t.Context(), approval())
		require.NoError(t, err)
		require.Zero(t, n, "laying many notes would take the square of their number")
	})
}
