package e2e_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// subscriber is a customer of its own: his n-th mail asks for the hosting.
func subscriber(who, n int, price string) string {
	return fmt.Sprintf("From: Kim Keller <kim@firm%d.example>\r\nTo: office@northwind-consulting.example\r\nSubject: Please invoice us for the hosting %d-%d\r\n"+
		"Date: Mon, 16 Nov 2026 09:12:00 +0100\r\nMessage-ID: <%d-%d@firm%d.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"+
		"Hello,\r\n\r\ncould you please send us an invoice for the following?\r\n\r\n- 1 x Hosting part %d at EUR %s each\r\n\r\n"+
		"Please put our PO number PO-%d-%d on it.\r\n\r\nThank you\r\n\r\n--\r\nKim Keller\r\nFirm%d GmbH\r\n", who, who, n, who, n, who, n, price, who, n, who)
}

func TestAutomatic_OfTwoMailsAtTheSameMomentOneGoesOutAndTheOtherAsks(t *testing.T) {
	t.Parallel()
	const customers = 10
	fake := odoofake.New(t, odoofake.Options{LoadTime: 200 * time.Millisecond}) // long enough for both to have looked for duplicates
	rules := []string{"recurring_customers:"}
	for who := range customers {
		id := fake.AddPartner(odoofake.Partner{Name: fmt.Sprintf("Firm%d GmbH", who), Email: fmt.Sprintf("kim@firm%d.example", who), IsCompany: true})
		fake.AddInvoice(odoofake.Invoice{Partner: id, State: "posted", Name: fmt.Sprintf("INV/2025/%05d", who), Date: "2025-01-15", Total: "80.00"})
		rules = append(rules, fmt.Sprintf("  - Firm%d GmbH | kim@firm%d.example | 60-90 | EUR | month", who, who))
	}
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	page := p.Read("", "Company_Handbook.md")
	for _, change := range [][2]string{{`auto_limit_currency: "USD"`, `auto_limit_currency: "EUR"`}, {"recurring_customers: []", strings.Join(rules, "\n")}} {
		require.Contains(t, page, change[0])
		page = strings.Replace(page, change[0], change[1], 1)
	}
	p.Write("", "Company_Handbook.md", page)

	for who := range customers {
		p.Drop(fmt.Sprintf("%d a.eml", who), subscriber(who, 1, "80.00"))
		p.Drop(fmt.Sprintf("%d b.eml", who), subscriber(who, 2, []string{"80.00", "75.00"}[who%2]))
	}

	p.Eventually("one invoice of each and one request of each", func() bool {
		return len(p.Notes("Completed")) >= customers && len(p.Notes("Pending_Approval")) >= customers
	})
	require.Len(t, fake.Drafts(), customers)
	require.Len(t, p.Notes("Completed"), customers)
	told := 0
	for _, n := range p.Notes("Pending_Approval") {
		text := p.Read("Pending_Approval", n)
		if strings.Contains(text, "has already let out an invoice for this customer in this period: Draft ") {
			told++
			continue
		}
		require.Contains(t, text, "invoice.possible_duplicate", "the other one was there when this one was read")
	}
	t.Logf("%d of %d were told so by Odoo", told, customers)
	require.Positive(t, told)
	require.Equal(t, customers, p.Logged("process.ended", "event"))

	for _, n := range p.Notes("Pending_Approval") {
		p.Approve(n)
	}
	p.Eventually("what the owner wants as well", func() bool { return len(fake.Drafts()) == 2*customers })
}
