package trust_test

import (
	"fmt"
	"net/mail"
	"strings"
	"testing"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/trust"
)

// busy is a mail that every rule has to look at.
func busy() trust.Mail {
	m := request()
	m.From = mail.Address{Name: "Greta Halvorsen", Address: "greta@halvorsen-reederei.example"}
	m.ReplyTo = []mail.Address{{Address: "office@halvorsen-reederei.example"}}
	m.AuthResults = []string{passes("halvorsen-reederei.example")}
	m.Text = strings.Repeat("Dear Mara, please send us your invoice for the signs of the new harbour office, three pieces at 480.00 EUR each. ", 18)
	m.Signature = "Greta Halvorsen\nHalvorsen Reederei AS\nwww.halvorsen-reederei.example"
	m.Attachments = []trust.Attachment{{Name: "order 4711.pdf", Content: []byte("%PDF-1.7")}, {Name: "list.xlsx", Content: zipped("xl/workbook.xml", "xl/sheet1.xml")}}
	return m
}

func customers(n int) contract.Owner {
	o := owner()
	for i := range n {
		o.KnownCustomers = append(o.KnownCustomers, contract.KnownCustomer{Name: fmt.Sprintf("Customer Firm %d Ltd", i), Email: fmt.Sprintf("orders@firm-of-%d-words.example", i*7919)})
	}
	return o
}

func BenchmarkJudge(b *testing.B) {
	for _, n := range []int{0, 20, 100, 1000} {
		o, m := customers(n), busy()
		b.Run(fmt.Sprintf("unprepared with %d customers", n), func(b *testing.B) {
			for b.Loop() {
				trust.Judge(m, o)
			}
		})
		b.Run(fmt.Sprintf("prepared with %d customers", n), func(b *testing.B) {
			circle := trust.Know(o)
			for b.Loop() {
				circle.Judge(m)
			}
		})
	}
}
