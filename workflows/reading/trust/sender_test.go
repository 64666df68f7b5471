package trust_test

import (
	"net/mail"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/trust"
)

// from is a request of somebody whose mail server vouches for the address.
func from(name, address string) trust.Mail {
	m := request()
	m.From = mail.Address{Name: name, Address: address}
	_, host, _ := cutAddress(address)
	m.AuthResults = []string{passes(host)}
	return m
}

func cutAddress(a string) (local, host string, ok bool) {
	for i := range a {
		if a[i] == '@' {
			return a[:i], a[i+1:], true
		}
	}
	return a, "", false
}

func TestSender_BorrowedNames(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ name, address, want string }{
		"the owner":                       {"Mara Lindqvist", "mara.lindqvist.director@elsewhere.test", "red"},
		"the owner with a title":          {"Mara Lindqvist (CEO)", "ceo@elsewhere.test", "red"},
		"the owner, last name first":      {"LINDQVIST, Mara", "ceo@elsewhere.test", "red"},
		"the owner in Cyrillic letters":   {"Маrа Lindqvist", "ceo@elsewhere.test", "red"},
		"a colleague":                     {"Piet Vermeulen", "piet.vermeulen@gmail.com", "red"},
		"our company":                     {"Ostwall Signs", "info@elsewhere.test", "red"},
		"a colleague's own mailbox":       {"Nele Aumann", "nele.aumann@gmx.de", ""},
		"ourselves":                       {"Mara Lindqvist", "mara@ostwall-signs.example", ""},
		"a customer elsewhere":            {"Anna Berger", "anna.berger@elsewhere.test", "look"},
		"a customer's free mailbox":       {"Anna Berger", "anna.berger@gmail.com", "look"},
		"a customer's firm elsewhere":     {"Corvendale Instruments", "info@elsewhere.test", "look"},
		"a customer's firm and form":      {"Accounts | Corvendale Instruments Ltd.", "info@elsewhere.test", "look"},
		"a customer at home":              {"Anna Berger", "a.berger@berger.example", ""},
		"a customer's known free mailbox": {"Tobias Wendlandt", "tobias.wendlandt@gmail.com", ""},
		"half a name":                     {"Anna", "anna@elsewhere.test", ""},
		"another surname":                 {"Anna Bergerhoff", "anna@elsewhere.test", ""},
		"a customer named by a word":      {"Studio", "info@elsewhere.test", ""},
		"a firm of ordinary words":        {"Signs", "info@elsewhere.test", ""},
		"a stranger":                      {"Greta Halvorsen", "greta@elsewhere.test", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := judge(from(c.name, c.address))
			require.Equal(t, c.want, sign(v, contract.FlagDisplayNameSpoof).Level, levels(v))
			if c.want == "red" {
				require.Contains(t, v.Flags, contract.FlagDisplayNameSpoof)
			}
		})
	}
}

func TestSender_CustomersNameIsRedWhenMoneyIsToBeMoved(t *testing.T) {
	t.Parallel()
	m := from("Anna Berger", "anna.berger@gmail.com")
	m.Text = "Hello Mara, please note our new bank account and transfer the deposit there."
	require.Equal(t, contract.TrustRed, sign(judge(m), contract.FlagDisplayNameSpoof).Level)

	m = from("Anna Berger", "anna.berger@elsewhere.test")
	m.ReplyTo = []mail.Address{{Address: "pay@other.test"}}
	require.Equal(t, contract.TrustRed, sign(judge(m), contract.FlagDisplayNameSpoof).Level)

	m = from("Anna Berger", "anna.berger@elsewhere.test")
	m.Text = "We've moved accounts payable; from today send all invoices to this address only."
	require.Equal(t, contract.TrustRed, sign(judge(m), contract.FlagDisplayNameSpoof).Level)
}

func TestSender_CalendarThatWritesForTheOwnerIsWorthALookOnly(t *testing.T) {
	t.Parallel()
	m := from("Mara Lindqvist", "notifications@calendar.test")
	m.Auto, m.Request, m.Text = true, false, "You have accepted the invitation."
	v := judge(m)
	require.Equal(t, contract.TrustLook, sign(v, contract.FlagDisplayNameSpoof).Level)
	require.False(t, v.Grave)
	m.AuthResults = nil
	require.True(t, judge(m).Grave)
}

func TestSender_AddressInTheNameOfAnotherOrganisationIsRed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ name, address, want string }{
		"another organisation": {"anna@berger.example", "x@elsewhere.test", "red"},
		"words around it":      {"Anna <anna@berger.example>", "x@elsewhere.test", "red"},
		"a full-width at":      {"anna＠berger.example", "x@elsewhere.test", "red"},
		"another free mailbox": {"anna.berger@gmail.com", "x77@gmail.com", "red"},
		"itself":               {"greta@elsewhere.test", "greta@elsewhere.test", ""},
		"a colleague":          {"info@elsewhere.test", "greta@mail.elsewhere.test", ""},
		"no address":           {"Greta @ Elsewhere", "greta@elsewhere.test", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, sign(judge(from(c.name, c.address)), contract.FlagDisplayNameSpoof).Level)
		})
	}
}

func TestSender_WebFormIsNoImpostor(t *testing.T) {
	t.Parallel()
	m := from("anna@berger.example", "noreply@forms.ostwall-signs.example")
	m.FromForm, m.Author = true, mail.Address{Name: "Anna Berger", Address: "anna.berger@gmail.com"}
	m.ReplyTo = []mail.Address{m.Author}
	v := judge(m)
	require.False(t, v.Grave, levels(v))
	require.Empty(t, v.Flags)
}

func TestSender_AcquaintanceIsSaid(t *testing.T) {
	t.Parallel()
	stranger := judge(from("Greta Halvorsen", "greta@elsewhere.test"))
	require.Equal(t, []string{contract.FlagFirstContact}, stranger.Flags)
	require.Equal(t, contract.TrustLook, sign(stranger, contract.FlagFirstContact).Level)
	require.Contains(t, sign(stranger, trust.AreaSender).Text, "imitates somebody you know")

	m := from("Greta Halvorsen", "greta@elsewhere.test")
	m.Request = false
	require.Empty(t, judge(m).Flags)

	colleague := judge(from("Karl Berger", "karl@berger.example"))
	require.Empty(t, colleague.Flags)
	require.Contains(t, sign(colleague, trust.AreaSender).Text, "the address itself is new")

	m = from("Karl Berger", "karl@berger.example")
	m.AuthResults = nil
	require.Contains(t, judge(m).Flags, contract.FlagFirstContact)

	m = request()
	m.AuthResults = nil
	require.Contains(t, levels(judge(m)), "look sender")
	require.NotContains(t, judge(m).Flags, contract.FlagFirstContact)
}

func TestSender_FreeMailboxThatClaimsACompany(t *testing.T) {
	t.Parallel()
	m := from("Greta Halvorsen", "greta.halvorsen@gmx.net")
	m.Company = "Halvorsen Reederei AS"
	v := judge(m)
	require.Equal(t, contract.TrustLook, sign(v, trust.SignFreeMailbox).Level)
	require.Contains(t, sign(v, trust.SignFreeMailbox).Text, "Halvorsen Reederei AS")
	require.False(t, v.Grave)

	m.Company = ""
	require.Empty(t, sign(judge(m), trust.SignFreeMailbox).Name)

	m = from("Tobias Wendlandt", "tobias.wendlandt@gmail.com")
	m.Company = "Wendlandt Bau"
	require.Empty(t, sign(judge(m), trust.SignFreeMailbox).Name, "a known customer may write from anywhere")

	for _, address := range []string{"a@hotmail.co.uk", "a@yahoo.com.br", "a@t-online.de", "a@orange.fr", "a@libero.it", "a@ziggo.nl", "a@proton.me", "a@outlook.es"} {
		m = from("Greta", address)
		m.Company = "Halvorsen Reederei AS"
		require.NotEmpty(t, sign(judge(m), trust.SignFreeMailbox).Name, address)
	}
	for _, address := range []string{"a@mail.example", "a@live.example", "a@free.test", "a@gmail.evil.test", "a@orange.example"} {
		m = from("Greta", address)
		m.Company = "Halvorsen Reederei AS"
		require.Empty(t, sign(judge(m), trust.SignFreeMailbox).Name, address)
	}
}

func TestSender_SignatureOfAnotherOrganisation(t *testing.T) {
	t.Parallel()
	m := from("Greta Halvorsen", "greta@elsewhere.test")
	m.Signature = "Greta Halvorsen\nHalvorsen Reederei AS\nwww.halvorsen-reederei.example | https://www.linkedin.com/in/greta"
	s := sign(judge(m), trust.SignSignatureDomain)
	require.Equal(t, contract.TrustLook, s.Level)
	require.Contains(t, s.Text, "halvorsen-reederei.example")

	m.Signature += "\nmailto:greta@elsewhere.test"
	require.Empty(t, sign(judge(m), trust.SignSignatureDomain).Name)

	m.Signature = "Greta\nhttps://facebook.com/greta - greta@gmail.com - Wir drucken alles z.B. Plakate u.a."
	require.Empty(t, sign(judge(m), trust.SignSignatureDomain).Name)
}

func TestSender_OwnAddressWithoutProofIsWorthALook(t *testing.T) {
	t.Parallel()
	m := from("Mara Lindqvist", "mara@ostwall-signs.example")
	require.Equal(t, contract.TrustGood, sign(judge(m), trust.AreaSender).Level)
	m.AuthResults = nil
	require.Equal(t, contract.TrustLook, sign(judge(m), trust.AreaSender).Level)
}

func TestSender_StrangersWordsAreQuotedAndCut(t *testing.T) {
	t.Parallel()
	m := from("Greta", "greta@gmx.net")
	m.Company = "A \"very\"\n\n`long` \u202ename " + string(make([]rune, 300))
	text := sign(judge(m), trust.SignFreeMailbox).Text
	require.Contains(t, text, `"A 'very' 'long' name`)
}

func TestSender_AuthorOfAForwardIsJudgedInsteadOfTheColleague(t *testing.T) {
	t.Parallel()
	m := from("Piet Vermeulen", "piet@ostwall-signs.example")
	m.Forwarded, m.Author = true, mail.Address{Name: "Anna Berger", Address: "anna.berger@gmail.com"}
	m.Company = "Berger GmbH"
	v := judge(m)
	require.Equal(t, contract.TrustLook, sign(v, contract.FlagDisplayNameSpoof).Level)
	require.Equal(t, contract.TrustLook, sign(v, trust.SignFreeMailbox).Level)
	require.Contains(t, v.Flags, contract.FlagFirstContact)
	require.False(t, v.Grave)

	m.Author = mail.Address{Name: "Anna Berger", Address: "anna@berger-invoices.test"}
	require.Contains(t, judge(m).Flags, contract.FlagLookalikeDomain)

	m.Author = mail.Address{Name: "Mara Lindqvist", Address: "mara@elsewhere.test"}
	require.Contains(t, judge(m).Flags, contract.FlagDisplayNameSpoof)
}

func TestSender_SenderFieldOfAnImpostorIsSeen(t *testing.T) {
	t.Parallel()
	m := from("Greta Halvorsen", "greta@elsewhere.test")
	m.Sender = mail.Address{Address: "anna@berger.example.evil.test"}
	require.Contains(t, judge(m).Flags, contract.FlagLookalikeDomain)
}

func TestCircle_PreparedOnceJudgesLikeJudge(t *testing.T) {
	t.Parallel()
	circle := trust.Know(owner())
	for _, m := range []trust.Mail{request(), from("Mara Lindqvist", "x@elsewhere.test"), busy(), {}} {
		require.Equal(t, judge(m), circle.Judge(m))
	}
}

func TestCircle_OwnerAtAFreeMailboxDoesNotOwnTheProvider(t *testing.T) {
	t.Parallel()
	o := contract.Owner{Name: "Mara Lindqvist", Emails: []string{"Mara <mara.lindqvist@gmx.de>"}, Domains: []string{"gmx.de"}}
	m := from("Mara Lindqvist", "mara.lindqvist77@gmx.de")
	require.True(t, trust.Judge(m, o).Grave)
	m = from("Mara Lindqvist", "mara.lindqvist@gmx.de")
	require.False(t, trust.Judge(m, o).Grave)
}

func TestCircle_MalformedOwnerIsEndured(t *testing.T) {
	t.Parallel()
	o := contract.Owner{
		Name: " ", Emails: []string{"", "@", "<>"}, Domains: []string{"", ".", "@"}, Colleagues: []string{"", "<", "No Address"},
		KnownCustomers: []contract.KnownCustomer{{}, {Name: "X"}, {Email: "not an address"}, {Email: "@x"}},
	}
	require.False(t, trust.Judge(request(), o).Grave)
}
