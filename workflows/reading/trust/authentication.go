package trust

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// ownReceiver is the authserv-id of the server that takes in our mail. Anybody
// else can write such a field.
const ownReceiver = "mx.google.com"

// proof is what our own server says of a mail.
type proof struct {
	found bool
	top   bool // no other server's field stands above it
	odd   bool
	dmarc string // worst result, empty when there is none
	// by says what ties the mail to From's organisation; empty means nothing.
	by string
	// other is a domain that passed but is not From's.
	other domain
	spf   string
}

// verifyFrom judges the area of authentication.
func (k *desk) verifyFrom() {
	p := weigh(k.AuthResults, k.from.domain)
	k.verified = p.found && p.top && !p.odd && p.by != "" && p.dmarc != "fail"
	k.sayProof(p)
	if k.Forwarded && k.author.address != k.from.address {
		k.panel.look(AreaAuthentication, "The mail was forwarded; that it was first written by "+k.author.shown()+" cannot be verified.")
	}
}

// sayProof puts the result into a sentence.
func (k *desk) sayProof(p proof) {
	from := k.from.domain.shown()
	switch {
	case k.from.domain.org == "":
		k.panel.look(AreaAuthentication, "The mail names no readable sender address, so nothing could be verified.")
	case !p.found:
		k.panel.look(AreaAuthentication, "The mail carries no result of your own mail server, so it could not be verified that it comes from "+from+".")
	case p.dmarc == "fail":
		k.panel.flag(AreaAuthentication, contract.FlagDMARCFail, contract.TrustRed,
			"Your mail server says that this mail does not come from "+from+" (DMARC failed).")
	case !p.top:
		k.panel.look(AreaAuthentication, "Another server's results stand above those of your own mail server, so it could not be verified that the mail comes from "+from+".")
	case p.odd:
		k.panel.look(AreaAuthentication, "The mail server's results contain odd quotes or brackets, so they prove nothing about "+from+".")
	case p.by != "":
		k.panel.good(AreaAuthentication, "Your mail server confirms that the mail comes from "+from+" ("+p.by+" passed).")
	case p.other.org != "":
		k.panel.look(AreaAuthentication, "The mail was really sent by "+p.other.shown()+"; nothing proves that it comes from "+from+".")
	case p.spf == "fail" || p.spf == "softfail":
		k.panel.look(AreaAuthentication, "The server that sent this mail is not one that "+from+" allows to send for it (SPF "+p.spf+").")
	default:
		k.panel.look(AreaAuthentication, "Your mail server found nothing that proves that the mail comes from "+from+".")
	}
}

// weigh reads the topmost field of our own receiver. Where another server's
// stands above it, it can still speak against the mail, but not for it.
func weigh(fields []string, from domain) proof {
	for i, f := range fields {
		if !mentionsReceiver(f) {
			continue
		}
		if r := parseAuthResults(f); r.server == ownReceiver {
			p := r.weigh(from)
			p.top = i == 0
			return p
		}
	}
	return proof{}
}

// mentionsReceiver saves parsing strangers' fields.
func mentionsReceiver(field string) bool {
	start, _, _ := strings.Cut(field, ";")
	return len(start) >= len(ownReceiver) && strings.Contains(strings.ToLower(start), ownReceiver)
}

func (a authResults) weigh(from domain) proof {
	p := proof{found: true, odd: a.odd}
	for _, r := range a.results {
		switch r.method {
		case "dmarc":
			p.addDMARC(r, from)
		case "dkim":
			p.addPass(r, from, "DKIM", r.prop("header.d", "header.i"))
		case "spf":
			p.spf = r.value
			p.addPass(r, from, "SPF", r.prop("smtp.mailfrom", "smtp.helo"))
		}
	}
	return p
}

// addDMARC keeps the worst of several results. A pass counts for the domain
// that it names.
func (p *proof) addDMARC(r authResult, from domain) {
	if p.dmarc != "fail" {
		p.dmarc = r.value
	}
	if h := domainOfProp(r.prop("header.from")); r.value == "pass" && aligned(h, from) {
		p.tie("DMARC")
	}
}

func (p *proof) addPass(r authResult, from domain, how, who string) {
	if r.value != "pass" || who == "" {
		return
	}
	d := domainOfProp(who)
	if aligned(d, from) {
		p.tie(how)
		return
	}
	if p.other.org == "" || how == "DKIM" {
		p.other = d
	}
}

func (p *proof) tie(how string) {
	switch {
	case p.by == "":
		p.by = how
	case !strings.Contains(p.by, how):
		p.by += ", " + how
	}
}

// aligned is DMARC's relaxed alignment: one registrable domain.
func aligned(a, b domain) bool { return a.org != "" && a.org == b.org }
