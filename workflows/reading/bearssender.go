package reading

import "strings"

// withoutSender drops the sender's own name from the front of a firm's.
func (s *source) withoutSender(n string) string {
	from := strings.TrimSpace(s.from.Name)
	if from == "" || !strings.HasPrefix(n, from+" ") {
		return n
	}
	rest := strings.TrimLeft(n[len(from):], " ,|-–")
	if len(strings.Fields(rest)) < 2 || formRun(wordsOf(rest), 0) == len(wordsOf(rest)) || s.bearsSender(from) || !strings.Contains(from, " ") && !s.confirmed(rest) {
		return n
	}
	return rest
}

// bearsSender is true for a domain that holds the sender's name, whose firm then is
// called so too: Sarah Doyle at sarahdoylephoto.example.
func (s *source) bearsSender(name string) bool {
	return !s.fromMailbox() && strings.Contains(domainLetters(domainOf(s.from.Address)), domainLetters(strings.ReplaceAll(name, " ", "")))
}
