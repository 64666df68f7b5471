package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// inRow is the thing of a row that stands between the price before and its own
// count: "..., palloncini 50 pezzi a 0,60"; empty where those words are no name.
// What the mail is about is another thing then.
func (c *clause) inRow(q quantity) string {
	if c.from == 0 {
		return ""
	}
	region := strings.Trim(leadWords.ReplaceAllString(c.seg[c.from:max(c.from, q.start)], ""), " ,;:.()–—-")
	if m := relative.FindStringIndex(vocab.Lower(region) + " "); m != nil {
		region = region[:min(len(region), m[0])]
	}
	name := strings.Trim(leadArticle.ReplaceAllString(strings.TrimSpace(region), ""), " ,;:(")
	if !named(name) || strings.ContainsAny(name, ",;:") || !shortName(name) || len(strings.Fields(name)) > maxRowName || c.rd.leadsIn(name) || c.rd.nothing(name) || hasDigit(name) ||
		c.rd.onlySmall(name) || c.rd.lang == "de" && !hasLarge(name) {
		return ""
	}
	return name
}
