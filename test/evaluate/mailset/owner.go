package mailset

import (
	"encoding/json"
	"fmt"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// contextFile is what may be known about the business beforehand.
type contextFile struct {
	Owner struct {
		Name         string   `json:"name"`
		Company      string   `json:"company"`
		Addresses    []string `json:"addresses"` // e-mail addresses
		Domains      []string `json:"domains"`
		FormSenders  []string `json:"form_senders"`
		HomeCurrency string   `json:"home_currency"`
		DollarMeans  string   `json:"dollar_means"`
		Colleagues   []struct {
			Name  string `json:"name"`
			Email string `json:"email"`
		} `json:"colleagues"`
	} `json:"owner"`
	KnownCustomers []struct {
		Company string `json:"company"`
		Name    string `json:"name"`
		Email   string `json:"email"`
		VATID   string `json:"vat_id"`
	} `json:"known_customers"`
}

func ownerOf(name string, content []byte) (contract.Owner, error) {
	var c contextFile
	if json.Unmarshal(content, &c) != nil {
		return contract.Owner{}, fmt.Errorf("%s is not JSON of the form in the README; mend it", name)
	}
	o := contract.Owner{
		Name: c.Owner.Name, Company: c.Owner.Company, Emails: c.Owner.Addresses, Domains: c.Owner.Domains,
		FormSenders: c.Owner.FormSenders, HomeCurrency: c.Owner.HomeCurrency, DollarMeans: c.Owner.DollarMeans,
	}
	for _, p := range c.Owner.Colleagues {
		o.Colleagues = append(o.Colleagues, p.Name+" <"+p.Email+">")
	}
	for _, k := range c.KnownCustomers {
		known := contract.KnownCustomer{Name: k.Company, Email: k.Email, VATID: k.VATID}
		if known.Name == "" {
			known.Name = k.Name
		}
		o.KnownCustomers = append(o.KnownCustomers, known)
	}
	return o, nil
}
