package reading_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/corpora"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestCorpora_OrdinaryMailDoesNotBother(t *testing.T) {
	t.Parallel()
	for _, archive := range []string{"ham_spamassassin.tar.gz", "ham_enron.tar.gz"} {
		t.Run(archive, func(t *testing.T) {
			t.Parallel()
			read, bothers := 0, []string{}
			for name, raw := range corpora.Unpack(t, archive) {
				if strings.HasSuffix(name, ".md") || strings.Contains(filepath.Base(name), "cmds") {
					continue
				}
				read++
				r := reading.Read(raw, contract.Owner{})
				require.NotEqual(t, contract.ExpectDraft, r.Expected, name)
				if r.Expected != contract.ExpectIgnore {
					bothers = append(bothers, name)
				}
			}
			sort.Strings(bothers)
			t.Logf("%d of %d mails bother the owner: %v", len(bothers), read, bothers)
			require.LessOrEqual(t, len(bothers)*1000, read, "at most one in a thousand")
		})
	}
}

func TestCorpora_SupplierMailsAreNotTakenForRequests(t *testing.T) {
	t.Parallel()
	files := corpora.Unpack(t, "supplier_mails.tar.gz")
	taken := 0
	for name, b := range files {
		if filepath.Base(name) != "emails.csv" {
			continue
		}
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff")))).ReadAll()
		require.NoError(t, err)
		require.Len(t, rows, 501)
		for _, row := range rows[1:] {
			raw := "From: " + row[4] + " <" + row[5] + ">\nTo: me@x.example\nSubject: " + row[2] + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + row[3]
			if r := reading.Read([]byte(raw), contract.Owner{}); r.Expected != contract.ExpectIgnore {
				taken++
				t.Logf("%s %s: %s", row[0], r.Direction, row[2])
			}
		}
	}
	require.LessOrEqual(t, taken, 2)
}

func TestCorpora_TortureIsSurvived(t *testing.T) {
	t.Parallel()
	for name, raw := range corpora.Unpack(t, "mime_torture.tar.gz") {
		r := reading.Read(raw, contract.Owner{})
		require.NotEqual(t, contract.ExpectDraft, r.Expected, name)
	}
}

// label is a labelled mail of a corpus; fields that are null there are not
// stated in the mail, so any value is wrong.
type label struct {
	ID           string           `json:"id"`
	File         string           `json:"file"`
	Expected     string           `json:"expected"`
	Currency     *string          `json:"currency"`
	PO           *string          `json:"po"`
	DueDate      *string          `json:"due_date"`
	Email        *string          `json:"customer_email"`
	Alternatives map[string][]any `json:"alternatives"`
	Lines        []map[string]any `json:"lines"`
	Implied      []string         `json:"implied"`
}

func labels(t *testing.T, files map[string][]byte) ([]label, string) {
	t.Helper()
	for name, b := range files {
		if filepath.Base(name) != "labels.jsonl" {
			continue
		}
		var out []label
		for _, l := range strings.Split(strings.TrimSpace(string(b)), "\n") {
			var one label
			require.NoError(t, json.Unmarshal([]byte(l), &one))
			out = append(out, one)
		}
		return out, filepath.Dir(name)
	}
	t.Fatal("no labels in the archive")
	return nil, ""
}

func ownerOf(t *testing.T, b []byte) contract.Owner {
	t.Helper()
	var c struct {
		Owner struct {
			Name, Company string
			Addresses     []string
			Domains       []string
			FormSenders   []string `json:"form_senders"`
			Colleagues    []struct{ Name, Email string }
		}
		Known []struct{ Company, Email string } `json:"known_customers"`
	}
	require.NoError(t, json.Unmarshal(b, &c))
	o := contract.Owner{Name: c.Owner.Name, Company: c.Owner.Company, Emails: c.Owner.Addresses, Domains: c.Owner.Domains, FormSenders: c.Owner.FormSenders}
	for _, p := range c.Owner.Colleagues {
		o.Colleagues = append(o.Colleagues, p.Name+" <"+p.Email+">")
	}
	for _, k := range c.Known {
		o.KnownCustomers = append(o.KnownCustomers, contract.KnownCustomer{Name: k.Company, Email: k.Email})
	}
	return o
}

func TestCorpora_WrittenRequestsAreReadWithoutAWrongFigure(t *testing.T) {
	t.Parallel()
	files := corpora.Unpack(t, "requests_written_dev.tar.gz")
	list, dir := labels(t, files)
	owner := ownerOf(t, files[filepath.Join(dir, "context.json")])
	outcome := map[string]int{}
	drafts := 0
	for _, l := range list {
		r := reading.Read(files[filepath.Join(dir, l.File)], owner)
		outcome[l.Expected+" -> "+string(r.Expected)]++
		if r.Expected == contract.ExpectDraft {
			require.Equal(t, "draft", l.Expected, "%s: forbidden draft", l.ID)
			drafts++
		}
		if l.Expected == "fraud" {
			require.Equal(t, contract.ExpectFraud, r.Expected, l.ID)
		}
		if l.Expected == "ask" || l.Expected == "draft" {
			requireNoWrongFigure(t, l, r)
		}
	}
	t.Logf("%v", outcome)
	require.GreaterOrEqual(t, drafts, 33, "85 % of the 38 that say everything, less those with PDF and XLSX")
	require.Zero(t, outcome["ignore -> ask"]+outcome["ignore -> draft"]+outcome["ignore -> fraud"], "%v", outcome)
	require.Zero(t, outcome["ask -> ignore"]+outcome["draft -> ignore"], "%v", outcome)
}

func requireNoWrongFigure(t *testing.T, l label, r contract.Reading) {
	t.Helper()
	for field, pair := range map[string][2]string{
		"currency": {deref(l.Currency), r.Currency}, "po": {deref(l.PO), r.PO},
		"due_date": {deref(l.DueDate), r.DueDate}, "customer_email": {deref(l.Email), r.CustomerEmail},
	} {
		if pair[1] != "" && !strings.EqualFold(pair[0], pair[1]) && !alternative(l, field, pair[1]) {
			t.Errorf("%s: %s is %q, must be %q", l.ID, field, pair[1], pair[0])
		}
	}
	if _, free := l.Alternatives["lines"]; free {
		return
	}
	for i, line := range r.Lines {
		require.Less(t, i, len(l.Lines), "%s: extra line %q", l.ID, line.Description)
		for key, got := range map[string]contract.Decimal{"qty": line.Quantity, "unit_price": line.UnitPrice, "discount_percent": line.DiscountPercent, "tax_percent": line.TaxPercent} {
			if got != "" && !equalDecimal(l.Lines[i][key], string(got)) {
				t.Errorf("%s: line %d %s is %s, must be %v", l.ID, i, key, got, l.Lines[i][key])
			}
		}
	}
}

func equalDecimal(want any, got string) bool {
	s, ok := want.(string)
	if !ok {
		return false
	}
	a, errA := decimal.NewFromString(s)
	b, errB := decimal.NewFromString(got)
	return errA == nil && errB == nil && a.Equal(b)
}

func alternative(l label, field, got string) bool {
	for _, a := range l.Alternatives[field] {
		if s, ok := a.(string); ok && strings.EqualFold(s, got) {
			return true
		}
	}
	return false
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func TestCorpora_WildRequestsAreNeverDraftedWhereAQuestionIsDue(t *testing.T) {
	t.Parallel()
	files := corpora.Unpack(t, "requests_wild_dev.tar.gz")
	list, dir := labels(t, files)
	right := 0
	for _, l := range list {
		r := reading.Read(files[filepath.Join(dir, l.File)], contract.Owner{})
		if r.Expected == contract.ExpectDraft {
			require.Equal(t, "draft", l.Expected, l.ID)
		}
		if l.Expected == "ignore" {
			require.Equal(t, contract.ExpectIgnore, r.Expected, "%s bothers the owner", l.ID)
		}
		if string(r.Expected) == l.Expected {
			right++
		} else {
			t.Logf("%s: %s, labelled %s", l.ID, r.Expected, l.Expected)
		}
	}
	t.Logf("%d of %d outcomes as labelled", right, len(list))
	require.GreaterOrEqual(t, right, 23)
}
