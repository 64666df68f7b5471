package e2e_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/harness"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// guest is one of many owners whom one worker serves.
type guest struct {
	owner contract.OwnerID
	dir   string
}

func (g guest) path(parts ...string) string {
	return filepath.Join(append([]string{g.dir}, parts...)...)
}

// notes are the texts of the notes about requests that the owner has.
func (g guest) notes() []string {
	var out []string
	for _, folder := range []string{"Needs_Action", "Pending_Approval"} {
		files, _ := filepath.Glob(g.path("AI_Employee", folder, "*.md"))
		for _, f := range files {
			if b, err := os.ReadFile(f); err == nil && strings.Contains(string(b), "request_id") {
				out = append(out, string(b))
			}
		}
	}
	return out
}

// logged are the workflow IDs in the owner's audit log.
func (g guest) logged(t *testing.T) []string {
	t.Helper()
	var out []string
	files, _ := filepath.Glob(g.path("Vault", "Logs", "*.json"))
	for _, name := range files {
		f, err := os.Open(name)
		require.NoError(t, err)
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			var line harness.LogLine
			require.NoError(t, json.Unmarshal(lines.Bytes(), &line))
			if line.WorkflowID != "" {
				out = append(out, line.WorkflowID)
			}
		}
	}
	return out
}

// guests is how many owners there are; EMPLOYEE_TEST_OWNERS sets another number.
func guests(t *testing.T) int {
	if n, err := strconv.Atoi(os.Getenv("EMPLOYEE_TEST_OWNERS")); err == nil {
		return n
	}
	return 100
}

// One worker serves many owners. A heap of mails of one delays no other, and
// nobody gets anything of another's.
func TestManyOwners_AHeapOfOneDelaysNoOther(t *testing.T) {
	t.Parallel()
	n := guests(t)
	heap := 3 * n
	p := harness.New(t, "OWNERS_DIR=owners")
	all := make([]guest, n)
	for i := range all {
		owner := contract.OwnerID(fmt.Sprintf("shop-%d", i))
		all[i] = guest{owner: owner, dir: filepath.Join(p.Dir, "owners", string(owner))}
		require.NoError(t, os.MkdirAll(all[i].dir, 0o700))
		require.NoError(t, os.WriteFile(all[i].path(".env"), []byte("OWNER_TIMEZONE=Europe/Berlin\nEMPLOYEE_SCAN_INTERVAL=2s\n"), 0o600))
	}
	began := time.Now()
	p.Start()
	for _, g := range all {
		p.EventuallyWithin(5*time.Minute, string(g.owner)+" to be served", func() bool {
			_, err := os.Stat(g.path(".employee", "ready.json"))
			return err == nil
		})
	}
	t.Logf("%d owners are served after %s", n, time.Since(began).Round(time.Millisecond))

	drop := func(g guest, id string) {
		require.NoError(t, os.WriteFile(g.path("AI_Employee", "Inbox", id+".eml"), []byte(request(id)), 0o644))
	}
	for i := range heap {
		drop(all[0], fmt.Sprintf("heap-%d", i))
	}
	p.EventuallyWithin(5*time.Minute, "the heap to be begun", func() bool { return len(all[0].notes()) > 0 })
	began = time.Now()
	for _, g := range all[1:] {
		drop(g, "of-"+string(g.owner))
	}
	for _, g := range all[1:] {
		p.EventuallyWithin(5*time.Minute, "the note of "+string(g.owner), func() bool { return len(g.notes()) == 1 })
	}
	others, done := time.Since(began), len(all[0].notes())
	t.Logf("%d other owners have their note after %s; %d of the heap's %d are there then", n-1, others.Round(time.Millisecond), done, heap)
	require.Less(t, done, heap, "others are served before the heap is")

	for _, g := range all[1:] {
		text := g.notes()[0]
		require.Contains(t, text, "of-"+string(g.owner))
		require.NotContains(t, text, "heap-")
	}
	for _, g := range all {
		ids := g.logged(t)
		require.NotEmpty(t, ids, g.owner)
		for _, id := range ids {
			require.True(t, g.owner.Owns(id), "%s logs %s", g.owner, id)
		}
	}
}
