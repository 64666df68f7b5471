package invoice_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func workshopDay() contract.Product { return contract.Product{ID: 5, Name: "[DAY] Workshop day"} }

// stocked is a world whose Odoo has a product for the first of the two lines.
func stocked(t *testing.T) *world {
	t.Helper()
	w := open(t)
	w.odoo.under = contract.ProductMatch{
		Configured: true, Products: []contract.Product{workshopDay(), {}}, Remarks: []string{"Line 2 is free text: Odoo has 2 products called “Materials”."},
	}
	return w
}

func TestProducts_StandInTheNoteAndInWhatIsSent(t *testing.T) {
	t.Parallel()
	w := stocked(t)
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 1)
	require.Contains(t, words(w.desk.laid[0]), "Workshop day | 2 |  | 950.00 |  |  | [DAY] Workshop day")
	require.Contains(t, words(w.desk.laid[0]), "Line 2 is free text: Odoo has 2 products called “Materials”.")
	_, editable := field(w.desk.laid[0], "line_1_product")
	require.False(t, editable, "it follows from the description")
	require.Len(t, w.odoo.sent, 1)
	line := w.odoo.sent[0].Draft.Lines[0]
	require.Equal(t, [2]any{int64(5), "[DAY] Workshop day"}, [2]any{line.ProductID, line.Product})
	require.Equal(t, contract.Decimal("950.00"), line.UnitPrice)
	require.Zero(t, w.odoo.sent[0].Draft.Lines[1].ProductID)
	require.Equal(t, w.desk.laid[0].Fingerprint, w.odoo.sent[0].Fingerprint)
	other := w.odoo.sent[0].Draft
	other.Lines[0].ProductID = 6
	changed, err := other.Fingerprint()
	require.NoError(t, err)
	require.NotEqual(t, w.desk.laid[0].Fingerprint, changed, "the fingerprint covers the product")
}

func TestProducts_WithoutOneTheNoteIsAsItWas(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.owner(time.Hour, contract.VerdictApproved)
	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.Contains(t, words(w.desk.laid[0]), "Workshop day | 2 |  | 950.00 |  | \n")
	require.NotContains(t, words(w.desk.laid[0]), "Product in Odoo")
	require.Len(t, w.odoo.priced, 1)
}

func TestProducts_ThatCannotBeLookedUpAreFreeTextAndSaidSo(t *testing.T) {
	t.Parallel()
	w := stocked(t)
	w.odoo.onProduct = func(int) error { return fail(contract.FailInvalid, "Odoo refuses it.") }
	w.owner(time.Hour, contract.VerdictApproved)
	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.Contains(t, words(w.desk.laid[0]), "Every line is free text, since the products in Odoo could not be looked up: Odoo refuses it.")
	require.Zero(t, w.odoo.sent[0].Draft.Lines[0].ProductID)
}

func TestProducts_AnEditThatLeavesTheLinesKeepsThem(t *testing.T) {
	t.Parallel()
	w := stocked(t)
	w.owner(time.Hour, contract.VerdictApproved, "reference", "PO-99")
	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.Len(t, w.desk.laid, 1)
	require.Len(t, w.odoo.priced, 1)
	require.Equal(t, int64(5), w.odoo.sent[0].Draft.Lines[0].ProductID)
}

func TestProducts_AnEditThatChangesOneIsShownFirst(t *testing.T) {
	t.Parallel()
	for says, after := range map[string]contract.Product{
		"With your change line 1 is free text and no longer stands under the product [DAY] Workshop day in Odoo.": {},
		"With your change line 1 stands under the product Half a day in Odoo.":                                    {ID: 9, Name: "Half a day"},
	} {
		w := stocked(t)
		w.owner(time.Hour, contract.VerdictApproved, "line_1_description", "Half a day")
		w.at(30*time.Minute, func() { w.odoo.under.Products = []contract.Product{after, {}} })
		w.owner(2*time.Hour, contract.VerdictApproved)
		require.Equal(t, contract.StatusDone, w.run(t).Status)
		require.Len(t, w.desk.laid, 2)
		require.Contains(t, strings.Join(w.desk.laid[1].Lead, "\n"), says)
		require.Len(t, w.odoo.sent, 1)
		require.Equal(t, after.ID, w.odoo.sent[0].Draft.Lines[0].ProductID)
	}
}

func TestProducts_OneThatNoLongerFitsIsLookedUpAnewAndAskedAbout(t *testing.T) {
	t.Parallel()
	w := stocked(t)
	w.odoo.onCreate = func(n int) error {
		if n > 1 {
			return nil
		}
		w.odoo.under.Products = []contract.Product{{}, {}}
		return fail(contract.FailInvalid, "The product of line 1, [DAY] Workshop day, is no longer to be sold in Odoo; see what the line stands under now.")
	}
	w.owner(time.Hour, contract.VerdictApproved)
	w.owner(2*time.Hour, contract.VerdictApproved)
	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.Len(t, w.desk.laid, 2)
	require.Contains(t, words(w.desk.laid[1]), "is no longer to be sold in Odoo")
	require.NotContains(t, words(w.desk.laid[1]), "| [DAY] Workshop day")
	require.Zero(t, w.odoo.sent[1].Draft.Lines[0].ProductID)
}

func TestAttachments_AreToldInTheNoteWithThoseThatStayedInTheMail(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.odoo.beside = contract.Attachment{
		Files: []contract.Attachment{{ID: 6, Name: "PO.pdf"}, {ID: 7, Name: "lines.csv"}}, LeftOut: []string{"The attachment “a.exe” is a program; do not open it."},
	}
	w.owner(time.Hour, contract.VerdictApproved)
	require.Equal(t, contract.StatusDone, w.run(t).Status)
	text := sections(w.desk.filed[0].Result)
	require.Contains(t, text, "The mail is attached to it, and beside it PO.pdf, lines.csv. In the mail alone is:")
	require.Contains(t, text, "“a.exe” is a program; do not open it.")
}
