package trust_test

import (
	"encoding/json"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/corpora"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/htmltext"
	"github.com/autonomous-employee/employee/workflows/reading/mime"
	"github.com/autonomous-employee/employee/workflows/reading/newtext"
	"github.com/autonomous-employee/employee/workflows/reading/trust"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// opened is a mail as the panel gets it, without the vocabulary's hits.
func opened(raw []byte) (trust.Mail, bool) {
	if mime.Scan(raw) != "" {
		return trust.Mail{}, false
	}
	msg, err := mime.Parse(raw)
	if err != nil {
		return trust.Mail{}, false
	}
	text := msg.Text
	if strings.TrimSpace(text) == "" {
		text = htmltext.Walk(msg.HTML).Text
	}
	parts := newtext.Split(text, func(string) bool { return false })
	m := trust.Mail{
		From: msg.From, Sender: msg.Sender, ReplyTo: msg.ReplyTo, AuthResults: msg.AuthResults, Bulk: msg.Bulk, Auto: msg.Auto,
		Subject: msg.Subject, Text: parts.New, Signature: parts.Signature,
	}
	for _, a := range msg.Attachments {
		m.Attachments = append(m.Attachments, trust.Attachment{Name: a.Name, Type: a.Type, Content: a.Content, Inline: a.Inline})
	}
	return m, true
}

// redCount counts the mails of an archive that are red, and for which signs.
type redCount struct {
	read, reds int
	names      map[string]int
	worst      []string
}

func (c *redCount) add(name string, v trust.Verdict) {
	c.read++
	if v.Grave {
		c.reds++
	}
	for _, s := range v.Signs {
		if s.Level == contract.TrustRed {
			c.names[s.Name]++
			c.worst = append(c.worst, name+": "+s.Text)
		}
	}
}

func TestCorpora_OrdinaryMailIsSeldomRed(t *testing.T) {
	t.Parallel()
	for archive, most := range map[string]int{"ham_spamassassin.tar.gz": 20, "ham_enron.tar.gz": 4} { // per 1,000
		t.Run(archive, func(t *testing.T) {
			t.Parallel()
			circle := trust.Know(owner())
			found := redCount{names: map[string]int{}}
			for name, raw := range corpora.Unpack(t, archive) {
				if m, ok := opened(raw); ok {
					found.add(name, circle.Judge(m))
				}
			}
			sort.Strings(found.worst)
			t.Logf("%d read, %d red, %v\n%s", found.read, found.reds, found.names, strings.Join(found.worst[:min(len(found.worst), 60)], "\n"))
			assert.LessOrEqual(t, found.reds*1000, most*found.read)
		})
	}
}

func TestCorpora_WrittenFraudsAreRedAndHonestRequestsAreNot(t *testing.T) {
	t.Parallel()
	files := corpora.Unpack(t, "requests_written_dev.tar.gz")
	var circle *trust.Circle
	labels := map[string][]byte{}
	for name, b := range files {
		switch filepath.Base(name) {
		case "context.json":
			circle = trust.Know(contextOwner(t, b))
		case "labels.jsonl":
			labels[filepath.Dir(name)] = b
		}
	}
	require.NotNil(t, circle)
	for dir, b := range labels {
		for line := range strings.Lines(string(b)) {
			var l struct{ ID, File, Expected string }
			require.NoError(t, json.Unmarshal([]byte(line), &l))
			m, ok := opened(files[filepath.Join(dir, l.File)])
			if !ok {
				continue
			}
			m.Words.Injection = orders(t, m.Text, files[filepath.Join(dir, l.File)])
			m.Request = l.Expected != "ignore"
			m.FromForm = strings.HasPrefix(m.From.Address, "noreply@forms.")
			v := circle.Judge(m)
			if l.Expected == "fraud" {
				assert.True(t, v.Grave, "%s: %s", l.ID, levels(v))
				continue
			}
			assert.False(t, v.Grave && m.Request, "%s %s: %v", l.ID, l.Expected, v.Signs[0])
		}
	}
}

// orders are the words that a mail addresses to a program, its hidden text
// included; they are the one hit of the vocabulary that is given here.
func orders(t *testing.T, text string, raw []byte) string {
	t.Helper()
	msg, err := mime.Parse(raw)
	require.NoError(t, err)
	book, err := vocab.Load()
	require.NoError(t, err)
	folded := vocab.Fold(text + "\n" + htmltext.Walk(msg.HTML).Hidden)
	start, end, _ := book.Find("injection", folded)
	return folded[start:end]
}

func contextOwner(t *testing.T, b []byte) contract.Owner {
	t.Helper()
	var c struct {
		Owner struct {
			Name, Company string
			Addresses     []string
			Domains       []string
			Colleagues    []struct{ Name, Email string }
			FormSenders   []string `json:"form_senders"`
		}
		KnownCustomers []struct{ Name, Email, Company string } `json:"known_customers"`
	}
	require.NoError(t, json.Unmarshal(b, &c))
	o := contract.Owner{Name: c.Owner.Name, Company: c.Owner.Company, Emails: c.Owner.Addresses, Domains: c.Owner.Domains, FormSenders: c.Owner.FormSenders}
	for _, p := range c.Owner.Colleagues {
		o.Colleagues = append(o.Colleagues, p.Name+" <"+p.Email+">")
	}
	for _, k := range c.KnownCustomers {
		o.KnownCustomers = append(o.KnownCustomers, contract.KnownCustomer{Name: k.Company, Email: k.Email}, contract.KnownCustomer{Name: k.Name, Email: k.Email})
	}
	return o
}
