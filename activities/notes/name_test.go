package notes_test

import (
	"fmt"
	"os"
	"path"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestName_TwoRequestsOfOneTitleMovedOverEachOtherKeepBoth(t *testing.T) {
	t.Parallel()
	for _, long := range []string{"", strings.Repeat(" and more", 40), strings.Repeat("ü", 100)} {
		t.Run(fmt.Sprint(len(long)), func(t *testing.T) {
			t.Parallel()
			atDesk(t, func(t *testing.T, o *office) {
				one, two := approval(), approval()
				one.Title += long
				two.Title += long
				two.RequestID, two.WorkflowID = "req-fedcba9876543210-0", "invoice/fedcba9876543210"
				o.move(o.lay(one), vault.Approved)
				o.move(o.lay(two), vault.Approved)
				require.Len(t, o.files("Approved"), 2)
				require.Equal(t, contract.VerdictApproved, o.decide(one).Verdict)
				require.Equal(t, contract.VerdictApproved, o.decide(two).Verdict)
				for _, n := range []contract.Note{one, two} {
					o.move(o.file(filing(n, "rejected")), vault.Rejected)
				}
				require.Len(t, o.files("Rejected"), 2)
			})
		})
	}
}

func TestName_KeepsItsMarkAndItsLengthWhateverTheTitle(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		for i, title := range []string{
			"", ".", " (123456)", "CON", "con.txt", "a/b\\c:d", "x.md", "x.tmp", "~$x", strings.Repeat("x", 118) + ". .", strings.Repeat("é", 60),
			strings.Repeat("\U0001D160", 60), strings.Repeat("名", 500), strings.Repeat("a ", 5000), "report (conflict 2026-03-02)", "notes_backup_12", "\xff\xfe",
		} {
			n := approval()
			n.RequestID, n.Title = fmt.Sprintf("req-%016d-0", i), title
			name := path.Base(o.lay(n))
			require.Regexp(t, ` \([0-9a-f]{6}\)\.md$`, name)
			require.LessOrEqual(t, len(name), 120, name)
			require.True(t, utf8.ValidString(name))
			require.Equal(t, name, vault.SafeName(name), "the vault would name it otherwise")
			require.Equal(t, name, path.Base(o.file(filing(n, "done"))), "it is filed under another name")
		}
	})
}

func TestName_DoesNotGrowWithRevisionsAndPuttingBack(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		n := approval()
		first := path.Base(o.lay(n))
		for n.Revision = 2; n.Revision <= 6; n.Revision++ {
			name := path.Base(o.lay(n))
			require.LessOrEqual(t, len(name), len(first)+len(" (2)"), "the number keeps it off the revision it replaces; nothing else may come")
			require.Equal(t, 1, strings.Count(name, " (340bc0)"))
		}
		n.Revision--
		filed := o.file(filing(n, "rejected"))
		require.Equal(t, first, path.Base(filed))
		for range 3 {
			o.write("Pending_Approval/"+path.Base(filed), o.read(filed))
			require.NoError(t, o.PutBack(n.RequestID, "Pending_Approval/"+path.Base(filed)))
			r, _, err := o.Request(n.RequestID)
			require.NoError(t, err)
			filed = r.Path
			require.Regexp(t, `^Completed/Invoice Orchard Tools Ltd 1190\.00 EUR \(340bc0\) \(\d\)\.md$`, filed)
		}
		require.Len(t, o.files("Completed"), 4, "a copy was lost")
	})
}

func TestName_TitleThatBringsItsMarkAlongGetsNoSecond(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		n := approval()
		n.Title += " (340bc0)"
		require.Equal(t, "Pending_Approval/Invoice Orchard Tools Ltd 1190.00 EUR (340bc0).md", o.lay(n))
		n.Revision, n.Title = 2, n.Title+" again"
		require.Equal(t, "Pending_Approval/Invoice Orchard Tools Ltd 1190.00 EUR (340bc0) again (340bc0).md", o.lay(n))
	})
}

func TestName_OwnersVersionKeepsTheMarkOnce(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		n := approval()
		n.Title = strings.Repeat("long title ", 30)
		name := o.lay(n)
		for n.Revision = 2; n.Revision <= 3; n.Revision++ {
			o.write(name, o.read(name)+strings.Repeat("A line of mine.\n", 2000))
			name = o.lay(n)
		}
		kept := o.files("Completed")
		require.Len(t, kept, 2)
		for _, k := range kept {
			require.Regexp(t, `^Completed/long title .* \(340bc0\) \(your version\)( \(2\))?\.md$`, k)
			require.LessOrEqual(t, len(path.Base(k)), 120+len(" (2)"))
		}
		require.NoError(t, os.Rename(o.path(kept[0]), o.path("Approved/"+path.Base(kept[0]))))
		o.file(filing(n, "done"))
		for _, k := range o.files("Completed") {
			require.Equal(t, 1, strings.Count(k, " (340bc0)"), k)
			require.LessOrEqual(t, strings.Count(k, "(your version)"), 1, k)
		}
	})
}
