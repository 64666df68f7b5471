package rig

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

// Books is the product at work for an owner of a large business.
type Books struct {
	*harness.Product
	// Calls and Bytes are what Odoo was asked and has answered.
	Calls, Bytes atomic.Int64

	run *Run
}

// Size is how large a business is.
type Size struct{ Invoices, Lines, Requests int }

// OpenBooks fills Odoo, the log, the register and the vault with one week and
// the two years before it, and starts the worker.
func OpenBooks(r *Run, size Size) *Books {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		r.Errorf("%v", err)
	}
	now := time.Now()
	span := week.Last(now, zone).Span(zone, now)
	fake := odoofake.NewServer(odoofake.Options{Version: 19})
	r.Say("%d invoices, %d lines of the log, %d finished requests", size.Invoices, size.Lines, size.Requests)
	book(fake, span, size.Invoices)
	b := &Books{run: r}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		b.Calls.Add(1)
		fake.ServeHTTP(&counting{w, &b.Bytes}, q)
	}))
	r.Cleanup(func() {
		fake.Close()
		server.Close()
	})
	b.Product = harness.New(r, odooSettings(server.URL)...)
	b.FillLog(span, size.Lines)
	b.FillRequests(span, size.Requests)
	b.Start()
	return b
}

func odooSettings(url string) []string {
	return []string{
		"ODOO_URL=" + url, "ODOO_DB=" + odoofake.DefaultDatabase, "ODOO_USERNAME=" + odoofake.DefaultUsername, "ODOO_PASSWORD=" + odoofake.DefaultAPIKey,
		"DRY_RUN=false", "EMPLOYEE_SCAN_INTERVAL=30s", "EMPLOYEE_LOG_LEVEL=warn",
	}
}

// book enters invoices of two years, a bill for every fifth and a payment for
// every second.
func book(fake *odoofake.Server, span contract.WeekSpan, invoices int) {
	partners := make([]int64, 200)
	for i := range partners {
		partners[i] = fake.AddPartner(odoofake.Partner{Name: fmt.Sprintf("Customer %d", i), IsCompany: true})
	}
	for i := range invoices {
		day := span.Start.AddDate(0, 0, 6-(i*7)%730)
		date, due := day.Format(time.DateOnly), day.AddDate(0, 0, 30).Format(time.DateOnly)
		open := "0"
		if i%4 == 0 {
			open = "100.01"
		}
		partner := partners[i%len(partners)]
		fake.Book(odoofake.Entry{Partner: partner, Date: date, Untaxed: "100.01", Instalments: []odoofake.Instalment{{Due: due, Amount: "100.01", Open: open}}})
		if i%5 == 0 {
			fake.Book(odoofake.Entry{Type: "in_invoice", Partner: partner, Date: date, Untaxed: "20"})
		}
		if i%2 == 0 {
			fake.AddPayment(odoofake.Payment{Amount: "100.01", Date: date})
		}
	}
}

// counting counts the bytes of answers.
type counting struct {
	http.ResponseWriter
	bytes *atomic.Int64
}

func (c *counting) Write(p []byte) (int, error) {
	n, err := c.ResponseWriter.Write(p)
	c.bytes.Add(int64(n))
	return n, err
}

// Brief has the pages of the last week made, by the command, and tells how long
// that took from outside.
func (b *Books) Brief() time.Duration {
	began := time.Now()
	if out, err := b.Starter("briefing"); err != nil {
		b.run.Errorf("the briefing was not made: %v\n%s", err, out)
	}
	return time.Since(began)
}

// ReadOnce reads every file that the pages may be made of, and does nothing
// with it.
func (b *Books) ReadOnce() (took time.Duration, bytes int64) {
	began := time.Now()
	for _, pattern := range []string{"Vault/Logs/*.json", ".employee/requests/*.json", "AI_Employee/Completed/*.md"} {
		files, err := filepath.Glob(filepath.Join(b.Dir, filepath.FromSlash(pattern)))
		if err != nil {
			b.run.Errorf("%v", err)
		}
		for _, name := range files {
			bytes += b.drain(name)
		}
	}
	return time.Since(began), bytes
}

func (b *Books) drain(name string) int64 {
	f, err := os.Open(name)
	if err != nil {
		b.run.Errorf("%v", err)
	}
	defer func() { _ = f.Close() }()
	n, err := io.Copy(io.Discard, f)
	if err != nil {
		b.run.Errorf("%v", err)
	}
	return n
}
