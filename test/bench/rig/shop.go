package rig

import (
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
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
	for _, c := range customers() {
		fake.AddPartner(odoofake.Partner{Name: c.company(), Email: c.email(), IsCompany: true})
	}
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
		all := customers()
		s.Product.Drop(orders[i]+".eml", mail(all[s.next%len(all)], orders[i], 500+s.next))
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

// customer is the name of one of the shop's customers.
type customer string

// customers are many, as a business has them, and what each asks for has its
// price: one that is invoiced the same a hundred times in a week would have a
// hundred possible duplicates looked at.
func customers() []customer {
	return []customer{
		"Amsel", "Birke", "Castell", "Dornbach", "Eichner", "Falkenau", "Gerlach", "Holunder", "Illmitz", "Jasper", "Kestrel", "Lindgren",
		"Mahler", "Norden", "Oberwald", "Pappel", "Quitte", "Rosner", "Sandmeier", "Tannhof", "Ulmenau", "Veltlin", "Weidner", "Zirbel",
	}
}

func (c customer) company() string { return string(c) + " Design GmbH" }
func (c customer) domain() string  { return strings.ToLower(string(c)) + "-design.example" }
func (c customer) email() string   { return "anna@" + c.domain() }

// mail is a request that says everything: two days at a price, and 120.00 EUR.
func mail(c customer, order string, price int) string {
	name := "Anna " + string(c)
	return "From: " + name + " <" + c.email() + ">\r\n" +
		"To: office@northwind-consulting.example\r\nSubject: Please invoice us for the workshop " + order + "\r\n" +
		"Date: Mon, 16 Nov 2026 09:12:00 +0100\r\nMessage-ID: <" + order + "@" + c.domain() + ">\r\n" +
		"Content-Type: text/plain; charset=utf-8\r\n\r\n" +
		"Hello,\r\n\r\ncould you please send us an invoice for the following?\r\n\r\n" +
		"- 2 x Workshop day at EUR " + strconv.Itoa(price) + ".00 each\r\n- 1 x Workshop materials at EUR 120.00 each\r\n\r\n" +
		"Please put our PO number " + order + " on it.\r\n\r\nThank you\r\n\r\n--\r\n" + name + "\r\n" + c.company() + "\r\n"
}
