package rig

import (
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"time"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// patience bounds a wait for the product; the machine may be busy.
const patience = 10 * time.Minute

// Shop is the product at work for one owner whose customer is known.
type Shop struct {
	*harness.Product
	Arrivals *Arrivals
	Ready    harness.Ready

	run  *Run
	fake *odoofake.Server
	next int
}

// Open sets a shop up and starts its worker.
func Open(r *Run) *Shop {
	fake := odoofake.NewServer(odoofake.Options{Version: 19})
	arrivals := &Arrivals{next: fake, at: map[string]time.Time{}}
	server := httptest.NewServer(arrivals)
	r.Cleanup(func() {
		fake.Close()
		server.Close()
	})
	fake.AddPartner(odoofake.Partner{Name: "Berger Design GmbH", Email: "anna.berger@berger-design.example", IsCompany: true})
	s := &Shop{run: r, fake: fake, Arrivals: arrivals}
	s.Product = harness.New(r, odooSettings(server.URL)...)
	s.Ready = s.Start()
	return s
}

// Drop puts mails into the Inbox and returns their order numbers.
func (s *Shop) Drop(count int) []string {
	orders := make([]string, count)
	for i := range orders {
		s.next++
		orders[i] = fmt.Sprintf("PO-2026-%06d", s.next)
		s.Product.Drop(orders[i]+".eml", mail(orders[i]))
	}
	return orders
}

// Pend drops mails and waits until each has its note. The notes come back by
// order number.
func (s *Shop) Pend(count int) map[string]string {
	before := len(s.Notes("Pending_Approval"))
	s.Drop(count)
	s.run.Wait(patience, "the notes", func() bool {
		time.Sleep(50 * time.Millisecond)
		return len(s.Notes("Pending_Approval")) >= before+count
	})
	return s.Pending()
}

// Pending are the notes that wait, by order number.
func (s *Shop) Pending() map[string]string {
	notes := map[string]string{}
	for _, name := range s.Notes("Pending_Approval") {
		if order := orderNumber.FindString(s.Glimpse("Pending_Approval", name)); order != "" {
			notes[order] = name
		}
	}
	return notes
}

// Approve moves a note and returns how long it took until the draft was asked
// for in Odoo.
func (s *Shop) Approve(order, note string) time.Duration {
	began := s.Yes(note)
	s.AwaitArrival(order)
	return s.Arrivals.At(order).Sub(began)
}

// Yes moves a note and returns when.
func (s *Shop) Yes(note string) time.Time {
	began := time.Now()
	if err := os.Rename(s.Path("Pending_Approval", note), s.Path("Approved", note)); err != nil {
		s.run.Errorf("%v", err)
	}
	return began
}

// AwaitArrival waits until the draft of an order was asked for.
func (s *Shop) AwaitArrival(order string) {
	s.run.Wait(patience, "the draft of "+order, func() bool { return !s.Arrivals.At(order).IsZero() })
}

// Database is how large the embedded server's files are, in bytes.
func (s *Shop) Database() (size int64) {
	files, err := filepath.Glob(filepath.Join(s.Dir, ".employee", "*.db*"))
	if err != nil {
		s.run.Errorf("%v", err)
	}
	for _, f := range files {
		if info, err := os.Stat(f); err == nil {
			size += info.Size()
		}
	}
	return size
}

// mail is a request that says everything: 2 x 950.00 + 120.00 = 2020.00 EUR.
func mail(order string) string {
	return "From: Anna Berger <anna.berger@berger-design.example>\r\n" +
		"To: office@northwind-consulting.example\r\nSubject: Please invoice us for the workshop " + order + "\r\n" +
		"Date: Mon, 16 Nov 2026 09:12:00 +0100\r\nMessage-ID: <" + order + "@berger-design.example>\r\n" +
		"Content-Type: text/plain; charset=utf-8\r\n\r\n" +
		"Hello,\r\n\r\ncould you please send us an invoice for the following?\r\n\r\n" +
		"- 2 x Workshop day at EUR 950.00 each\r\n- 1 x Workshop materials at EUR 120.00 each\r\n\r\n" +
		"Please put our PO number " + order + " on it.\r\n\r\nThank you\r\n\r\n--\r\nAnna Berger\r\nBerger Design GmbH\r\n"
}
