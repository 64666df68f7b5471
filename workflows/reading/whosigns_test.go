package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// TestPerson_WhoSignsIsTheWriterWhereTheMailboxIsNobodys: two people, a desk with
// its place, a trade with the family's name.
func TestPerson_WhoSignsIsTheWriterWhereTheMailboxIsNobodys(t *testing.T) {
	t.Parallel()
	for from, c := range map[string]struct{ signed, want string }{
		`"Petra und Klaus" <petraundklaus@post.example>`:          {"Viele Grüße\nPetra", ""},
		`"Anne et Paul Roche" <famille@post.example>`:             {"Cordialement\nAnne Roche", "Anne Roche"},
		`"Licitaciones Almazora" <licitaciones@almazora.example>`: {"Atentamente,\nPilar Segura", ""},
		`"Loonbedrijf Postma" <postma@boerenpost.example>`:        {"Groet,\nHidde Postma", "Hidde Postma"},
		`"Hans Postma" <hans@boerenpost.example>`:                 {"Groet,\nHans Postma", "Hans Postma"},
		`"Henny Postma" <postma@boerenpost.example>`:              {"Groet,\nH. Postma", "Henny Postma"},
	} {
		raw := strings.Replace(string(letter("Please invoice us for 4 lamps at £12.00 each.\n\n"+c.signed)), "Jo Miller <jo.miller@acmeworks.example>", from, 1)
		r := reading.Read([]byte(raw), fixtureOwner())
		require.Equal(t, c.want, r.CustomerName, from)
	}
}
