package score_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/evaluate/score"
)

const twoLines = `"lines":[
{"description":"Flyer A5 matt","qty":"500","unit_price":"0.12","discount_percent":null,"tax_percent":"19"},
{"description":"Layout","qty":"2","unit_price":"70","discount_percent":null,"tax_percent":"19"}]`

func oneLine(members string) string { // labels stand on one line
	out := ""
	for _, r := range members {
		if r != '\n' {
			out += string(r)
		}
	}
	return out
}

func TestLines_AreMatchedByTheirWordsInAnyOrder(t *testing.T) {
	t.Parallel()
	l := label(t, score.Draft, oneLine(twoLines))
	all := verdicts(score.Judge(l, score.Prediction{Lines: []score.PredictionLine{
		{Description: "layout work", Quantity: "2", UnitPrice: "70.00", TaxPercent: "19"},
		{Description: "FLYER, matt", Quantity: "500", UnitPrice: "0.12"},
	}}))
	require.Equal(t, map[string]score.Verdict{
		"lines[0]": score.Right, "lines[0].qty": score.Right, "lines[0].unit_price": score.Right, "lines[0].tax_percent": score.Empty,
		"lines[1]": score.Right, "lines[1].qty": score.Right, "lines[1].unit_price": score.Right, "lines[1].tax_percent": score.Right,
	}, all)
}

func TestLines_AMissingLineIsEmptyAndAnExtraOneWrong(t *testing.T) {
	t.Parallel()
	l := label(t, score.Draft, oneLine(twoLines))
	all := verdicts(score.Judge(l, score.Prediction{Lines: []score.PredictionLine{
		{Description: "Flyer A5", Quantity: "500", UnitPrice: "0.12", TaxPercent: "19"},
		{Description: "Shipping", Quantity: "1", UnitPrice: "9"},
	}}))
	require.Equal(t, score.Empty, all["lines[1]"])
	require.Equal(t, score.Empty, all["lines[1].qty"])
	require.Equal(t, score.Wrong, all["extra line"])
}

func TestLines_ThePriceDecidesBetweenEqualWords(t *testing.T) {
	t.Parallel()
	l := label(t, score.Draft, `"lines":[{"description":"Banner large","qty":"1","unit_price":"90"},{"description":"Banner small","qty":"2","unit_price":"40"}]`)
	all := verdicts(score.Judge(l, score.Prediction{Lines: []score.PredictionLine{
		{Description: "Banner", Quantity: "2", UnitPrice: "40"}, {Description: "Banner", Quantity: "1", UnitPrice: "90"},
	}}))
	require.NotContains(t, values(all), score.Wrong)
}

func values(all map[string]score.Verdict) (out []score.Verdict) {
	for _, v := range all {
		out = append(out, v)
	}
	return out
}

func TestLines_AnAcceptedWordingMatches(t *testing.T) {
	t.Parallel()
	l := label(t, score.Draft, `"lines":[{"description":"Reinzeichnung","qty":"4"}],"alternatives":{"lines[0].description":["final artwork"],"lines[0].qty":["5"]}`)
	r := score.Judge(l, score.Prediction{Lines: []score.PredictionLine{{Description: "artwork", Quantity: "5"}}})
	require.Equal(t, map[string]score.Verdict{"lines[0]": score.Right, "lines[0].qty": score.Right}, verdicts(r))
}

func TestLines_AnOpenFigureIsWrongWhenItIsInvented(t *testing.T) {
	t.Parallel()
	l := label(t, score.Ask, `"ask_about":["qty"],"lines":[{"description":"stickers","qty":null,"unit_price":"1"}]`)
	all := verdicts(score.Judge(l, score.Prediction{Expected: score.Ask, Lines: []score.PredictionLine{{Description: "stickers", Quantity: "1", UnitPrice: "1"}}}))
	require.Equal(t, score.Wrong, all["lines[0].qty"])
}

func TestLines_AreNotScoredWhenAnyReadingIsAccepted(t *testing.T) {
	t.Parallel()
	l := label(t, score.Ask, `"ask_about":["lines"],"lines":[{"description":"a","qty":"1"}],"alternatives":{"lines":true}`)
	require.Empty(t, score.Judge(l, score.Prediction{Lines: []score.PredictionLine{{Description: "other", Quantity: "9"}}}).Fields)
}

func TestLines_AnEmptyListOfLinesMakesEveryLineWrong(t *testing.T) {
	t.Parallel()
	l := label(t, score.Ask, `"ask_about":["lines"],"lines":[]`)
	require.Equal(t, score.Wrong, verdict(l, score.Prediction{Lines: []score.PredictionLine{{Description: "x"}}}, "extra line"))
}

func TestLines_TwoExtraLinesAreTwoErrors(t *testing.T) {
	t.Parallel()
	l := label(t, score.Draft, `"lines":[]`)
	tally := score.NewTally()
	tally.Add(score.Judge(l, score.Prediction{Lines: []score.PredictionLine{{Description: "x"}, {Description: "y"}}}))
	require.Equal(t, 2, tally.Of("", score.Line).Wrong)
}

func TestLines_ADescriptionOfFewLabelledWordsIsLoose(t *testing.T) {
	t.Parallel()
	l := label(t, score.Draft, `"lines":[{"description":"oak table top oiled","qty":null}]`)
	require.Equal(t, []string{"oak"}, score.Judge(l, score.Prediction{Lines: []score.PredictionLine{{Description: "oak"}}}).LooseDescriptions)
	require.Empty(t, score.Judge(l, score.Prediction{Lines: []score.PredictionLine{{Description: "oak table"}}}).LooseDescriptions)
}
