package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
)

// bareRupees is an amount that ends as amounts in rupees do: "4,000/-".
var bareRupees = regexp.MustCompile(`(?:^|[\s(@=:])(\d[\d,]*(?:\.\d\d)?) ?/-(?:[^\d]|$)`)

// maxRupees bounds the amounts that are looked at.
const maxRupees = 200

// rupeesSaid puts their sign before amounts that only end as amounts in rupees do.
func rupeesSaid(text string) string {
	if !strings.Contains(text, "/-") {
		return text
	}
	var out strings.Builder
	from := 0
	for _, m := range bareRupees.FindAllStringSubmatchIndex(text, maxRupees) {
		if before := strings.TrimRight(text[from:m[2]], " "); numbers.EndsInCurrency(before) {
			continue
		}
		out.WriteString(text[from:m[2]] + "Rs. ")
		from = m[2]
	}
	out.WriteString(text[from:])
	return out.String()
}
