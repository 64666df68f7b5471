package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// party fills in who asks and who is to be billed.
func (s *source) party(r *contract.Reading, v view) {
	if s.form != nil {
		s.partyOfForm(r)
		return
	}
	if addr := s.customerAddress(); addr != "" {
		r.CustomerEmail = addr
		stand(r, "customer_email", addr)
	}
	company, quote, unsure := s.company(v)
	switch {
	case unsure != "":
		ask(r, "customer", unsure)
	case company != "":
		r.Company = company
		stand(r, "company", quote)
	}
	if name, quote := s.person(v, r.Company); name != "" {
		r.CustomerName = name
		stand(r, "customer_name", quote)
	}
}

func (s *source) partyOfForm(r *contract.Reading) {
	set := func(field *string, key string, value string) {
		if value = strings.TrimSpace(value); value != "" {
			*field = value
			stand(r, key, value)
		}
	}
	set(&r.CustomerName, "customer_name", s.form.fields["customer_name"])
	set(&r.Company, "company", s.form.fields["company"])
	set(&r.CustomerEmail, "customer_email", firstAddress(s.form.fields["customer_email"]))
	set(&r.PO, "po", s.form.fields["po"])
	if id := s.form.fields["vat_id"]; id != "" {
		set(&r.VATID, "vat_id", strings.ReplaceAll(id, " ", ""))
	}
}

func (s *source) customerAddress() string {
	if s.forward && s.from.Address == "" {
		return ""
	}
	return s.from.Address
}
