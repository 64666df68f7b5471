package e2e_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

func TestTrouble_WrongSettingsAreToldAndTheRequestGoesOnAfterARestartWithTheRightOnes(t *testing.T) {
	t.Parallel()
	for wrong, c := range map[string]struct{ right, says string }{
		"ODOO_PASSWORD=not this one": {"ODOO_PASSWORD=" + odoofake.DefaultPassword, "Odoo refuses the user name or the password; correct"},
		"ODOO_DB=no_such_books":      {"ODOO_DB=" + odoofake.DefaultDatabase, "Odoo has no database of that name; correct"},
	} {
		t.Run(wrong, func(t *testing.T) {
			t.Parallel()
			fake := odoofake.New(t, odoofake.Options{})
			knowsTheCustomer(fake)
			p := harness.New(t, realOdoo(fake.URL)...)
			p.Set(wrong)
			p.Start()
			p.Drop("request.eml", request("6500"))
			notice := p.Note("Needs_Action", "Odoo does not let the employee in")
			text := p.Read("Needs_Action", notice)
			require.Contains(t, text, c.says)
			require.Contains(t, text, "The request waits and goes on by itself once this is put right.")
			require.NotContains(t, text, "not this one")
			require.Empty(t, p.Notes("Pending_Approval"))
			p.Stop()

			p.Set(c.right)
			p.Start()
			p.Approve(awaitPending(p, "6500"))

			_, done := completed(p, "6500")
			require.Equal(t, "done", harness.Property(done, "outcome"))
			require.Len(t, fake.Drafts(), 1)
			p.Eventually("the notice to go", func() bool { return len(p.Notes("Needs_Action")) == 0 })
		})
	}
}
