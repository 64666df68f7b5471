package odoo_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestCreateDraftInvoice_MailsOfOneNewcomerAtTheSameMomentMakeOneCustomer(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		for _, customer := range []contract.Customer{
			{Name: "Newcomer GmbH", Email: "office@newcomer.example"},
			{Name: "Newcomer GmbH", VATID: "DE 123 456 788"},
		} {
			b := w.bench(t, odoofake.Options{LoadTime: 5 * time.Millisecond})
			before := len(b.fake.Partners())
			var wg sync.WaitGroup
			for i := range 8 {
				wg.Go(func() {
					d := draft(t, fmt.Sprintf("newcomer-%d", i), 0)
					d.Customer = customer
					_, err := b.create(d)
					for err != nil {
						requireKind(t, contract.FailTransient, err)
						_, err = b.create(d)
					}
				})
			}
			wg.Wait()

			require.Len(t, b.fake.Partners(), before+1)
			require.Len(t, b.fake.Drafts(), 8)
		}
	})
}

func TestCreateDraftInvoice_NewcomersOfOneNameWithOtherAddressesAreTwoCustomers(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		before := len(b.fake.Partners())
		for i, address := range []string{"a@one.example", "b@two.example"} {
			d := draft(t, fmt.Sprintf("name-%d", i), 0)
			d.Customer = contract.Customer{Name: "Miller", Email: address}
			_, err := b.create(d)
			require.NoError(t, err)
		}

		require.Len(t, b.fake.Partners(), before+2)
	})
}

func TestCreateDraftInvoice_MakesNobodyWhoWasNotToBeMade(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		d := draft(t, "mail-1", 0)
		d.CreateCustomer = false

		_, err := b.create(d)

		require.Contains(t, requireKind(t, contract.FailInvalid, err), "ACME GmbH is not in Odoo, and it was not said that the employee may make it there.")
		require.Zero(t, b.fake.Count("res.partner.load")+b.fake.Count("account.move.load"))

		b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH", Email: d.Customer.Email, VATID: d.Customer.VATID, IsCompany: true})
		_, err = b.create(d)
		require.NoError(t, err, "somebody else has made it since")
	})
}
