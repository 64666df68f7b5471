package reading

import "regexp"

// streetBefore ends with a street and its number, behind which a place is named: "4
// Mill Lane, ", "Hauptstr. 4, 73430 ".
var streetBefore = regexp.MustCompile(`(?:^|[\s,(])(?:\d{1,4}[a-zA-Z]?\s+(?:\p{Lu}[\pL.'’-]*\s?){1,4}|(?:\p{Lu}[\pL.'’-]*\s)+\d{1,4}[a-zA-Z]?),\s*(?:[\d-]{4,6}\s+)?$`)

// capitalWords are words that all begin in capitals.
var capitalWords = regexp.MustCompile(`^\p{Lu}[\pL.'’-]*(?:\s\p{Lu}[\pL.'’-]*){0,3}$`)

// inAddress is true for words at a place of a text that name the town of an address.
func inAddress(text string, from, to int) bool {
	return from < to && capitalWords.MatchString(text[from:to]) && streetBefore.MatchString(lastBytes(text[:from], maxShort))
}
