package trust_test

import (
	"net/mail"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/trust"
)

// owner is a small workshop with a few customers.
func owner() contract.Owner {
	return contract.Owner{
		Name: "Mara Lindqvist", Company: "Ostwall Signs",
		Emails: []string{"mara@ostwall-signs.example"}, Domains: []string{"ostwall-signs.example"},
		Colleagues:  []string{"Piet Vermeulen <piet@ostwall-signs.example>", "Nele Aumann <nele.aumann@gmx.de>"},
		FormSenders: []string{"noreply@forms.ostwall-signs.example"},
		KnownCustomers: []contract.KnownCustomer{
			{Name: "Anna Berger", Email: "anna@berger.example"},
			{Name: "Corvendale Instruments Ltd", Email: "orders@corvendale.example"},
			{Name: "Tobias Wendlandt", Email: "tobias.wendlandt@gmail.com"},
			{Name: "Studio", Email: "hello@studio-nine.example"},
		},
	}
}

// request is a mail of a known customer that speaks for itself.
func request() trust.Mail {
	return trust.Mail{
		From:        mail.Address{Name: "Anna Berger", Address: "anna@berger.example"},
		AuthResults: []string{passes("berger.example")},
		Subject:     "Invoice for the shop sign", Text: "Hello Mara,\n\nplease invoice us for the shop sign, EUR 480.\n\nThanks\nAnna", Request: true,
	}
}

func passes(domain string) string {
	return "mx.google.com;\r\n       dkim=pass header.i=@" + domain + " header.s=s1 header.b=abc;\r\n       spf=pass (google.com: domain of x@" + domain +
		" designates 192.0.2.1 as permitted sender) smtp.mailfrom=x@" + domain + ";\r\n       dmarc=pass (p=QUARANTINE sp=NONE dis=NONE) header.from=" + domain
}

func judge(m trust.Mail) trust.Verdict { return trust.Judge(m, owner()) }

// sign returns the first line of that name.
func sign(v trust.Verdict, name string) contract.TrustSign {
	for _, s := range v.Signs {
		if s.Name == name {
			return s
		}
	}
	return contract.TrustSign{}
}

func levels(v trust.Verdict) string {
	var out []string
	for _, s := range v.Signs {
		if s.Level != contract.TrustGood {
			out = append(out, s.Level+" "+s.Name)
		}
	}
	return strings.Join(out, ", ")
}

func TestPanel_HonestCustomerIsGoodInEveryArea(t *testing.T) {
	t.Parallel()
	v := judge(request())
	require.False(t, v.Grave)
	require.Empty(t, v.Flags)
	require.Empty(t, levels(v))
	for _, area := range []string{trust.AreaAuthentication, trust.AreaSender, trust.AreaReply, trust.AreaAttachments, trust.AreaWording} {
		require.Equal(t, contract.TrustGood, sign(v, area).Level, area)
	}
	require.Contains(t, sign(v, trust.AreaAuthentication).Text, "berger.example")
	require.Contains(t, sign(v, trust.AreaSender).Text, "Anna Berger")
}

func TestPanel_EmptyMailIsLookedAtAndNeverGood(t *testing.T) {
	t.Parallel()
	v := trust.Judge(trust.Mail{}, contract.Owner{})
	require.False(t, v.Grave)
	require.Equal(t, contract.TrustLook, sign(v, trust.AreaAuthentication).Level)
}

func TestPanel_WorstLineStandsFirst(t *testing.T) {
	t.Parallel()
	m := request()
	m.From.Address = "anna@berger-billing.example"
	m.AuthResults = nil
	v := judge(m)
	require.True(t, v.Grave)
	require.Equal(t, contract.TrustRed, v.Signs[0].Level)
	require.Equal(t, contract.TrustGood, v.Signs[len(v.Signs)-1].Level)
}

func TestPanel_PassNeverClearsAnotherSign(t *testing.T) {
	t.Parallel()
	m := request()
	m.From.Address = "anna@berqer.example"
	m.AuthResults = []string{passes("berqer.example")}
	v := judge(m)
	require.Equal(t, contract.TrustGood, sign(v, trust.AreaAuthentication).Level)
	require.Equal(t, contract.TrustRed, sign(v, contract.FlagLookalikeDomain).Level)
	require.Contains(t, v.Flags, contract.FlagLookalikeDomain)
	require.True(t, v.Grave)
}

func TestPanel_UrgencyIsAFlagOnlyWhereSomethingIsAskedOrWrong(t *testing.T) {
	t.Parallel()
	m := request()
	m.Words.Pressure = "right now"
	require.Contains(t, judge(m).Flags, contract.FlagUrgency)
	require.False(t, judge(m).Grave)
	m.Request = false
	require.NotContains(t, judge(m).Flags, contract.FlagUrgency)
}

func TestPanel_HundredBadFilesDoNotBuryTheRest(t *testing.T) {
	t.Parallel()
	m := request()
	for i := range 100 {
		m.Attachments = append(m.Attachments, trust.Attachment{Name: strings.Repeat("x", i) + ".exe"})
	}
	require.Less(t, len(judge(m).Signs), 12)
}

// anyMail draws mails of all kinds, hostile characters included.
func anyMail(t *rapid.T) trust.Mail {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"", "Anna Berger", "anna@berger.example", "Mara Lindqvist", "new bank details", "\u202egpj.exe", "strictly between us, right now", "buy gift cards",
		"bеrger.example", "xn--brger-9ya.example", "x\x00y\n\n---\n[[a]]", strings.Repeat("lang ", 200),
	}))
	host := rapid.OneOf(rapid.SampledFrom([]string{"berger.example", "berger.example.evil.test", "gmail.com", "rn.example", "ostwall-signs.example", "", "..", "xn--"}), rapid.StringN(0, 40, 200))
	address := rapid.Custom(func(t *rapid.T) mail.Address {
		return mail.Address{Name: text.Draw(t, "name"), Address: text.Draw(t, "local") + "@" + host.Draw(t, "host")}
	})
	file := rapid.Custom(func(t *rapid.T) trust.Attachment {
		return trust.Attachment{Name: text.Draw(t, "file"), Type: text.Draw(t, "type"), Content: rapid.SliceOfN(rapid.Byte(), 0, 100).Draw(t, "content")}
	})
	flag := rapid.Bool()
	return trust.Mail{
		From: address.Draw(t, "from"), Author: address.Draw(t, "author"), Sender: address.Draw(t, "sender"),
		ReplyTo: rapid.SliceOfN(address, 0, 3).Draw(t, "reply"), AuthResults: rapid.SliceOfN(text, 0, 3).Draw(t, "auth"),
		Bulk: flag.Draw(t, "bulk"), Auto: flag.Draw(t, "auto"), Subject: text.Draw(t, "subject"), Text: text.Draw(t, "text"), Signature: text.Draw(t, "signature"),
		Attachments: rapid.SliceOfN(file, 0, 3).Draw(t, "attachments"), FromForm: flag.Draw(t, "form"), Forwarded: flag.Draw(t, "forward"), Request: flag.Draw(t, "request"),
		Company: text.Draw(t, "company"),
		Words:   trust.Words{BankChange: text.Draw(t, "bank"), Pressure: text.Draw(t, "pressure"), Injection: text.Draw(t, "injection"), Hidden: text.Draw(t, "hidden")},
	}
}

func TestPanel_EveryVerdictKeepsItsPromises(t *testing.T) {
	t.Parallel()
	circle := trust.Know(owner())
	rapid.Check(t, func(t *rapid.T) {
		m := anyMail(t)
		v := circle.Judge(m)
		require.Equal(t, v, circle.Judge(m), "the same mail is judged the same twice")
		require.Equal(t, v.Grave, slices.ContainsFunc(v.Signs, func(s contract.TrustSign) bool { return s.Level == contract.TrustRed }))
		for _, s := range v.Signs {
			require.NotEmpty(t, s.Name)
			require.Contains(t, []string{contract.TrustGood, contract.TrustLook, contract.TrustRed}, s.Level)
			require.True(t, utf8.ValidString(s.Text))
			require.LessOrEqual(t, utf8.RuneCountInString(s.Text), 200)
			require.NotContains(t, s.Text, "\n")
			require.NotContains(t, s.Text, "\u202e")
		}
		for i, f := range v.Flags {
			require.NotEmpty(t, sign(v, f).Name, f)
			require.NotContains(t, v.Flags[:i], f)
		}
	})
}

func TestPanel_EveryAreaHasALine(t *testing.T) {
	t.Parallel()
	circle := trust.Know(owner())
	areaOf := map[string]string{
		contract.FlagDMARCFail: trust.AreaAuthentication, contract.FlagLookalikeDomain: trust.AreaSender, contract.FlagDisplayNameSpoof: trust.AreaSender,
		contract.FlagFirstContact: trust.AreaSender, trust.SignFreeMailbox: trust.AreaSender, trust.SignSignatureDomain: trust.AreaSender,
		contract.FlagReplyToMismatch: trust.AreaReply, contract.FlagAttachmentExecutable: trust.AreaAttachments, contract.FlagBankChange: trust.AreaWording,
		contract.FlagInjection: trust.AreaWording, contract.FlagHiddenText: trust.AreaWording, contract.FlagUrgency: trust.AreaWording,
		trust.SignGiftCards: trust.AreaWording, trust.SignOverpayment: trust.AreaWording,
	}
	rapid.Check(t, func(t *rapid.T) {
		seen := map[string]bool{}
		for _, s := range circle.Judge(anyMail(t)).Signs {
			area := s.Name
			if a, ok := areaOf[area]; ok {
				area = a
			}
			seen[area] = true
		}
		require.Len(t, seen, 5)
	})
}
