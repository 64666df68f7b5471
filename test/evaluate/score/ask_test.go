package score_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/evaluate/score"
)

func TestQuestions_AreHeldAgainstTheLabel(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		members               string
		put                   []string
		asked, unasked, extra []string
	}{
		"the question itself":               {`"ask_about":["currency"]`, []string{"currency"}, []string{"currency"}, nil, nil},
		"another one":                       {`"ask_about":["currency"]`, []string{"due_date"}, nil, []string{"currency"}, []string{"due_date"}},
		"none":                              {`"ask_about":["currency","po"]`, nil, nil, []string{"currency", "po"}, nil},
		"lines stand for quantity":          {`"ask_about":["qty"]`, []string{"lines", "unit_price"}, []string{"qty"}, nil, nil},
		"a correction stands for a split":   {`"ask_about":["split"]`, []string{"correction"}, []string{"split"}, nil, nil},
		"total stands for subtotal":         {`"ask_about":["subtotal"]`, []string{"total"}, []string{"subtotal"}, nil, nil},
		"total does not stand for lines":    {`"ask_about":["total"]`, []string{"lines"}, nil, []string{"total"}, []string{"lines"}},
		"but it does when sums do not meet": {`"ask_about":["total"],"flags":["total_mismatch"]`, []string{"qty"}, []string{"total"}, nil, nil},
		"without prices the currency is open as well": {
			`"ask_about":["unit_price"],"lines":[{"description":"a","unit_price":null}]`, []string{"unit_price", "currency"}, []string{"unit_price"}, nil, nil,
		},
		"with prices the currency is one too many": {
			`"ask_about":["unit_price"],"lines":[{"description":"a","unit_price":"3"},{"description":"b","unit_price":null}]`,
			[]string{"unit_price", "currency"},
			[]string{"unit_price"},
			nil,
			[]string{"currency"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := score.Judge(label(t, score.Ask, c.members), score.Prediction{Expected: score.Ask, AskAbout: c.put})
			require.Equal(t, c.asked, r.Asked)
			require.Equal(t, c.unasked, r.Unasked)
			require.Equal(t, c.extra, r.Extra)
		})
	}
}

func TestQuestions_TheBestOfTheAcceptedListsCounts(t *testing.T) {
	t.Parallel()
	l := label(t, score.Ask, `"ask_about":["tax_included"],"alternatives":{"ask_about":[["tax_included","total"],["po"]]}`)
	for _, c := range []struct{ put, asked, unasked, extra []string }{
		{[]string{"tax_included"}, []string{"tax_included"}, nil, nil},
		{[]string{"po"}, []string{"po"}, nil, nil},
		{[]string{"tax_included", "total"}, []string{"tax_included", "total"}, nil, nil},
		{[]string{"due_date"}, nil, []string{"tax_included"}, []string{"due_date"}},
	} {
		r := score.Judge(l, score.Prediction{Expected: score.Ask, AskAbout: c.put})
		require.Equal(t, c.asked, r.Asked, c.put)
		require.Equal(t, c.unasked, r.Unasked, c.put)
		require.Equal(t, c.extra, r.Extra, c.put)
	}
}

func TestQuestions_AreScoredOnlyWhereAQuestionWasDueAndPut(t *testing.T) {
	t.Parallel()
	l := label(t, score.Ask, `"ask_about":["po"]`)
	require.Empty(t, score.Judge(l, score.Prediction{Expected: score.Draft}).Unasked)
	require.Empty(t, score.Judge(label(t, score.Draft, ""), score.Prediction{Expected: score.Ask, AskAbout: []string{"po"}}).Extra)
}

func TestQuestions_AreNotScoredWhereTheLabelDoesNotNameThem(t *testing.T) {
	t.Parallel()
	l := label(t, score.Ask, "")
	tally := score.NewTally()
	tally.Add(score.Judge(l, score.Prediction{Expected: score.Ask, AskAbout: []string{"po"}}))
	require.Zero(t, tally.ExtraMails.Of)
	require.Zero(t, tally.Extra)
}
