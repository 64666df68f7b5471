package trust_test

import (
	"net/mail"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/trust"
)

// likeness is the level at which a mailbox is said to look like a known one.
func likeness(known, stranger string) string {
	if !strings.Contains(known, "@") {
		known = "orders@" + known
	}
	if !strings.Contains(stranger, "@") {
		stranger = "somebody@" + stranger
	}
	v := trust.Judge(trust.Mail{From: mail.Address{Address: stranger}},
		contract.Owner{KnownCustomers: []contract.KnownCustomer{{Name: "The Customer", Email: known}}})
	return sign(v, contract.FlagLookalikeDomain).Level
}

func TestImitation_FraudsAreRed(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]string{
		// characters that look alike
		{"larkspurpeds.example", "1arkspurpeds.example"},
		{"berger.example", "berqer.example"},
		{"colonial.example", "co1onial.example"},
		{"colonial.example", "colonlal.example"},
		{"orlando-print.example", "0rlando-print.example"},
		{"zoom4.example", "z0om4.example"},
		{"kornhaus.example", "komhaus.example"},
		{"thermax.example", "therrnax.example"},
		{"wavelens.example", "vvavelens.example"},
		{"dremmel.example", "clremmel.example"},
		{"clementi.example", "dementi.example"},
		{"lithos.example", "1ithos.example"},
		{"salvini.example", "saivini.example"},
		{"sonnex.example", "5onnex.example"},
		{"illumo.example", "iilumo.example"},
		// other alphabets
		{"berger.example", "bеrger.example"},
		{"abb.example", "аbb.example"},
		{"scope.example", "ѕсоре.example"},
		{"berger.example", "bεrger.example"},
		{"onyx.example", "οnyx.example"},
		{"vantrell.example", "vаntrеll.example"},
		{"nova-haus.example", "ոova-haus.example"},
		{"berger.example", "ｂerger.example"},
		{"berger.example", "xn--brger-rof.example"},
		{"kupfer.example", "кupfer.example"},
		{"berger.example", "ber\u200bger.example"},
		{"tidemark.example", "tıdemark.example"},
		// one letter
		{"berger.example", "bergger.example"},
		{"berger.example", "beger.example"},
		{"berger.example", "begrer.example"},
		{"vantrell.example", "vantrel.example"},
		{"vantrell.example", "vantrelll.example"},
		{"vantrell.example", "vantrall.example"},
		{"vantrell.example", "vanterll.example"},
		{"torcheval.example", "torchevall.test"},
		{"torcheval.example", "torcheva.example"},
		{"corvendale.example", "corvendaie.test"},
		{"harrowfinch.example", "harowfinch.example"},
		{"harrowfinch.example", "harrowfinsh.example"},
		{"northgate-orchard.example", "northgate-orchad.example"},
		{"müllerbau.example", "mullerbau.example"},
		{"papierhaus-dremmel.example", "papierhaus-dremel.example"},
		{"brennecke.example", "brenecke.example"},
		{"cassidy.example", "casidy.example"},
		{"llewellyn.example", "lewelyn.example"},
		// hyphens, endings, words
		{"harrowfinch.example", "harrow-finch.example"},
		{"hotel-bergquell.example", "hotelbergquell.example"},
		{"hotel-bergquell.example", "bergquell-hotel.example"},
		{"berger.example", "berger.test"},
		{"vantrell.com", "vantrell.co"},
		{"vantrell.co.uk", "vantrell.com"},
		{"torcheval.fr", "torcheval.com"},
		{"berger.example", "berger-billing.example"},
		{"berger.example", "berger-invoices.test"},
		{"berger.example", "bergerinvoices.example"},
		{"vantrell.example", "accounts-vantrell.example"},
		{"vantrell.example", "vantrellpayments.test"},
		{"vantrell.example", "vantrell-accounts-payable.example"},
		{"torcheval.example", "torcheval-group.example"},
		{"dremmel.example", "dremmel-rechnung.example"},
		{"torcheval.fr", "torcheval-fr.com"},
		{"vantrell.com", "vantrell-com.test"},
		{"vantrell.example", "vantrellexample.test"},
		{"berger.example", "berger.example.evil.test"},
		{"abb.example", "mail.abb.example.login.test"},
		{"a1.example", "a1.example.evil.test"},
		// whole addresses
		{"dana.whitcomb@abb.example", "dana.whitcomb@abd.example"},
		{"dana.whitcomb@abb.example", "dana.whitcomb@abb.test"},
		{"tobias.wendlandt@gmail.com", "tobias.wendlandt@gmai1.com"},
		{"tobias.wendlandt@gmail.com", "tobias.wendlandt@gmial.com"},
		{"tobias.wendlandt@gmail.com", "tobias.wend1andt@gmail.com"},
		{"tobias.wendlandt@gmx.de", "tobiaswendlandt@gmx.de"},
		{"corinna.arnold@web.de", "corinna.amold@web.de"},
	} {
		assert.Equal(t, contract.TrustRed, likeness(pair[0], pair[1]), "%s as %s", pair[1], pair[0])
	}
}

func neverRed(t *testing.T, pairs [][2]string) {
	t.Helper()
	for _, pair := range pairs {
		assert.NotEqual(t, contract.TrustRed, likeness(pair[0], pair[1]), "%s as %s", pair[1], pair[0])
	}
}

func TestImitation_SameShortAndOrdinaryNamesAreNeverRed(t *testing.T) {
	t.Parallel()
	neverRed(t, [][2]string{
		// the same organisation
		{"berger.example", "berger.example"},
		{"berger.example", "mail.berger.example"},
		{"shop.berger.example", "berger.example"},
		{"Berger.Example", "BERGER.example"},
		{"müller.example", "xn--mller-kva.example"},
		{"tobias.wendlandt@gmail.com", "tobiaswendlandt@gmail.com"},
		{"tobias.wendlandt@gmail.com", "tobias.wendlandt+work@googlemail.com"},
		// short names lie close together
		{"abb.example", "abc.example"},
		{"kone.example", "cone.example"},
		{"meyer.example", "meier.example"},
		{"meyer.example", "mayer.example"},
		{"bosch.example", "bosh.example"},
		{"aral.example", "oral.example"},
		{"tui.example", "tua.example"},
		{"lidl.example", "lild.example"},
		{"ups.example", "usp.example"},
		{"o2.example", "02.example"},
		{"rewe.example", "rewa.example"},
		{"abb.example", "abb.test"},
		{"aldi.example", "aldi.test"},
		{"norma.example", "norna.example"},
		{"edeka.example", "edeko.example"},
		{"kind.example", "klnd.test"},
		// ordinary words
		{"printing.example", "painting.example"},
		{"modern.example", "modem.example"},
		{"clean.example", "dean.example"},
		{"design.example", "design.test"},
		{"studio.example", "studios.example"},
		{"kitchens.example", "kitchen.example"},
		{"marketing.example", "marketing.test"},
		{"clove.example", "dove.example"},
		{"flowers.example", "flower.example"},
		{"berlin-printing.example", "berlin-painting.example"},
		{"design.example", "design-group.example"},
		{"market.example", "marker.example"},
		{"trading.example", "training.example"},
		{"heating.example", "heating-services.example"},
		{"trainers.example", "trainer.example"},
		{"garden.example", "garten.example"},
		{"solution.example", "solutions.example"},
		{"architect.example", "architects.example"},
	})
}

func TestImitation_HonestNeighboursAreNeverRed(t *testing.T) {
	t.Parallel()
	neverRed(t, [][2]string{
		// people of like names
		{"mueller.example", "moeller.example"},
		{"schmidt.example", "schmitt.example"},
		{"hoffmann.example", "hofmann.example"},
		{"petersen.example", "pedersen.example"},
		{"fischer.example", "fisher.example"},
		{"anderson.example", "andersen.example"},
		{"jansen.example", "janssen.example"},
		{"stephens.example", "stevens.example"},
		{"phillips.example", "philips.example"},
		{"schulze.example", "schultz.example"},
		{"neumann.example", "newmann.example"},
		{"bau-schmidt.example", "bau-schmitt.example"},
		// numbers
		{"studio21.example", "studio22.example"},
		{"werkstatt7.example", "werkstatt9.example"},
		{"praxis24.example", "praxis34.example"},
		// other firms
		{"berger.example", "werger.example"},
		{"berger.example", "berger-metallbau.example"},
		{"berger.example", "weinberger.example"},
		{"berger.example", "hamberger.example"},
		{"berger.example", "burger.test"},
		{"vantrell.example", "quantrell-pumps.example"},
		{"harrow.example", "barrow.example"},
		{"holmes.example", "holmes-watson.example"},
		{"berger.example", "berger.zendesk.com"},
		{"berger.example", "berger.sharepoint.com"},
		{"lund.example", "lund-billing.example"},
		{"ridley.example", "bradley.example"},
		{"becker.example", "decker.example"},
		{"orchard.example", "northgate-orchard.example"},
		{"bergquell.example", "bergquelle-therme.example"},
		{"gmail.com", "gmx.de"},
		// mailboxes
		{"tobias.wendlandt@gmail.com", "tobias.wendler@gmail.com"},
		{"j.smith@gmail.com", "j.smyth@gmail.com"},
		{"anna.berger@gmail.com", "anna.berger@outlook.com"},
		{"info@abb.example", "info@abd.example"},
		{"anna.berger1@web.de", "anna.berger2@web.de"},
		{"maler.krause@web.de", "maler.kruse@web.de"},
	})
}

func TestImitation_OwnersDomainIsProtectedToo(t *testing.T) {
	t.Parallel()
	m := request()
	m.From = mail.Address{Address: "piet@ostwall-sings.example"}
	v := judge(m)
	require.True(t, v.Grave)
	require.Contains(t, sign(v, contract.FlagLookalikeDomain).Text, `"ostwall-signs.example", your own`)
}

func TestImitation_ReplyAddressIsComparedToo(t *testing.T) {
	t.Parallel()
	m := request()
	m.From = mail.Address{Name: "A. B.", Address: "somebody@gmail.com"}
	m.ReplyTo = []mail.Address{{Address: "anna@berger.example.evil.test"}}
	v := judge(m)
	require.Contains(t, v.Flags, contract.FlagLookalikeDomain)
	require.Contains(t, v.Flags, contract.FlagReplyToMismatch)
}

func TestImitation_MixedAlphabetsAreRedByThemselves(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]bool{
		"pаypal-shop.example": true, "αlpha-werk.example": true, "xn--80ak6aa92e.example": false, "пример.example": false, "日本print.example": false, "müller.example": false,
		"łódź.example": false, "smørrebrød.example": false, "ｆullwidth.example": true,
	} {
		v := trust.Judge(trust.Mail{From: mail.Address{Address: "a@" + host}}, contract.Owner{})
		require.Equal(t, want, v.Grave, host)
	}
}

func TestImitation_SentenceShowsMachineFormOfForeignLetters(t *testing.T) {
	t.Parallel()
	m := request()
	m.From.Address = "anna@bеrger.example"
	text := sign(judge(m), contract.FlagLookalikeDomain).Text
	require.Contains(t, text, "xn--")
	require.NotContains(t, text, "bеrger")
}

func TestImitation_KnownDomainNeverImitatesItself(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		// No mail provider, whose name is nobody's in particular: o2.co.uk was drawn once.
		host := rapid.StringMatching(`q[a-z0-9]{0,11}(-[a-z0-9]{1,8})?\.(example|test|co\.uk)`).Draw(t, "host")
		require.Empty(t, likeness(host, host))
		require.Empty(t, likeness(host, "mail."+host))
		require.Equal(t, contract.TrustRed, likeness(host, host+".evil.test"))
	})
}

func TestImitation_SwappedLettersOfALongNameAreFound(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		name := []byte(rapid.StringMatching(`z[a-z]{9,14}q`).Draw(t, "name"))
		known := string(name) + ".example"
		at := rapid.IntRange(1, len(name)-2).Draw(t, "at")
		name[at], name[at+1] = name[at+1], name[at]
		if changed := string(name) + ".example"; changed != known {
			require.Equal(t, contract.TrustRed, likeness(known, changed))
		}
	})
}

func FuzzImitation(f *testing.F) {
	for _, s := range [][2]string{
		{"berger.example", "bеrger.example"},
		{"a", "..."},
		{"xn--", "xn--\xff"},
		{"berger.example", "berger.example.evil.test"},
		{"ÄÖ.example", "\u202e"},
	} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, known, stranger string) {
		v := trust.Judge(trust.Mail{From: mail.Address{Name: stranger, Address: "a@" + stranger}, ReplyTo: []mail.Address{{Address: stranger}}},
			contract.Owner{Domains: []string{known}, KnownCustomers: []contract.KnownCustomer{{Name: known, Email: "b@" + known}}})
		require.NotEmpty(t, v.Signs)
	})
}
