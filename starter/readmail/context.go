package readmail

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// contextFile is what may be known about the business beforehand.
type contextFile struct {
	Owner struct {
		Name         string   `json:"name"`
		Company      string   `json:"company"`
		Addresses    []string `json:"addresses"` // e-mail addresses
		Domains      []string `json:"domains"`
		Colleagues   []person `json:"colleagues"`
		FormSenders  []string `json:"form_senders"`
		HomeCurrency string   `json:"home_currency"`
		DollarMeans  string   `json:"dollar_means"`
	} `json:"owner"`
	KnownCustomers []struct {
		Company string `json:"company"`
		Name    string `json:"name"`
		Email   string `json:"email"`
		VATID   string `json:"vat_id"`
	} `json:"known_customers"`
}

type person struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

// ownerFromFile reads a context file.
func ownerFromFile(path string) (contract.Owner, error) {
	b, err := os.ReadFile(path) //nolint:gosec // the user names the file
	if err != nil {
		return contract.Owner{}, fmt.Errorf("read context: %w", err)
	}
	o, err := Owner(b)
	if err != nil {
		return contract.Owner{}, fmt.Errorf("the context file %s is not valid JSON of the described form: %w", path, err)
	}
	return o, nil
}

// Owner is what the content of a context file says. The error is that of the
// JSON decoder.
func Owner(content []byte) (contract.Owner, error) {
	var c contextFile
	if err := json.Unmarshal(content, &c); err != nil {
		return contract.Owner{}, err
	}
	o := contract.Owner{
		Name: c.Owner.Name, Company: c.Owner.Company, Emails: c.Owner.Addresses, Domains: c.Owner.Domains,
		FormSenders: c.Owner.FormSenders, HomeCurrency: c.Owner.HomeCurrency, DollarMeans: c.Owner.DollarMeans,
	}
	for _, p := range c.Owner.Colleagues {
		o.Colleagues = append(o.Colleagues, p.Name+" <"+p.Email+">")
	}
	for _, k := range c.KnownCustomers {
		name := k.Company
		if name == "" {
			name = k.Name
		}
		o.KnownCustomers = append(o.KnownCustomers, contract.KnownCustomer{Name: name, Email: k.Email, VATID: k.VATID})
	}
	return o, nil
}
