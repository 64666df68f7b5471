package bridge_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
)

// Some owners keep all their notes in one vault, and a sync tool or a slip may
// bring thousands of them into a folder in which notes decide.
func TestOdd_ManyNotesOfTheOwnersGetOneNotice(t *testing.T) {
	t.Parallel()
	for _, folder := range []vault.Folder{vault.PendingApproval, vault.Approved} {
		t.Run(string(folder), func(t *testing.T) {
			t.Parallel()
			inHouse(t, func(t *testing.T, h *house) {
				const mine = 40
				name := func(i int) string { return folder.Join(fmt.Sprintf("mine %03d.md", i)) }
				for i := range mine {
					h.write(name(i), "# Just a text\n")
				}
				h.later(3 * scan)
				told := h.files("Needs_Action")
				require.Len(t, told, 1)
				require.Contains(t, h.read(told[0]), "There are 40 files in "+string(folder)+"/")
				require.Contains(t, h.read(told[0]), "mine 000.md")

				h.restart()
				require.Equal(t, told, h.files("Needs_Action"), "told again after a restart")

				const left = 3
				for i := left; i < mine; i++ {
					h.move(name(i), vault.Plans)
				}
				h.later(4 * scan)
				require.Len(t, h.files("Needs_Action"), left, "few are told one by one")

				for i := range left {
					h.move(name(i), vault.Plans)
				}
				h.later(4 * scan)
				require.Empty(t, h.files("Needs_Action"))
				require.Empty(t, h.files("Completed"))
			})
		})
	}
}
