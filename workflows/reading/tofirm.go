package reading

import "unicode"

// toFirm is true for a word that leads to the name right behind it and is in none:
// "nach Ausführung an Hölzl Dach GmbH", but not "Kliniken an der Paar gGmbH".
func toFirm(ws []word, i int) bool {
	switch ws[i].text {
	case "an", "aan":
		return i+1 < len(ws) && unicode.IsUpper([]rune(ws[i+1].text)[0])
	}
	return false
}
