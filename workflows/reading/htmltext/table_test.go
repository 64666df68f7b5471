package htmltext_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/htmltext"
)

func TestWalk_SpannedCellsStayInTheirColumns(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		`<table><tr><td>Item<td>Size<td>Qty<tr><td rowspan=2>Mug<td>small<td>3<tr><td>large<td>4</table>`:                "| Item | Size | Qty |\n| Mug | small | 3 |\n| Mug | large | 4 |",
		`<table><tr><td>Item<td>Qty<td>Sum<tr><td>Mug<td>3<td rowspan=2>50,00<tr><td>Jug<td>4</table>`:                   "| Item | Qty | Sum |\n| Mug | 3 | 50,00 |\n| Jug | 4 |  |",
		`<table><tr><td>Item<td>Qty<td>Price<tr><td>Mug<td>3<td>9<tr><td colspan=2>Total<td>27</table>`:                  "| Item | Qty | Price |\n| Mug | 3 | 9 |\n| Total |  | 27 |",
		`<table><tr><td>Item<td>Qty<td>Price<tr><td colspan=3>Kitchen<tr><td>Mug<td>3<td>9</table>`:                      "| Item | Qty | Price |\nKitchen\n| Mug | 3 | 9 |",
		`<table><tr><td>A<td>B<tr><td rowspan=0 colspan=x>a<td>b</table>`:                                                "| A | B |\n| a | b |",
		`<table><tbody><tr><th>Item</th><th>Qty</th></tr><tr><td>Mug</td><td>3</td></tr></tbody></table>`:                "| Item | Qty |\n| Mug | 3 |",
		`<table><thead><tr><td>Item</td><td>Qty</td></tr></thead><tfoot><tr><td>All</td><td>3</td></tr></tfoot></table>`: "| Item | Qty |\n| All | 3 |",
		`<table><tr><td>Item<td>Qty<tr><td>Mug<td>&nbsp;<tr><td>Jug<td>4</table>`:                                        "| Item | Qty |\n| Mug |  |\n| Jug | 4 |",
		`<table><caption>Order</caption><tr><td>Mug<td>3<tr><td>Jug<td>4</table>`:                                        "Order\n| Mug | 3 |\n| Jug | 4 |",
		`<table><tr><td>a|b<td>3</table>`: "| a/b | 3 |",
		`<table><tr style="display:none"><td>x<td>1<tr><td>Mug<td>3<td style="display:none">secret<tr><td>Jug<td>4</table>`: "| Mug | 3 |  |\n| Jug | 4 |",
	} {
		require.Equal(t, want, strings.TrimSpace(htmltext.Walk(source).Text), source)
	}
}

func TestWalk_LinesInCellsNeverRunTogether(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		`<table><tr><td>Mug<br>Jug</td><td>3<br>4</td></tr></table>`:                                 "| Mug | 3 |\n| Jug | 4 |",
		`<table><tr><td>Mug<br>blue</td><td>3</td></tr></table>`:                                     "| Mug / blue | 3 |",
		`<table><tr><td>Mug<br>Jug<br>Cup</td><td>3<br>4</td></tr></table>`:                          "| Mug / Jug / Cup | 3 / 4 |",
		`<table><tr><td><p>Mug</p></td><td><div>1.250,00</div></td></tr></table>`:                    "| Mug | 1.250,00 |",
		`<table><tr><td><p>Mug</p><p>Jug</p></td><td><p>3</p><p>4</p></td><td>EUR</td></tr></table>`: "| Mug | 3 | EUR |\n| Jug | 4 |  |",
	} {
		require.Equal(t, want, htmltext.Walk(source).Text, source)
	}
}

// Outlook and newsletter builders wrap the whole mail in tables.
func TestWalk_LayoutTablesDoNotBecomeRows(t *testing.T) {
	t.Parallel()
	source := `<table width=600 role=presentation><tr><td>&nbsp;</td><td><p>Hello Ayla,</p><p>please invoice:</p>
	<table border=1><tr><td>Item</td><td>Qty</td></tr><tr><td>Mug</td><td>3</td></tr></table><p>Regards</p></td><td>&nbsp;</td></tr></table>`
	require.Equal(t, "Hello Ayla,\n\nplease invoice:\n\n| Item | Qty |\n| Mug | 3 |\n\nRegards", htmltext.Walk(source).Text)

	require.Equal(t, "Hello Ayla, please invoice 3 mugs.", htmltext.Walk(`<table><tr><td>&nbsp;</td><td>Hello Ayla, please invoice 3 mugs.</td><td></td></tr></table>`).Text)

	long := strings.Repeat("a long paragraph of a letter ", 30)
	got := htmltext.Walk(`<table><tr><td>side</td><td>` + long + `</td></tr></table>`).Text
	require.NotContains(t, got, "|")
	require.Contains(t, got, "side\n")

	deep := strings.Repeat("<table><tr><td>", 30) + "<table><tr><td>Mug<td>3<tr><td>Jug<td>4</table>" + strings.Repeat("</table>", 30)
	require.Equal(t, "| Mug | 3 |\n| Jug | 4 |", htmltext.Walk(deep).Text)
}

func TestWalk_ListsInsideCellsMakeALayout(t *testing.T) {
	t.Parallel()
	require.Equal(t, "side\n\n- 3 mugs\n- 4 jugs", htmltext.Walk(`<table><tr><td>side</td><td><ul><li>3 mugs<li>4 jugs</ul></td></tr></table>`).Text)
}

func TestWalk_ListItemsKeepTheirMark(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		`<ul><li><p>12 mugs</p></li><li><div>3 jugs</div></li></ul>`:                           "- 12 mugs\n\n- 3 jugs",
		`<ol><li>12 mugs</li><li>3 jugs</li></ol>`:                                             "- 12 mugs\n- 3 jugs",
		`<ul><li>mugs<ul><li>12 blue</li></ul></li></ul>`:                                      "- mugs\n\n- 12 blue",
		`<ul><li></li><li>x</li></ul>`:                                                         "- x",
		`<p><span style="font-family:Wingdings">§</span> 12 mugs</p>`:                          "-  12 mugs",
		`<p><span style="font-family:Symbol">·</span>&nbsp;12 mugs</p>`:                        "·\u00a012 mugs",
		`<p>Thanks <font face="Wingdings">J</font></p>`:                                        "Thanks",
		`<p style="font-family:'Wingdings 2'"><span style="font-family:Arial">seen</span></p>`: "seen",
	} {
		require.Equal(t, want, htmltext.Walk(source).Text, source)
	}
}

func TestWalk_DrawnColumnsStayApart(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		`<p>Mug&nbsp;&nbsp;&nbsp;&nbsp;3&nbsp; &nbsp; &nbsp;9,50</p>`: "Mug   3   9,50",
		`<p>1&nbsp;250,00&nbsp;EUR</p>`:                               "1\u00a0250,00\u00a0EUR",
		"<pre>Mug    3\nJug   14\n</pre>":                             "Mug    3\nJug   14",
		"<div style='white-space:pre-wrap'>Mug    3\nJug   14</div>":  "Mug    3\nJug   14",
		"Mug    3    9,50<br>Jug   14    2,00":                        "Mug    3    9,50\nJug   14    2,00",
	} {
		require.Equal(t, want, htmltext.Walk(source).Text, source)
	}
}
