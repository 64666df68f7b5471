package newtext

import (
	"regexp"
	"strings"
	"unicode"
)

// maxMark is the longest mark line in bytes: "---- Forwarded by <name, unit,
// company> on <date> ----" of old office programs.
const maxMark = 240

const forwardWords = `(?:forwarded (?:message|e-?mail|mail|by)|(?:weitergeleitete(?:n)?|umgeleitete) (?:nachricht|e-?mail|mail)|weitergeleitet von|(?:message|courriel|mail|e-?mail) (?:transféré|transmis|réexpédié)|transféré par|mensaje reenviado|correo reenviado|reenviado por|` +
	`(?:messaggio|e-?mail) (?:inoltrat[oa]|reindirizzat[oa])|inoltrato da|doorgestuurd(?:e)? (?:bericht|e-?mail|mail)|doorgestuurd door|mensagem (?:encaminhada|reencaminhada)|vidarebefordrat meddelande|videresend(?:t|e) (?:besked|melding)|пересылаемое сообщение|przekazana wiadomość|` +
	`رسالة (?:معاد|مُعاد|تمت إعادة|تم إعادة) توجيهها|الرسالة المعاد توجيهها|رسالة محولة|转发的邮件|转发邮件信息)`

var (
	forwardRuled = regexp.MustCompile(`(?i)^[\s>*]*[-=_]{2,}[\s*]*` + forwardWords + `(?:\s.*?|:.*?)?[\s*]*[-=_]*[\s*]*$`)
	forwardBegin = regexp.MustCompile(`(?i)^[\s>*]*(?:(?:begin|start of|begin(?:n)? der|anfang der|beginn der|début du|inicio del|inizio(?: del)?|início da|بداية)\s+)?` + forwardWords + `\s?:[\s*]*$`)
	originMark   = regexp.MustCompile(`(?i)^[\s>*]*[-_]{2,}\s*(?:original (?:message|appointment|e-?mail)|ursprüngliche (?:nachricht|mitteilung|e-?mail)|originalnachricht|original-nachricht|message d['’]origine|message (?:initial|original)|mensaje original|messaggio (?:originale|di origine)|oorspronkelijk bericht|` +
		`origineel bericht|reply message|antwort(?:nachricht)?|mensagem original|oprindelig (?:besked|meddelelse)|opprinnelig melding|ursprungligt meddelande|originalmeddelande|oryginalna wiadomość|исходное сообщение|الرسالة الأصلية|رسالة أصلية|原始邮件)\s*[-_]{2,}[\s*]*$`)
)

// isForwardMark is true for the line above a forwarded message. The words
// alone, within a sentence, are none.
func isForwardMark(l string) bool {
	if len(l) > maxMark || len(l) < 8 {
		return false
	}
	t := strings.TrimSpace(l)
	if strings.HasSuffix(t, ":") && forwardBegin.MatchString(l) {
		return true
	}
	return ruled(t) && worded(t) && forwardRuled.MatchString(l)
}

func isOriginalMark(l string) bool {
	return len(l) <= maxMark && ruled(strings.TrimSpace(l)) && worded(l) && originMark.MatchString(l)
}

// isRule is true for the line that Outlook draws above a quoted message: ten or
// more strokes of one kind.
func isRule(l string) bool {
	t := strings.Trim(l, " \t>*")
	return len(t) >= 10 && ruled(t) && strings.Trim(t, t[:1]) == ""
}

// ruled is the cheap look: two strokes near the start of the line.
func ruled(t string) bool {
	t = strings.TrimLeft(t, "> *\t")
	return len(t) > 1 && (t[0] == '-' || t[0] == '_' || t[0] == '=') && t[1] == t[0]
}

// worded is true when there are letters besides the strokes.
func worded(t string) bool {
	return strings.IndexFunc(t, unicode.IsLetter) >= 0
}
