package trust

import (
	"net/mail"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Circle is whom the owner knows, prepared for comparing. It is read-only and
// may be shared.
type Circle struct {
	lists     *lists
	emails    map[string]bool // of the owner and colleagues
	domains   map[string]bool // the owner's, registrable
	customers map[string]int  // by mailbox, into known
	orgs      map[string]int  // by registrable domain, free mailboxes left out, into known
	known     []acquaintance
	people    []person       // names that may be borrowed
	names     map[string]int // into people
}

// acquaintance is a domain that may be imitated, or a mailbox at a free one.
type acquaintance struct {
	party
	label  label
	free   bool
	house  bool
	called string // how the owner calls it
}

// Know prepares the owner's circle.
func Know(owner contract.Owner) *Circle {
	n := len(owner.KnownCustomers)
	c := &Circle{
		lists: embedded(), emails: map[string]bool{}, domains: map[string]bool{}, known: make([]acquaintance, 0, n+4), people: make([]person, 0, n+4),
		customers: make(map[string]int, n), orgs: make(map[string]int, n), names: make(map[string]int, n),
	}
	for _, d := range owner.Domains {
		c.addDomain(d)
	}
	for _, e := range owner.Emails {
		c.addHouse(e, owner.Name)
	}
	for _, e := range owner.Colleagues {
		name, address := splitNamed(e)
		c.addHouse(address, name)
		c.addPerson(name, true)
	}
	c.addPerson(owner.Name, true)
	c.addPerson(owner.Company, true)
	for _, k := range owner.KnownCustomers {
		c.addCustomer(k)
	}
	return c
}

func (c *Circle) addDomain(raw string) {
	d := parseDomain(strings.TrimPrefix(strings.TrimSpace(raw), "@"))
	if d.org == "" || c.lists.isFree(d) || c.domains[d.org] {
		return
	}
	c.domains[d.org] = true
	c.known = append(c.known, acquaintance{party: party{domain: d}, label: c.lists.label(d), house: true, called: "you"})
}

func (c *Circle) addHouse(address, name string) {
	_, address = splitNamed(address)
	p := newParty(mail.Address{Address: address})
	if p.local == "" || c.emails[p.mailbox()] {
		return
	}
	c.emails[p.mailbox()] = true
	free := c.lists.isFree(p.domain)
	if free || !c.domains[p.domain.org] {
		c.known = append(c.known, acquaintance{party: p, label: c.lists.label(p.domain), free: free, house: true, called: name})
	}
}

func (c *Circle) addCustomer(k contract.KnownCustomer) {
	_, address := splitNamed(k.Email)
	p := newParty(mail.Address{Address: address})
	if p.local == "" {
		return
	}
	free := c.lists.isFree(p.domain)
	i := len(c.known)
	c.known = append(c.known, acquaintance{party: p, label: c.lists.label(p.domain), free: free, called: k.Name})
	c.customers[p.mailbox()] = i
	if !free {
		if _, seen := c.orgs[p.domain.org]; !seen {
			c.orgs[p.domain.org] = i
		}
	}
	c.addPerson(k.Name, false)
}

// house is true for addresses of the owner's own business.
func (c *Circle) house(p party) bool {
	return p.local != "" && (c.emails[p.mailbox()] || c.domains[p.domain.org])
}

// customer returns the known customer with this very mailbox.
func (c *Circle) customer(p party) (acquaintance, bool) {
	i, ok := c.customers[p.mailbox()]
	if !ok || p.local == "" {
		return acquaintance{}, false
	}
	return c.known[i], true
}

// organisation returns the known customer with this registrable domain.
func (c *Circle) organisation(d domain) (acquaintance, bool) {
	i, ok := c.orgs[d.org]
	if !ok || d.org == "" {
		return acquaintance{}, false
	}
	return c.known[i], true
}

// customerOrColleague is true for a customer's address, and for any other of
// its organisation.
func (c *Circle) customerOrColleague(p party) bool {
	if _, known := c.customer(p); known {
		return true
	}
	_, known := c.organisation(p.domain)
	return known
}

// splitNamed takes "Name <address>", or either alone, apart.
func splitNamed(s string) (name, address string) {
	s = strings.TrimSpace(s)
	if open := strings.LastIndexByte(s, '<'); open >= 0 {
		return strings.Trim(s[:open], " \""), strings.Trim(s[open:], "<> ")
	}
	if strings.Contains(s, "@") && !strings.ContainsAny(s, " \t") {
		return "", s
	}
	return s, ""
}
