package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// bodyStart is where the name of a body may begin.
	bodyStart = vocab.Around(`(?:^|[^\pL])((?:<small body>|<house body>)\s)`)
	// bodyName is such a name with the number of a house, up to the sign or line's end behind it.
	bodyName = regexp.MustCompile(`^([\pL'’.ªº -]{6,90}?(?:\s\d{1,4}(?:[-–/]\d{1,4})?)?)\s*(?:[,;:(|–-]+\s*|$)`)
	// largeLast is a name whose last word is written large, as of people and places.
	largeLast = regexp.MustCompile(`(?:^|\s)\p{Lu}[\pL'’.]*(?:\s\d[\d–/-]*)?$`)
)

// taxedBodies are bodies right behind whose name their tax number stands: who gives
// that is to be billed, though no words for it stand before. "A la atención de la
// Comunidad de Propietarios Los Olmos, CIF H45366085".
func (s *source) taxedBodies(lines []string) []firm {
	var out []firm
	for i, line := range lines[:min(len(lines), maxSegments)] {
		low := vocab.Lower(line)
		if len(line) > longText || len(low) != len(line) || otherRole(low) {
			continue
		}
		for _, m := range bodyStart.FindAllStringSubmatchIndex(low, 4) {
			if f, behind := bodyNamed(lines, i, m[2]); f.name != "" && beginsWithTaxID(behind) && !s.isOwnName(f.name) && !isClient(line, f.name) {
				out = append(out, f)
				break
			}
		}
	}
	return s.merge(out)
}

// bodyNamed is the body whose name begins at a place of a line, and what stands behind
// it; there is none within a name or without one of its own.
func bodyNamed(lines []string, i, at int) (f firm, behind string) {
	line := lines[i]
	m := bodyName.FindStringSubmatchIndex(line[at:])
	if m == nil || largeLast.MatchString(strings.TrimRight(line[:at], " ")) {
		return firm{}, ""
	}
	name := strings.TrimSpace(line[at : at+m[3]])
	if !strings.Contains(name, " ") || !largeLast.MatchString(name) {
		return firm{}, ""
	}
	if behind = line[at+m[1]:]; behind == "" && i+1 < len(lines) {
		behind = lines[i+1]
	}
	return firm{name: name, body: true, end: at + m[3]}, behind
}

// beginsWithTaxID is true for words that begin with a tax number, with its name or without.
func beginsWithTaxID(words string) bool {
	head := words[:min(len(words), maxTaxGap)]
	at := taxName.FindStringIndex(vocab.Lower(head))
	if at != nil && at[0] == 0 && len(taxIDs(words)) > 0 {
		return true
	}
	m := spanishBody.FindStringIndex(head)
	return m != nil && m[0] == 0
}
