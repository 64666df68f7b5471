package clauses

import "strings"

// sizes takes a measure that a name ends with into the name, where another
// count follows: "descaler 5 litre - 4 - 21.15".
func sizes(p []piece) []piece {
	var out []piece
	for i := 0; i < len(p); i++ {
		out = append(out, p[i])
		if p[i].kind == nameKind && i+3 < len(p) && p[i+1].kind == countKind && p[i+1].unit != "" && strings.IndexByte("-:,(", p[i+2].kind) >= 0 && p[i+3].kind == countKind {
			out[len(out)-1].end = p[i+1].end
			i++
		}
	}
	return out
}

// aside is what stands in brackets and counts nothing that is billed: "(15, 16
// and 17 June)", "(case of 200)".
func (g *grouper) aside(i int) (int, bool) {
	if !g.tokens[i].sign("(") || i+1 >= len(g.tokens) {
		return 0, false
	}
	month, counts := false, false
	words := g.nameWord(i+1) && !g.tokens[i+1].is(Pieces)
	for k := i + 1; k < min(len(g.tokens), i+maxAside); k++ {
		t := g.tokens[k]
		switch {
		case t.sign(")"):
			return k + 1, month || words && counts
		case t.kind == moneyToken, t.sign("\n"), t.cents && g.priced:
			return 0, false
		}
		month, counts = month || t.month, counts || t.kind == countToken
	}
	return 0, false
}

// maxAside is how many tokens an aside has.
const maxAside = 14

// inLists takes what stands behind a comma in a line of a list into its name:
// "Photography, full day (1) 900".
func inLists(p []piece) []piece {
	var out []piece
	for i := 0; i < len(p); i++ {
		n := len(out)
		begins := n == 1 || n > 1 && (out[n-2].kind == breakKind || out[n-2].kind == '-')
		if n > 0 && begins && i+2 < len(p) && out[n-1].kind == nameKind && p[i].kind == ',' && p[i+1].kind == nameKind && strings.IndexByte("(-CMP", p[i+2].kind) >= 0 {
			out[n-1].end, out[n-1].words = p[i+1].end, out[n-1].words+" "+p[i+1].words
			i++
			continue
		}
		out = append(out, p[i])
	}
	return out
}
