package notes_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestEnsureFiled_NoteThatIsGoneIsWrittenAnew(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.remove(o.lay(approval()))
		filed := o.file(filing(approval(), "withdrawn"))
		require.Equal(t, "Completed/Invoice Orchard Tools Ltd 1190.00 EUR (340bc0).md", filed)
		require.Contains(t, o.read(filed), "Pruning course")
	})
}

func TestEnsureFiled_NoteThatNeverWasIsWritten(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		filed := o.file(filing(notice(), "ignored"))
		require.Equal(t, []string{filed}, o.about(notice().RequestID))
		r, found, err := o.Request(notice().RequestID)
		require.NoError(t, err)
		require.True(t, found)
		require.True(t, r.Closed)
		require.Equal(t, "ignored", r.Outcome)
		require.Equal(t, filed, r.Path)
	})
}

func TestEnsureFiled_CopiesGoAndTheirWordsStay(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		name := o.lay(approval())
		o.write("Rejected/copy of mine.md", o.read(name)+"\nFrom the copy.\n")
		o.write(name, o.read(name)+"\nFrom the note.\n")
		filed := o.file(filing(approval(), "expired"))
		require.Equal(t, []string{filed}, o.about(approval().RequestID))
		require.Contains(t, o.read(filed), "From the copy.")
		require.Contains(t, o.read(filed), "From the note.")
	})
}

func TestEnsureFiled_OneNameForManyNeverOverwrites(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		mine := "Completed/Invoice Orchard Tools Ltd 1190.00 EUR (340bc0).md"
		o.write(mine, "mine\n")
		var all sync.WaitGroup
		for i := range 6 {
			n := approval()
			if i > 0 {
				n.RequestID = fmt.Sprintf("req-%016d-0", i)
			}
			all.Go(func() { _, err := o.EnsureFiled(context.Background(), filing(n, "done")); require.NoError(t, err) })
		}
		all.Wait()
		names, err := o.vault.List("Completed")
		require.NoError(t, err)
		require.Len(t, names, 7)
		require.Equal(t, "mine\n", o.read(mine))
	})
}

func TestEnsureFiled_IntoTheFolderWhereTheNoteLiesLeavesOne(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.move(o.lay(approval()), vault.Rejected)
		in := filing(approval(), "rejected")
		in.Folder = contract.FolderRejected
		filed := o.file(in)
		require.Equal(t, []string{filed}, o.about(approval().RequestID))
	})
}

func TestEnsureFiled_LinkIsOnlyEverAWebAddressWithoutPassword(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		in := filing(approval(), "done")
		in.Link = "https://admin:hunter2@odoo.example/web#id=7"
		text := o.read(o.file(in))
		require.Contains(t, text, "odoo_url: \"https://odoo.example/web#id=7\"")
		require.NotContains(t, text, "hunter2")
		other := filing(notice(), "done")
		other.Link = "javascript:alert(1)"
		require.NotContains(t, o.read(o.file(other)), "odoo_url")
	})
}

func TestEnsureFiled_LongExactCallIsCutVisiblyAndTheNoteCounts(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		in := filing(approval(), "dry_run")
		in.Result[0].Code = strings.Repeat("{\"name\": \"Äpfel und ````` Birnen\"}\n", 100_000)
		name := o.file(in)
		require.Less(t, len(o.read(name)), vault.MaxNoteBytes)
		require.Contains(t, o.read(name), " …\n``````\n")
		_, err := o.vault.ReadNote(name)
		require.NoError(t, err)
	})
}

func TestPutBack_BringsAMovedNoteBackToCompleted(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.lay(approval())
		name := o.move(o.file(filing(approval(), "rejected")), vault.PendingApproval)
		values, err := o.Values(approval().RequestID, name)
		require.NoError(t, err)
		require.Equal(t, "Pruning course", values["line_1_description"])
		require.NoError(t, o.PutBack(approval().RequestID, name))
		r, _, err := o.Request(approval().RequestID)
		require.NoError(t, err)
		require.Equal(t, []string{r.Path}, o.about(approval().RequestID))
		require.True(t, strings.HasPrefix(r.Path, "Completed/"))
		require.True(t, r.Closed)
	})
}
