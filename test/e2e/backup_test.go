package e2e_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// A copy is made while a request waits; then the machine goes on, and is lost.
// What is restored elsewhere asks again about both, and what was made meanwhile
// is not made twice.
func TestBackup_RestoredElsewhereGoesOnAndMakesNothingTwice(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	knowsTheCustomer(fake)
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	pending(p, "6200")
	done := pending(p, "6201")
	out, err := p.Starter("backup", filepath.Join(p.Dir, "copies"))
	require.NoError(t, err, out)
	p.Approve(done)
	completed(p, "6201")
	require.Len(t, fake.Drafts(), 1)
	p.Kill()

	elsewhere := harness.New(t, realOdoo(fake.URL)...)
	copies, err := filepath.Glob(filepath.Join(p.Dir, "copies", "employee-*"))
	require.NoError(t, err)
	require.Len(t, copies, 1)
	for part, place := range map[string]string{"data": ".employee", "vault": "AI_Employee", "logs": "Vault/Logs"} {
		to := filepath.Join(elsewhere.Dir, place)
		require.NoError(t, os.MkdirAll(filepath.Dir(to), 0o700))
		require.NoError(t, os.Rename(filepath.Join(copies[0], part), to))
	}
	elsewhere.Start()
	for _, id := range []string{"6200", "6201"} {
		elsewhere.Approve(awaitPending(elsewhere, id))
		_, text := completed(elsewhere, id)
		require.Equal(t, "done", harness.Property(text, "outcome"))
	}

	require.Len(t, fake.Drafts(), 2)
	out, err = elsewhere.Starter("verify-log")
	require.NoError(t, err, out)
	out, err = elsewhere.Starter("doctor")
	require.NoError(t, err, out)
}
