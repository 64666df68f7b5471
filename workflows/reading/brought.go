package reading

import "github.com/autonomous-employee/employee/workflows/reading/vocab"

// broughtOf is a thing and the verb behind it that says how many were brought: "de
// bolsas trajeron" 600.
var broughtOf = vocab.Around(`(?i)^(?:<of which so many>)\s(\pL[\pL -]{2,40}?)\s(?:<brought so many>)$`)

// ofThemBrought is the name of the thing in such words.
func ofThemBrought(name string) string {
	if m := broughtOf.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	return name
}
