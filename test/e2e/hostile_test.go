package e2e_test

import (
	"bytes"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
	"github.com/autonomous-employee/employee/test/hostile"
)

// manyFiles is how a notice about more files than are told one by one begins.
var manyFiles = regexp.MustCompile(`There are (\d+) files in \S+ that cannot count`)

// The whole table of hostile notes lies in one vault at once, beside a note
// that waits. What each of them does alone is tested in worker/bridge.
func TestHostile_AllAtOnceDoNothingAndTheHonestNoteStillCounts(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	knowsTheCustomer(fake)
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	closed := pending(p, "5002")
	old := p.Read("Pending_Approval", closed)
	p.Move(closed, "Pending_Approval", "Approved")
	completed(p, "5002")
	note, other := pending(p, "5000"), pending(p, "5001")
	desk := hostile.Desk{Dir: p.VaultDir(), Note: note, Text: p.Read("Pending_Approval", note), Other: p.Read("Pending_Approval", other), Closed: old}

	var laid []hostile.Made
	alone := 0
	for _, c := range hostile.Cases() {
		made, err := c.Lay(desk)
		require.NoError(t, err, c.Name)
		laid = append(laid, made)
		if c.Want == hostile.Told && len(made.Files) == 1 && !about(made.Files[0], desk) {
			alone++
		}
	}
	require.Greater(t, alone, 30)

	p.Eventually("every file that belongs to nothing to be told, and a notice for the request", func() bool {
		told := 0
		for _, n := range p.Notes("Needs_Action") {
			switch text := p.Glimpse("Needs_Action", n); {
			case !strings.Contains(text, `type: "notice"`):
			case manyFiles.MatchString(text): // they are told together
				count, err := strconv.Atoi(manyFiles.FindStringSubmatch(text)[1])
				require.NoError(t, err)
				told += count
			default:
				told++
			}
		}
		return told > alone
	})
	require.Contains(t, p.Read("Needs_Action", p.Note("Needs_Action", "cannot be carried out")), "notes for this request")
	require.Len(t, fake.Drafts(), 1, "only what was approved before")
	out, err := p.Starter("status")
	require.NoError(t, err, out)

	for _, made := range laid {
		require.NoError(t, made.Clear())
	}
	p.Eventually("the notices about files to go", func() bool { return len(p.Notes("Needs_Action")) <= 2 })
	require.Len(t, fake.Drafts(), 1)
	p.Move(note, "Pending_Approval", "Approved")
	p.Move(other, "Pending_Approval", "Approved")
	for _, id := range []string{"5000", "5001"} {
		_, done := completed(p, id)
		require.Equal(t, "done", harness.Property(done, "outcome"))
	}
	p.Eventually("the last notice to go", func() bool { return len(p.Notes("Needs_Action")) == 0 })
	require.Len(t, fake.Drafts(), 3)
	for _, d := range fake.Drafts() {
		require.Equal(t, "2020", d.Amount("amount_total"))
	}
	require.Equal(t, 3, p.Logged("odoo.create_draft_invoice", "intent"))
}

// about reports whether a file says which of the open requests it is about, so
// that it is told together with the others about it.
func about(file string, desk hostile.Desk) bool {
	info, err := os.Lstat(file)
	if err != nil || !info.Mode().IsRegular() || info.Size() > 1<<26 {
		return err == nil && info.Mode().IsRegular()
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return false
	}
	for _, known := range []string{desk.Text, desk.Other} {
		if bytes.Contains(text, []byte(harness.Property(known, "request_id"))) {
			return true
		}
	}
	return false
}
