package reading_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// want is what a fixture must give: every field, so that a value too many
// fails as well as a wrong one.
type want struct {
	Expected      string                 `json:"expected"`
	Direction     string                 `json:"direction"`
	Questions     []string               `json:"questions,omitempty"` // fields
	Flags         []string               `json:"flags,omitempty"`
	CustomerName  string                 `json:"customer_name,omitempty"`
	CustomerEmail string                 `json:"customer_email,omitempty"`
	Company       string                 `json:"company,omitempty"`
	VATID         string                 `json:"vat_id,omitempty"`
	PO            string                 `json:"po,omitempty"`
	Currency      string                 `json:"currency,omitempty"`
	Lines         []contract.InvoiceLine `json:"lines,omitempty"`
	Subtotal      string                 `json:"subtotal,omitempty"`
	Tax           string                 `json:"tax,omitempty"`
	Total         string                 `json:"total,omitempty"`
	TaxIncluded   *bool                  `json:"tax_included,omitempty"`
	DueDate       string                 `json:"due_date,omitempty"`
	NetDays       *int                   `json:"net_days,omitempty"`
	ServicePeriod string                 `json:"service_period,omitempty"`
}

func wantOf(r contract.Reading) want {
	w := want{
		Expected: string(r.Expected), Direction: string(r.Direction), Flags: r.Flags,
		CustomerName: r.CustomerName, CustomerEmail: r.CustomerEmail, Company: r.Company, VATID: r.VATID, PO: r.PO, Currency: r.Currency,
		Lines: r.Lines, Subtotal: string(r.Subtotal), Tax: string(r.Tax), Total: string(r.Total), TaxIncluded: r.TaxIncluded,
		DueDate: r.DueDate, NetDays: r.NetDays, ServicePeriod: r.ServicePeriod,
	}
	for _, q := range r.Questions {
		w.Questions = append(w.Questions, q.Field)
	}
	return w
}

func fixtureOwner() contract.Owner {
	return contract.Owner{
		Name: "Mara Lind", Company: "Lindholm Studio", Emails: []string{"mara@lindholm-studio.example"}, Domains: []string{"lindholm-studio.example"},
		Colleagues: []string{"Ida Berg <ida@lindholm-studio.example>"}, FormSenders: []string{"forms@lindholm-studio.example"},
		KnownCustomers: []contract.KnownCustomer{{Name: "Harbour Lights Ltd", Email: "owen.pryde@harbour-lights.example"}},
	}
}

func fixtures(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "mails", "*.eml"))
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(files), 25)
	return files
}

// TestFixtures_EveryValueIsRightAndNoneTooMany reads invented mails in seven
// languages. REWRITE_FIXTURES=1 writes what is read now, to be looked through
// by a person before it is kept.
func TestFixtures_EveryValueIsRightAndNoneTooMany(t *testing.T) {
	t.Parallel()
	for _, file := range fixtures(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".eml"), func(t *testing.T) {
			t.Parallel()
			raw, err := os.ReadFile(file)
			require.NoError(t, err)
			got, err := json.MarshalIndent(wantOf(reading.Read(raw, fixtureOwner())), "", " ")
			require.NoError(t, err)
			golden := strings.TrimSuffix(file, ".eml") + ".json"
			if os.Getenv("REWRITE_FIXTURES") == "1" {
				require.NoError(t, os.WriteFile(golden, append(got, '\n'), 0o600))
			}
			expected, err := os.ReadFile(golden)
			require.NoError(t, err)
			require.JSONEq(t, string(expected), string(got))
		})
	}
}

func TestFixtures_EveryFilledFieldShowsTheWordsItStandsOn(t *testing.T) {
	t.Parallel()
	for _, file := range fixtures(t) {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		r := reading.Read(raw, fixtureOwner())
		for field, value := range map[string]string{
			"customer_email": r.CustomerEmail, "customer_name": r.CustomerName, "company": r.Company, "vat_id": r.VATID, "po": r.PO,
			"due_date": r.DueDate, "total": string(r.Total), "tax": string(r.Tax), "service_period": r.ServicePeriod,
		} {
			if value != "" {
				require.NotEmpty(t, r.Evidence[field], "%s: %s", file, field)
			}
		}
		if len(r.Lines) > 0 {
			require.NotEmpty(t, r.Evidence["line_1"], file)
		}
	}
}

func TestFixtures_EveryQuestionIsOneSentenceWithAKnownField(t *testing.T) {
	t.Parallel()
	for _, file := range fixtures(t) {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, q := range reading.Read(raw, fixtureOwner()).Questions {
			require.True(t, strings.HasSuffix(q.Text, "?"), q.Text)
			require.Regexp(t, `^(request|customer|customer_email|currency|reference|due_date|vat_id|tax_included|total|split|amends|correction|line_\d+_(description|quantity|unit_price|discount_percent|tax_percent))$`, q.Field)
		}
	}
}

func TestFixtures_TheSameBytesGiveTheSameReadingHundredTimes(t *testing.T) {
	t.Parallel()
	for i, file := range fixtures(t) {
		if i%7 != 0 {
			continue // every seventh has all kinds of mail among them
		}
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		first, err := json.Marshal(reading.Read(raw, fixtureOwner()))
		require.NoError(t, err)
		for range 100 {
			again, err := json.Marshal(reading.Read(raw, fixtureOwner()))
			require.NoError(t, err)
			require.True(t, bytes.Equal(first, again), file)
		}
	}
}
