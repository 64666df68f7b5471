package trust

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// judgeSender judges whom the address and the name claim to be.
func (k *desk) judgeSender() {
	k.oddDomains()
	k.lookalikes()
	k.borrowedName()
	k.addressInName()
	imitates := k.panel.has(AreaSender)
	k.freeForCompany()
	k.signatureElsewhere()
	k.acquaintance()
	if !imitates {
		k.panel.good(AreaSender, "Neither the name nor the address of the sender imitates somebody you know.")
	}
}

// addresses are those that a reader takes for the sender's, once each.
func (k *desk) addresses() []party {
	out := []party{k.from}
	add := func(p party) {
		for _, o := range out {
			if o.domain.org == p.domain.org && o.local == p.local {
				return
			}
		}
		if p.domain.org != "" {
			out = append(out, p)
		}
	}
	add(k.author)
	add(newParty(k.Sender))
	for i, a := range k.ReplyTo {
		if i == maxReplies {
			break
		}
		add(newParty(a))
	}
	return out
}

// oddDomains finds host names that are made to be misread.
func (k *desk) oddDomains() {
	for _, p := range k.addresses() {
		if p.domain.hidden {
			k.panel.flag(AreaSender, contract.FlagLookalikeDomain, contract.TrustRed,
				"The address "+p.shown()+" contains characters that are not seen.")
		}
		if plainASCII(p.domain.host) {
			continue
		}
		for label := range strings.SplitSeq(p.domain.host, ".") {
			if script := mixedScripts(label); script != "" {
				k.panel.flag(AreaSender, contract.FlagLookalikeDomain, contract.TrustRed,
					"The address "+p.shown()+" mixes "+script+" letters into Latin ones to look like another.")
				break
			}
		}
	}
}

// lookalikes compares the sender's domains with all known ones.
func (k *desk) lookalikes() {
	for _, p := range k.addresses() {
		if p.domain.org == "" || k.circle.house(p) {
			continue
		}
		if _, known := k.circle.organisation(p.domain); known {
			continue
		}
		if _, known := k.circle.customer(p); known {
			continue
		}
		if found, a := k.circle.imitated(p); found.level != "" {
			k.sayLikeness(p, found, a)
		}
	}
}

func (k *desk) sayLikeness(p party, found likeness, a acquaintance) {
	of := " of your customer " + quote(a.called, 30)
	switch {
	case a.house && a.called == "you":
		of = ", your own"
	case a.house:
		of = " of your own business"
	}
	known := a.domain.shown()
	if a.free {
		known = a.shown()
	}
	text := "The address " + p.shown() + " looks like " + known + of + ": it " + found.how + "."
	if found.level == contract.TrustRed {
		k.panel.flag(AreaSender, contract.FlagLookalikeDomain, contract.TrustRed, text)
		return
	}
	k.panel.add(AreaSender, contract.FlagLookalikeDomain, contract.TrustLook, text)
}

// imitated returns the worst likeness to somebody known.
func (c *Circle) imitated(p party) (worst likeness, whom acquaintance) {
	got := c.lists.label(p.domain)
	free := c.lists.isFree(p.domain)
	for i := range c.known {
		a := &c.known[i]
		var found likeness
		switch near := a.local == p.local && len(p.local) >= leastNear && !role(p.local); {
		case a.free:
			found = c.lists.imitatesMailbox(p, a.party, free)
		case !free:
			found = c.lists.imitates(&got, &a.label, near)
		}
		if found.level == contract.TrustRed {
			return found, *a
		}
		if worst.level == "" && found.level != "" {
			worst, whom = found, *a
		}
	}
	return worst, whom
}

// role is true for mailboxes that every firm has.
func role(local string) bool {
	switch local {
	case "info", "office", "mail", "kontakt", "contact", "contacto", "sales", "hello", "service", "support", "billing", "accounts", "admin",
		"buchhaltung", "rechnung", "einkauf", "compta", "facturation", "administracion", "amministrazione", "invoice", "invoices", "ap", "noreply", "no-reply", "team":
		return true
	}
	return len(local) < 4
}

// leastNear is how long a mailbox's name is before the same one in front of two
// like domains is no accident.
const leastNear = 7

// leastMailbox is how long a mailbox's name is before a like one is no accident.
const leastMailbox = 8

// imitatesMailbox compares with a known mailbox at a free provider.
func (l *lists) imitatesMailbox(p, known party, free bool) likeness {
	switch {
	case !free && p.local == known.local && !role(p.local) && l.nearProvider(p.domain, known.domain):
		return red("imitates the provider's name")
	case !free || len(known.local) < leastMailbox:
		return likeness{}
	case p.local == known.local:
		return look("is a mailbox of the same name at another provider")
	case p.domain.org != known.domain.org:
		return likeness{}
	}
	plainP, _ := l.plain(p.local)
	plainK, _ := l.plain(known.local)
	if skeleton(undotted(plainP)) == skeleton(undotted(plainK)) {
		return red("uses characters that look alike")
	}
	if at, ok := oneEdit(plainP, plainK); ok && !digitPair(plainP, plainK, at) && !isDigit((plainP + "x")[min(at, len(plainP))]) {
		return look("differs by one letter")
	}
	return likeness{}
}

func undotted(local string) string {
	return strings.NewReplacer(".", "", "-", "", "_", "").Replace(local)
}

func (l *lists) nearProvider(got, known domain) bool {
	g, k := l.label(got), l.label(known)
	return g.skeleton == k.skeleton && got.name != known.name || g.single == k.single && got.name != known.name || oneEditOf(g.plain, k.plain)
}

// borrowedName is for a known name over an address that is not its own. In a
// forward it is the author's.
func (k *desk) borrowedName() {
	who := k.from
	if k.Forwarded {
		who = k.author
	}
	if k.FromForm || who.name == "" || k.circle.house(who) {
		return
	}
	p, ok := k.circle.borrowed(who.name)
	switch {
	case !ok:
	case p.house:
		k.borrowedHouse(p, who)
	case !k.circle.customerOrColleague(who):
		k.borrowedCustomer(p, who)
	}
}

// borrowedHouse is red, except where a service says that it writes for the
// owner, as calendars and file shares do.
func (k *desk) borrowedHouse(p person, who party) {
	text := "The sender calls itself " + quote(p.shown, 40) + ", a name of your own business, but writes from " + who.shown() + "."
	if k.verified && !k.Request && !k.money && (k.Auto || k.Bulk) {
		k.panel.add(AreaSender, contract.FlagDisplayNameSpoof, contract.TrustLook, text)
		return
	}
	k.panel.flag(AreaSender, contract.FlagDisplayNameSpoof, contract.TrustRed, text)
}

func (k *desk) borrowedCustomer(p person, who party) {
	text := "The sender calls itself " + quote(p.shown, 40) + " like your customer, but " + who.shown() + " is not the address you know."
	if k.money || k.replyAway {
		k.panel.flag(AreaSender, contract.FlagDisplayNameSpoof, contract.TrustRed, text)
		return
	}
	k.panel.add(AreaSender, contract.FlagDisplayNameSpoof, contract.TrustLook, text)
}

// addressInName is for a display name that shows another address than the one
// that wrote; mail programs often show nothing else.
func (k *desk) addressInName() {
	if !k.stranger() || k.FromForm || k.Bulk && !k.Request {
		return
	}
	shown := addressIn(k.from.name)
	if shown.domain.org == "" {
		return
	}
	free := k.lists.isFree(shown.domain)
	if shown.domain.org == k.from.domain.org && (!free || shown.mailbox() == k.from.mailbox()) {
		return
	}
	k.panel.flag(AreaSender, contract.FlagDisplayNameSpoof, contract.TrustRed,
		"The sender's name shows the address "+shown.shown()+", but the mail is from "+k.from.shown()+".")
}

// freeForCompany is for a free mailbox that speaks for a company.
func (k *desk) freeForCompany() {
	if k.Company == "" || k.circle.house(k.author) || !k.lists.isFree(k.author.domain) {
		return
	}
	if _, known := k.circle.customer(k.author); known {
		return
	}
	k.panel.add(AreaSender, SignFreeMailbox, contract.TrustLook,
		"The mail speaks for "+quote(k.Company, 50)+" but comes from a free mailbox, "+k.author.shown()+", which anybody can open.")
}

// acquaintance says whether the author is known.
func (k *desk) acquaintance() {
	a, known := k.circle.customer(k.author)
	org, knownOrg := k.circle.organisation(k.author.domain)
	direct := k.author.address == k.from.address
	switch {
	case k.circle.house(k.author):
		k.sayHouse()
	case known && direct && k.verified:
		k.panel.good(AreaSender, "The mail is from "+k.from.shown()+", the known address of your customer "+quote(a.called, 40)+".")
	case known && direct:
		k.panel.look(AreaSender, "The address is the known one of your customer "+quote(a.called, 40)+", but nothing proves that the mail comes from there.")
	case known:
		k.panel.look(AreaSender, "The mail names "+k.author.shown()+", the known address of your customer "+quote(a.called, 40)+", but did not come from there directly.")
	case knownOrg && direct && k.verified:
		k.panel.good(AreaSender, "The mail is from "+k.from.domain.shown()+", as your customer "+quote(org.called, 40)+" is; the address itself is new.")
	case k.FromForm:
		k.panel.good(AreaSender, "The request came through your own web form.")
	case k.Request:
		k.panel.flag(AreaSender, contract.FlagFirstContact, contract.TrustLook, k.author.shown()+" is none of your known customers' addresses.")
	}
}

func (k *desk) sayHouse() {
	if k.verified {
		k.panel.good(AreaSender, "The mail is from your own business, "+k.author.shown()+".")
		return
	}
	k.panel.look(AreaSender, "The mail uses an address of your own business, "+k.author.shown()+", but nothing proves that it was sent from there.")
}
