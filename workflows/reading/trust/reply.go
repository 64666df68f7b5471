package trust

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// maxReplies bounds the Reply-To addresses that are looked at.
const maxReplies = 20

// judgeReply judges where answers go.
func (k *desk) judgeReply() {
	said := false
	for i, a := range k.ReplyTo {
		if i == maxReplies {
			break
		}
		to := newParty(a)
		if to.address == "" || to.mailbox() == k.from.mailbox() {
			continue
		}
		said = k.judgeReplyTo(to) || said
	}
	switch {
	case said:
	case len(k.ReplyTo) == 0 || k.from.domain.org == "":
		k.panel.good(AreaReply, "Answers go back to the address that wrote.")
	default:
		k.panel.good(AreaReply, "Answers stay within the sender's own organisation, "+k.from.domain.shown()+".")
	}
}

// judgeReplyTo says one address that differs from From; false means that there
// is nothing to say.
func (k *desk) judgeReplyTo(to party) bool {
	lists := k.lists
	fromFree, toFree := lists.isFree(k.from.domain), lists.isFree(to.domain)
	_, known := k.circle.customer(to)
	if org, ok := k.circle.organisation(to.domain); ok && !known {
		known = org.domain.org == to.domain.org
	}
	switch {
	case to.domain.org == k.from.domain.org && !fromFree:
		return false
	case k.FromForm:
		k.panel.good(AreaReply, "Answers go to the visitor who filled in your web form, "+to.shown()+".")
	case k.circle.house(to):
		k.panel.good(AreaReply, "Answers go to your own business, "+to.shown()+".")
	case known && !k.money:
		k.panel.good(AreaReply, "Answers go to "+to.shown()+", an address of your customer.")
	case k.ticketSystem(to):
		k.panel.good(AreaReply, "Answers go to the sender's ticket system, "+to.shown()+".")
	case k.Bulk && !k.Request:
		k.panel.good(AreaReply, "The mail was sent to many; answers go to "+to.shown()+", as is usual for lists.")
	case k.Bulk, k.circle.house(k.from) && k.verified:
		k.replyAway = true
		k.panel.look(AreaReply, "Answers do not go to the sender but to "+to.shown()+"; ask whether that is meant.")
	case unattended(k.from) && k.verified && !k.money && !toFree && !k.circle.house(k.from):
		k.replyAway = true
		k.panel.look(AreaReply, "A machine sent this for somebody else; answers go to "+to.shown()+". Ask there whether the request is theirs.")
	case fromFree && toFree && to.local == k.from.local:
		k.panel.look(AreaReply, "Answers go to "+to.shown()+", a mailbox of the same name at another provider.")
	default:
		k.replyAway = true
		k.panel.flag(AreaReply, contract.FlagReplyToMismatch, contract.TrustRed, k.sayReply(to, toFree))
	}
	return true
}

// unattended is true for a mailbox that nobody reads, so that answers have to
// go elsewhere.
func unattended(p party) bool {
	name := strings.NewReplacer("-", "", "_", "", ".", "").Replace(p.local)
	return strings.HasPrefix(name, "noreply") || strings.HasPrefix(name, "donotreply")
}

func (k *desk) sayReply(to party, free bool) string {
	if free {
		return "The mail says it is from " + k.from.shown() + ", but answers go to another mailbox, " + to.shown() + "."
	}
	return "The mail says it is from " + k.from.shown() + ", but answers go to another organisation, " + to.shown() + "."
}

// ticketSystem is true for the sender's own desk in a system of many firms:
// berger.zendesk.com for berger.example.
func (k *desk) ticketSystem(to party) bool {
	first, _, _ := strings.Cut(to.domain.host, ".")
	return k.lists.desks[to.domain.org] && to.domain.host != to.domain.org && first == k.from.domain.name
}
