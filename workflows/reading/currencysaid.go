package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// currencySaid is a currency in words or by its code.
var currencySaid = vocab.Around(`(?i)(?:^|[^\pL])(?:<in currency>\s)(?:<currency in words>|eur|chf|gbp|usd|inr|cad|aud|€|£)(?:$|[^\pL])`)

const maxCurrencySaid = 6 // words

// withoutCurrencySaid is a text without the sentences that say no more than the
// currency of its amounts, "Alles in Euro.", in blanks: they name no thing.
func withoutCurrencySaid(text string) string {
	if !currencySaid.MatchString(text) {
		return text
	}
	out := []byte(text)
	for at := 0; at < len(text); {
		end := strings.IndexAny(text[at:], ".\n;!")
		if end < 0 {
			end = len(text) - at
		}
		if part := text[at : at+end]; !hasDigit(part) && len(strings.Fields(part)) <= maxCurrencySaid && currencySaid.MatchString(part) {
			for i := at; i < min(at+end+1, len(text)); i++ {
				if out[i] != '\n' {
					out[i] = ' '
				}
			}
		}
		at += end + 1
	}
	return string(out)
}
