package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// party fills in who asks and who is to be billed.
func (s *source) party(r *contract.Reading, v view) {
	if s.form != nil || s.fromFormSender() {
		s.partyOfForm(r, v)
		return
	}
	if addr := s.customerAddress(); addr != "" {
		r.CustomerEmail = addr
		stand(r, "customer_email", addr)
	}
	company, unsure := s.company(v)
	if doubt := s.companyDoubt(v, company); company != "" && doubt != "" {
		company, unsure = "", doubt
	}
	known, _ := s.knownCustomer()
	switch {
	case unsure != "":
		ask(r, "customer", unsure)
	case company != "" && company == known && !strings.Contains(v.text+v.signature, company):
		r.Company = company
		derive(r, "company", s.from.Address, "the handbook names the customer behind this address")
	case company != "":
		company = withoutDesk(v.text+"\n"+v.signature, withoutLead(company))
		company = withoutPlace(withArticle(v.text, wholeBody(v, s.wholeLine(v, houseOfOwner(v.text+"\n"+v.signature, company)))))
		if longer := s.cutShort(unwrap(v.text)+"\n"+v.signature, company); longer != "" && !s.tradeOfFamily(v, company, longer) {
			ask(r, "customer", "The mail names “"+squeeze(company, 80)+"” and “"+squeeze(longer, 80)+"”; who is to be invoiced?")
			break
		} else if longer != "" {
			company = longer
		}
		r.Company = company
		stand(r, "company", saidIn(v, company))
	}
	name, quote := s.person(v, company)
	if own := displayName(s.from.Name); name == "" && unsure == "" && company == "" && s.private(v.text) && personLike(own) {
		name, quote = own, s.from.Name // a person whose domain bears the name as well
	}
	if name != "" {
		r.CustomerName = name
		stand(r, "customer_name", quote)
	}
}

// partyOfForm takes what a visitor filled in, and what stands behind labels of
// the notification that the form's vocabulary does not know.
func (s *source) partyOfForm(r *contract.Reading, v view) {
	fields := map[string]string{}
	if s.form != nil {
		fields = s.form.fields
	}
	lines := strings.Split(v.text, "\n")
	set := func(field *string, key, value, kind string) {
		if value = strings.TrimSpace(value); blankValue(value) {
			value = ""
			if list := labelled(lines, kind); len(list) > 0 {
				value = list[0]
			}
		}
		if value != "" {
			*field = value
			stand(r, key, value)
		}
	}
	set(&r.CustomerName, "customer_name", fields["customer_name"], labelPerson)
	set(&r.Company, "company", fields["company"], labelFirm)
	set(&r.CustomerEmail, "customer_email", firstAddress(fields["customer_email"]), "")
	set(&r.PO, "po", fields["po"], "")
	if id := strings.ReplaceAll(fields["vat_id"], " ", ""); countDigits(id) >= minTaxDigits && !strings.Contains(id, "%") {
		set(&r.VATID, "vat_id", id, "")
	}
}

func (s *source) customerAddress() string {
	if s.forward && s.from.Address == "" {
		return ""
	}
	return s.from.Address
}

// people reads who is billed and under which terms, with all their questions.
func (s *source) people(r *contract.Reading, v view) {
	s.party(r, v)
	s.terms(r, v)
	s.validity(r, v)
	if r.PO == "" {
		s.order(r, v.text)
	}
	if r.VATID == "" {
		s.vat(r, v.text+"\n"+v.signature)
	}
	s.period(r, s.subject+"\n"+v.text)
	s.places(r, v)
}
