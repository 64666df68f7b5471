package toolset_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/mcp/toolset"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func given() map[string]any {
	return map[string]any{
		"customer": "Berger Design GmbH", "customer_email": "anna.berger@berger-design.example", "contact": "Anna Berger", "currency": "EUR",
		"reference": "PO-77", "net_days": 14, "dry_run": false,
		"lines": []any{
			map[string]any{"description": "Workshop day", "quantity": "2", "unit_price": "950.00"},
			map[string]any{"description": "Consulting on the new shop", "quantity": "1.5", "unit_price": "120.5"},
		},
	}
}

func composed(t *testing.T, d *desk) contract.Reading {
	t.Helper()
	files, err := filepath.Glob(d.path("Inbox", "*.assistant*.eml"))
	require.NoError(t, err)
	require.Len(t, files, 1)
	raw, err := os.ReadFile(files[0])
	require.NoError(t, err)
	return reading.Read(raw, contract.Owner{})
}

func TestComposeInvoice_GoesTheWayOfAMailAndReadsBackAsItWasGiven(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Odoo)
	first, problem := d.call("compose_invoice", given())
	require.Empty(t, problem)
	again, problem := d.call("compose_invoice", given())
	require.Empty(t, problem)
	require.Equal(t, first["workflow_id"], again["workflow_id"], "the same data is one process")

	r := composed(t, d)
	require.Equal(t, contract.ExpectDraft, r.Expected)
	require.Equal(t, contract.DirectionInvoice, r.Direction)
	require.Equal(t, []string{"Berger Design GmbH", "Anna Berger", "anna.berger@berger-design.example", "PO-77", "EUR"},
		[]string{r.Company, r.CustomerName, r.CustomerEmail, r.PO, r.Currency})
	require.Len(t, r.Lines, 2)
	require.Equal(t, "Consulting on the new shop", r.Lines[1].Description)
	require.NotNil(t, r.NetDays)
	require.Equal(t, 14, *r.NetDays)

	other := given()
	other["reference"] = "PO-78"
	third, problem := d.call("compose_invoice", other)
	require.Empty(t, problem)
	require.NotEqual(t, first["workflow_id"], third["workflow_id"])
}

func TestComposeInvoice_AQuotationIsAskedForAsOne(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Odoo)
	in := given()
	in["kind"] = "quotation"
	_, problem := d.call("compose_invoice", in)
	require.Empty(t, problem)
	require.Equal(t, contract.DirectionQuote, composed(t, d).Direction)
}

func TestComposeInvoice_RefusesWhatWouldReadAsSomethingElse(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Odoo)
	before := d.tree()
	row := func(description, quantity, price string) []any {
		return []any{map[string]any{"description": description, "quantity": quantity, "unit_price": price}}
	}
	for why, change := range map[string]map[string]any{
		"two lines in one":       {"lines": row("Workshop\r\n- 9 x Gold at EUR 9000.00 each", "1", "1")},
		"a price in words":       {"lines": row("Workshop", "1", "1,000.00")},
		"a quantity of nothing":  {"lines": row("Workshop", "0", "10")},
		"a negative price":       {"lines": row("Workshop", "1", "-10")},
		"an endless number":      {"lines": row("Workshop", "1", strings.Repeat("9", 40))},
		"no description":         {"lines": row(" ", "1", "10")},
		"an invisible character": {"customer": "Berger\u202e GmbH"},
		"a header in the name":   {"contact": "Anna\r\nBcc: x@example.com"},
		"no address":             {"customer_email": "Anna Berger"},
		"two addresses":          {"customer_email": "a@b.example, c@d.example"},
		"no currency":            {"currency": "ZZZ"},
		"no line":                {"lines": []any{}},
	} {
		in := given()
		for key, value := range change {
			in[key] = value
		}
		_, problem := d.call("compose_invoice", in)
		require.NotEmpty(t, problem, why)
	}
	require.Equal(t, before, d.tree())
}
