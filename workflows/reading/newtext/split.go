package newtext

import (
	"regexp"
	"strings"
)

// Parts of a text. New excludes the signature.
type Parts struct {
	New       string
	Signature string
	Quoted    string
	// Forward is set when the text carries a forwarded message.
	Forward *Forward
}

// Forward is a message inside a mail.
type Forward struct {
	From    string // as written, "Name <address>" or less
	Subject string
	Body    string // all below the block's header, quotes within included
}

var (
	forwardMark = regexp.MustCompile(`(?i)^[\s>]*(?:-{3,}|_{3,}|begin|anfang der|début du|inicio del|inizio)?[\s-]*(?:forwarded (?:message|by)|weitergeleitete(?:n)? (?:nachricht|e-?mail|mail)|message (?:transféré|transmis)|mensaje reenviado|messaggio (?:inoltrato|reindirizzato)|doorgestuurd(?:e)? bericht|begin doorgestuurd bericht|original-nachricht weitergeleitet)`)
	originMark  = regexp.MustCompile(`(?i)^[\s>]*-{2,}\s*(?:original (?:message|appointment)|ursprüngliche (?:nachricht|mitteilung)|originalnachricht|original-nachricht|message d.origine|message original|mensaje original|messaggio originale|oorspronkelijk bericht|origineel bericht|reply message|antwort)\s*-{2,}`)
	wroteLine   = regexp.MustCompile(`(?i)^[\s>]*(?:(?:on|am|le|el|il(?: giorno)?|op|em|den|w dniu|dnia)\s.{4,200}?(?:wrote|writes|schrieb(?: [^:]{1,120})?|a écrit|escribió|ha scritto|schreef(?: [^:]{1,120})?|het volgende geschreven|escreveu|skrev(?: [^:]{1,120})?|napisał(?:\(a\))?)\s*:?|.{2,120}\s(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef)\s*:)\s*$`)
	wroteStart  = regexp.MustCompile(`(?i)^[\s>]*(?:on|am|le|el|il(?: giorno)?|op)\s.{0,80}\d{1,4}.{0,120}$`)
	headerField = regexp.MustCompile(`(?i)^[\s>*]*\*?(from|von|de|da|van|sent|gesendet|envoyé|enviado(?: el)?|inviato|verzonden|date|datum|fecha|data|to|an|à|para|a|aan|subject|betreff|objet|asunto|oggetto|onderwerp|cc)\s?\*?\s?:\*?\s*(.*)$`)
	underscores = regexp.MustCompile(`^[\s>]*_{10,}\s*$`)
	sigDashes   = regexp.MustCompile(`^(?:--|—|–)\s?$`)
	mobileLine  = regexp.MustCompile(`(?i)^\s*(?:sent from my|sent from (?:outlook|mail|yahoo|mobile)|von meinem .{2,30} gesendet|gesendet von (?:meinem|mail|outlook)|envoyé de(?:puis)? mon|enviado desde mi|inviato da(?:l mio)?|verzonden vanaf mijn|get outlook for)\b.*$`)
)

// Split takes a text apart. signOff says whether a line closes a letter
// ("Kind regards"), in whatever languages the caller knows.
func Split(text string, signOff func(string) bool) Parts {
	lines := strings.Split(text, "\n")
	if at, body := forwardAt(lines); at >= 0 {
		parts := Split(strings.Join(lines[:at], "\n"), signOff)
		parts.Forward = parseForward(body)
		return parts
	}
	fresh, quoted := unquote(lines)
	fresh, sig := unsign(fresh, signOff)
	return Parts{New: join(fresh), Signature: join(sig), Quoted: join(quoted)}
}

// forwardAt finds the first line of a forwarded block and the lines below its mark.
func forwardAt(lines []string) (int, []string) {
	for i, l := range lines {
		if len(l) < 200 && forwardMark.MatchString(l) {
			return i, lines[i+1:]
		}
	}
	return -1, nil
}

func parseForward(lines []string) *Forward {
	f := &Forward{}
	i, seen := 0, 0
	for ; i < len(lines); i++ {
		l := strings.TrimLeft(lines[i], "> \t")
		if strings.TrimSpace(l) == "" {
			if seen > 0 {
				break
			}
			continue
		}
		m := headerField.FindStringSubmatch(l)
		if m == nil {
			if seen == 0 && i > 4 {
				break
			}
			if seen > 1 {
				break
			}
			continue
		}
		seen++
		f.set(strings.ToLower(m[1]), strings.TrimSpace(m[2]))
	}
	rest := lines[i:]
	if allQuoted(rest) {
		for k := range rest {
			rest[k] = strings.TrimPrefix(strings.TrimPrefix(rest[k], ">"), " ")
		}
	}
	f.Body = join(rest)
	return f
}

func (f *Forward) set(name, value string) {
	switch name {
	case "from", "von", "de", "da", "van":
		if f.From == "" {
			f.From = value
		}
	case "subject", "betreff", "objet", "asunto", "oggetto", "onderwerp":
		if f.Subject == "" {
			f.Subject = value
		}
	}
}

func allQuoted(lines []string) bool {
	any := false
	for _, l := range lines {
		if strings.TrimSpace(l) == "" {
			continue
		}
		if !strings.HasPrefix(strings.TrimLeft(l, " "), ">") {
			return false
		}
		any = true
	}
	return any
}

// unquote separates the lines of the sender from quoted ones. After an
// attribution ("On ... wrote:") only marked lines are quotes when there are
// any; without marks everything below is.
func unquote(lines []string) (fresh, quoted []string) {
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		switch {
		case strings.HasPrefix(strings.TrimLeft(l, " \t"), ">"):
			quoted = append(quoted, l)
		case originMark.MatchString(l), headerBlock(lines[i:]), underscores.MatchString(l) && headerBlock(lines[i+1:]):
			return fresh, append(quoted, lines[i:]...)
		case attribution(lines[i:]) > 0:
			n := attribution(lines[i:])
			if !marked(lines[i+n:]) {
				return fresh, append(quoted, lines[i:]...)
			}
			quoted = append(quoted, lines[i:i+n]...)
			i += n - 1
		default:
			fresh = append(fresh, l)
		}
	}
	return fresh, quoted
}

// attribution returns how many lines an "On ... wrote:" takes here, 0 for none.
func attribution(lines []string) int {
	if len(lines[0]) > 300 {
		return 0
	}
	if wroteLine.MatchString(lines[0]) {
		return 1
	}
	if len(lines) > 1 && len(lines[1]) < 200 && wroteStart.MatchString(lines[0]) && wroteLine.MatchString(lines[0]+" "+strings.TrimSpace(lines[1])) {
		return 2
	}
	return 0
}

func marked(lines []string) bool {
	for _, l := range lines {
		if t := strings.TrimSpace(l); t != "" {
			return strings.HasPrefix(t, ">")
		}
	}
	return false
}

// headerBlock is true where a quoted message begins the way Outlook writes it:
// at least three header fields in a row, the first one a sender.
func headerBlock(lines []string) bool {
	if len(lines) == 0 || len(lines[0]) > 300 {
		return false
	}
	m := headerField.FindStringSubmatch(lines[0])
	if m == nil || !isFrom(m[1]) || strings.TrimSpace(m[2]) == "" {
		return false
	}
	seen := 1
	for _, l := range lines[1:min(len(lines), 8)] {
		if strings.TrimSpace(l) == "" {
			continue
		}
		if headerField.MatchString(l) {
			seen++
		}
	}
	return seen >= 3
}

func isFrom(name string) bool {
	switch strings.ToLower(name) {
	case "from", "von", "de", "da", "van":
		return true
	}
	return false
}

// unsign separates the signature: everything from a line of two dashes or from
// a closing formula on.
func unsign(lines []string, signOff func(string) bool) (body, sig []string) {
	for i, l := range lines {
		t := strings.TrimSpace(l)
		if i > 0 && sigDashes.MatchString(t) || mobileLine.MatchString(l) {
			return lines[:i], lines[i:]
		}
		if i > 0 && len(t) < 60 && t != "" && signOff != nil && signOff(t) {
			return lines[:i], lines[i:]
		}
	}
	return lines, nil
}

func join(lines []string) string { return strings.Trim(strings.Join(lines, "\n"), "\n") }
