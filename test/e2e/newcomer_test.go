package e2e_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

func TestNewcomer_NobodyIsMadeInOdooWithoutATickOfItsOwn(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	before := len(fake.Partners())
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()

	note := pending(p, "6100")
	text := p.Read("Pending_Approval", note)
	require.Contains(t, text, "\ncreate_customer: false\n", "a check box for Obsidian")
	require.Contains(t, text, "Berger Design GmbH is not in Odoo yet.")
	p.Move(note, "Pending_Approval", "Approved")

	note, text = p.Revised("Pending_Approval", "You approved, but did not tick create")
	require.Contains(t, text, "\ncreate_customer: false\n")
	require.Contains(t, text, "Berger Design GmbH is not in Odoo yet.")
	never(t, "writes", fake.Count("account.move.load")+fake.Count("res.partner.load"))

	p.Fill("Pending_Approval", note, map[string]string{"create_customer": "true", "customer_email": `"billing@berger-design.example"`})
	p.Move(note, "Pending_Approval", "Approved")
	note, text = p.Revised("Pending_Approval", "but changed the customer as well")
	require.Contains(t, text, "\ncreate_customer: false\n", "the tick held for the address that was shown")
	never(t, "writes", fake.Count("account.move.load")+fake.Count("res.partner.load"))

	p.Approve(note)
	_, done := completed(p, "6100")
	require.Equal(t, "done", harness.Property(done, "outcome"))
	require.Len(t, fake.Drafts(), 1)
	require.Len(t, fake.Partners(), before+1)
	made := fake.Partners()[before]
	require.Equal(t, "Berger Design GmbH", made["name"])
	require.Equal(t, "billing@berger-design.example", made["email"])
	require.Equal(t, []string{"approval.edited", "approval.edited", "approval.decided"}, tickedIn(p))
}

func TestNewcomer_NumberOfACustomerInOdooTakesThePlaceOfTheTick(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	other := fake.AddPartner(odoofake.Partner{Name: "Berger Holding SE", IsCompany: true})
	before := len(fake.Partners())
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()

	note := pending(p, "6200")
	p.Fill("Pending_Approval", note, map[string]string{"odoo_partner_id": `"` + strconv.FormatInt(other, 10) + `"`})
	p.Move(note, "Pending_Approval", "Approved")

	_, done := completed(p, "6200")
	require.Equal(t, "done", harness.Property(done, "outcome"))
	require.Len(t, fake.Partners(), before)
	require.Equal(t, any(other), fake.Drafts()[0]["partner_id"])
}

// tickedIn names the lines of the log, in order, that show the tick.
func tickedIn(p *harness.Product) []string {
	var out []string
	for _, l := range p.Log() {
		if l.Phase != "event" {
			continue
		}
		for name, value := range l.Parameters {
			if text, _ := value.(string); strings.HasPrefix(name, "create_customer") || strings.HasPrefix(text, "create_customer") {
				out = append(out, l.Action)
			}
		}
	}
	return out
}
