package trust_test

import (
	"net/mail"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/trust"
)

func TestReply_LevelsByWhereAnswersGo(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		from, reply string
		change      func(*trust.Mail)
		want        string
	}{
		"nowhere else":                   {from: "anna@berger.example", want: "good"},
		"the same address":               {from: "anna@berger.example", reply: "Anna@Berger.example", want: "good"},
		"a colleague":                    {from: "anna@berger.example", reply: "billing@berger.example", want: "good"},
		"a host of the organisation":     {from: "anna@berger.example", reply: "ticket+77@help.berger.example", want: "good"},
		"its desk in a ticket system":    {from: "anna@berger.example", reply: "support@berger.zendesk.com", want: "good"},
		"another's desk":                 {from: "anna@berger.example", reply: "support@bergerr.zendesk.com", want: "red"},
		"the bare ticket system":         {from: "anna@berger.example", reply: "x@zendesk.com", want: "red"},
		"another organisation":           {from: "anna@berger.example", reply: "anna@elsewhere.test", want: "red"},
		"a free mailbox":                 {from: "anna@berger.example", reply: "anna.berger@gmail.com", want: "red"},
		"free to free":                   {from: "anna.b@gmail.com", reply: "payments77@outlook.com", want: "red"},
		"free to the same provider":      {from: "anna.b@gmail.com", reply: "payments77@gmail.com", want: "red"},
		"free to the same mailbox":       {from: "anna.b@gmail.com", reply: "annab+shop@googlemail.com", want: "good"},
		"free to its namesake":           {from: "anna.b@gmail.com", reply: "anna.b@gmx.de", want: "look"},
		"free to a firm":                 {from: "anna.b@gmail.com", reply: "anna@elsewhere.test", want: "red"},
		"to ourselves":                   {from: "anna@berger.example", reply: "mara@ostwall-signs.example", want: "good"},
		"to a known customer":            {from: "noreply@books.test", reply: "anna@berger.example", want: "good"},
		"a list":                         {from: "anna@berger.example", reply: "list@lists.test", change: func(m *trust.Mail) { m.Bulk, m.Request = true, false }, want: "good"},
		"a list that asks for something": {from: "anna@berger.example", reply: "list@lists.test", change: func(m *trust.Mail) { m.Bulk = true }, want: "look"},
		"a web form":                     {from: "noreply@forms.ostwall-signs.example", reply: "visitor@gmail.com", change: func(m *trust.Mail) { m.FromForm = true }, want: "good"},
		"our own site, proven": {
			from: "shop@ostwall-signs.example", reply: "visitor@gmail.com",
			change: func(m *trust.Mail) { m.AuthResults = []string{passes("ostwall-signs.example")} }, want: "look",
		},
		"a platform for its customer, proven": {
			from: "noreply@orders.test", reply: "stores@healthcentre.test",
			change: func(m *trust.Mail) { m.AuthResults = []string{passes("orders.test")} }, want: "look",
		},
		"a platform, not proven": {from: "noreply@orders.test", reply: "stores@healthcentre.test", want: "red"},
		"a platform for a free mailbox": {
			from: "no-reply@orders.test", reply: "stores@gmail.com",
			change: func(m *trust.Mail) { m.AuthResults = []string{passes("orders.test")} }, want: "red",
		},
		"our own address, not proven": {from: "mara@ostwall-signs.example", reply: "mara.director@gmail.com", want: "red"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := request()
			m.From = mail.Address{Address: c.from}
			if c.reply != "" {
				m.ReplyTo = []mail.Address{{Address: c.reply}}
			}
			if c.change != nil {
				c.change(&m)
			}
			v := judge(m)
			s := sign(v, trust.AreaReply)
			if r := sign(v, contract.FlagReplyToMismatch); r.Name != "" {
				s = r
				require.Contains(t, v.Flags, contract.FlagReplyToMismatch)
				require.Contains(t, s.Text, c.reply)
			}
			require.Equal(t, c.want, s.Level, s.Text)
		})
	}
}

func TestReply_OneBadAddressAmongGoodOnesIsSeen(t *testing.T) {
	t.Parallel()
	m := request()
	m.ReplyTo = []mail.Address{{Address: "anna@berger.example"}, {Address: "x@elsewhere.test"}}
	require.Contains(t, judge(m).Flags, contract.FlagReplyToMismatch)
}
