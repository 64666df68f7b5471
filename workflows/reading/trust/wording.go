package trust

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// quoted is how many characters of the mail's words stand in a sentence.
const quoted = 60

// readWording judges how the mail talks.
func (k *desk) readWording() {
	said := k.topics()
	k.sayBank(said)
	if w := said[topicGift]; w != "" {
		k.panel.add(AreaWording, SignGiftCards, contract.TrustRed, "The mail wants gift cards: "+quote(w, quoted)+". No customer pays or is paid that way.")
	}
	if w := said[topicOverpay]; w != "" {
		k.panel.add(AreaWording, SignOverpayment, contract.TrustRed,
			"The mail talks of paying too much and sending the rest on: "+quote(w, quoted)+". The payment will bounce.")
	}
	if w := said[topicNoCalls]; w != "" && k.panel.has(AreaWording) && said[topicBankAsk] == "" {
		k.panel.add(AreaWording, SignNoCalls, contract.TrustRed, "Who writes is not to be called: "+quote(w, quoted)+". Who moves to another bank can be asked.")
	}
	k.money = k.panel.has(AreaWording) || said[topicPay] != ""
	k.sayPressure(said)
	if w := k.Words.Injection; w != "" {
		k.panel.flag(AreaWording, contract.FlagInjection, contract.TrustRed, "The mail tries to give orders to a program: "+quote(w, quoted)+".")
	}
	if w := k.Words.Hidden; w != "" {
		k.panel.flag(AreaWording, contract.FlagHiddenText, contract.TrustRed, "The mail holds text that a reader does not see: "+quote(w, quoted)+".")
	}
	if !k.panel.has(AreaWording) {
		k.panel.good(AreaWording, "No talk of new bank details, gift cards, overpayment or secrecy was found.")
	}
}

// maxExcuses bounds the warnings and footers that count in one text.
const maxExcuses = 100

// topics are the first words found of every topic.
func (k *desk) topics() map[string]string {
	said := map[string]string{}
	for _, text := range []string{k.Subject, k.Text} {
		hits := k.lists.phrases.find(text)
		var excuses []hit
		for _, h := range hits {
			if (h.topic == topicBankSafe || h.topic == topicFooter) && len(excuses) < maxExcuses {
				excuses = append(excuses, h)
			}
		}
		for _, h := range hits {
			if said[h.topic] == "" && !excused(excuses, h) {
				said[h.topic] = h.words
			}
		}
	}
	return said
}

// excused is true for bank talk within a warning such as "we never change our
// bank details by mail", and for secrecy in a footer about mail gone astray.
func excused(excuses []hit, h hit) bool {
	for _, s := range excuses {
		switch {
		case h.topic == topicBank && s.topic == topicBankSafe && s.from < h.to && h.from < s.to,
			(h.topic == topicSecrecy || h.topic == topicPressure) && s.topic == topicFooter && s.paragraph == h.paragraph:
			return true
		}
	}
	return false
}

// sayBank: a new account of somebody else's is red, and so is asking for a
// card. Asking for our account is what a first customer does who wants to pay.
func (k *desk) sayBank(said map[string]string) {
	const advice = " Call a number you already know before anything is paid."
	change, ask := said[topicBank], said[topicBankAsk]
	if w := k.Words.BankChange; change == "" && w != "" && !k.lists.phrases.harmless(w, said) {
		change = w
	}
	switch {
	case change != "":
		k.panel.flag(AreaWording, contract.FlagBankChange, contract.TrustRed, "The mail talks of other bank details: "+quote(change, quoted)+"."+advice)
	case said[topicCard] != "":
		k.panel.flag(AreaWording, contract.FlagBankChange, contract.TrustRed,
			"The mail asks for a card or a login: "+quote(said[topicCard], quoted)+". Nobody needs those to pay you.")
	case ask != "":
		k.panel.add(AreaWording, contract.FlagBankChange, contract.TrustLook, "The mail asks for your bank details: "+quote(ask, quoted)+".")
	case k.Words.BankChange != "":
		k.panel.add(AreaWording, contract.FlagBankChange, contract.TrustLook,
			"The mail mentions changes of bank details, as a warning: "+quote(said[topicBankSafe], quoted)+".")
	}
}

// sayPressure: an honest customer may be in a hurry, but hardly in secret. Of
// haste alone only the vocabulary's stronger words count.
func (k *desk) sayPressure(said map[string]string) {
	secrecy, pressure := said[topicSecrecy], said[topicPressure]
	if w := k.Words.Pressure; pressure == "" && (secrecy == "" || k.lists.phrases.pressing(w)) {
		pressure = w
	}
	if secrecy == "" {
		pressure = k.Words.Pressure
	}
	switch {
	case secrecy != "" && pressure != "":
		k.money = true
		k.panel.flag(AreaWording, contract.FlagUrgency, contract.TrustRed,
			"The mail asks for haste ("+quote(pressure, quoted)+") and for secrecy ("+quote(secrecy, quoted)+").")
	case secrecy != "":
		k.panel.flag(AreaWording, contract.FlagUrgency, contract.TrustLook, "The mail asks to keep something secret: "+quote(secrecy, quoted)+".")
	case pressure != "":
		k.panel.flag(AreaWording, contract.FlagUrgency, contract.TrustLook, "The mail puts pressure on you: "+quote(pressure, quoted)+".")
	}
}

// harmless is true for bank words of the reader that ask for our account or
// stand in a warning.
func (p *phrases) harmless(words string, said map[string]string) bool {
	folded := foldWords(words)
	for _, topic := range []string{topicBankAsk, topicCard, topicBankSafe} {
		if strings.Contains(said[topic], folded) {
			return true
		}
	}
	for _, h := range p.find(words) {
		if h.topic == topicBankSafe || h.topic == topicBankAsk && said[topicBankAsk] != "" || h.topic == topicCard && said[topicCard] != "" {
			return true
		}
	}
	return false
}

// pressing is true for words that press without asking for secrecy.
func (p *phrases) pressing(words string) bool {
	if words == "" {
		return false
	}
	for _, h := range p.find(words) {
		if h.topic == topicSecrecy {
			return false
		}
	}
	return true
}
