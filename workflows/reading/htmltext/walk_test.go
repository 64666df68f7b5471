package htmltext_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/htmltext"
)

func TestWalk_TableRowsKeepTheirCellsApart(t *testing.T) {
	t.Parallel()
	got := htmltext.Walk(`<table><tr><th>Item</th><th>Qty</th><th>Price</th></tr><tr><td>Mug</td><td>3</td><td><p>1.250,00</p></td></tr><tr><td colspan=2>Total</td><td>9</td></tr></table>`)
	require.Equal(t, "| Item | Qty | Price |\n| Mug | 3 | 1.250,00 |\n| Total |  | 9 |", got.Text)
}

func TestWalk_LayoutTablesBecomeBlocks(t *testing.T) {
	t.Parallel()
	got := htmltext.Walk(`<table><tr><td><table><tr><td>a</td><td>1</td></tr></table></td><td>side</td></tr></table>`)
	require.Contains(t, got.Text, "| a | 1 |")
	require.Contains(t, got.Text, "side")
	require.NotContains(t, got.Text, "| side")
}

func TestWalk_BreaksListsAndQuotesKeepTheirShape(t *testing.T) {
	t.Parallel()
	got := htmltext.Walk("<p>Hello,<br>please invoice:</p><ul><li>12 <b>mugs</b></li><li>3 jugs</li></ul><blockquote>old <p>text</p></blockquote><hr>end")
	require.Equal(t, "Hello,\nplease invoice:\n\n- 12 mugs\n- 3 jugs\n\n> old\n\n> text\n\n________________________________\nend", got.Text)
}

func TestWalk_HiddenTextIsTakenOutAndGivenApart(t *testing.T) {
	t.Parallel()
	for _, style := range []string{
		`style="display:none"`, `style="DISPLAY : NONE"`, `style="visibility:hidden"`, `style="font-size:0"`, `style="font-size:1px"`, `style="opacity:0"`,
		`style="color:#fff"`, `style="color:white"`, `style="color:rgb(254, 254, 254)"`, `style="max-height:0;overflow:hidden"`, `style="position:absolute;left:-9999px"`, `hidden`, `style="mso-hide:all"`,
	} {
		got := htmltext.Walk(`<p>seen</p><p ` + style + `>secret</p>`)
		require.Equal(t, "seen", got.Text, style)
		require.Equal(t, "secret", got.Hidden, style)
	}
}

func TestWalk_VisibleTextOnColourStays(t *testing.T) {
	t.Parallel()
	for _, source := range []string{
		`<div style="background:#003366"><p style="color:#fff">seen</p></div>`, `<table><tr><td bgcolor="#000000"><font color="white">seen</font></td></tr></table>`,
		`<div style="background:url(x.png)"><p style="color:#fff">seen</p></div>`, `<p style="color:#333">seen</p>`, `<p style="font-size:10px">seen</p>`, `<p style="opacity:0.9">seen</p>`,
	} {
		got := htmltext.Walk(source)
		require.Equal(t, "seen", got.Text, source)
		require.Empty(t, got.Hidden, source)
	}
}

func TestWalk_ScriptsAndInvisibleCharactersVanish(t *testing.T) {
	t.Parallel()
	got := htmltext.Walk("<title>t</title><script>x()</script><style>p{}</style><p>1\u200b2\u00ad3</p>")
	require.Equal(t, "123", got.Text)
	require.Empty(t, got.Hidden)
}

func TestWalk_NoBreakSpacesInNumbersStay(t *testing.T) {
	t.Parallel()
	require.Equal(t, "1\u202f825,00\u00a0€", htmltext.Walk("<p>1&#8239;825,00&nbsp;€</p>").Text)
}

func TestWalk_HostileTreesAreBounded(t *testing.T) {
	t.Parallel()
	for _, source := range []string{
		strings.Repeat("<div>", 200_000), strings.Repeat("<table><tr><td>", 20_000), strings.Repeat("<b><i>", 50_000), strings.Repeat("x", 5<<20), strings.Repeat("<p style='display:none'>", 50_000),
		"<style>" + strings.Repeat(".a{display:none}", 50_000) + "</style>" + strings.Repeat("<p class='a a a a a a'>x", 20_000), strings.Repeat("<table><tr><td rowspan=65000 colspan=65000>x<td>y", 500), strings.Repeat("<td>x", 100_000),
	} {
		began := time.Now()
		got := htmltext.Walk(source)
		t.Logf("%.30q takes %v", source, time.Since(began))
		require.Less(t, time.Since(began), 30*time.Second)
		require.LessOrEqual(t, len(got.Text), 5<<20)
	}
	require.True(t, htmltext.Walk(strings.Repeat("x", 5<<20)).Cut)
}

func FuzzWalk(f *testing.F) {
	for _, s := range []string{"<table><tr><td>1</td><td>2</td></tr></table>", "<p style='color:#ffg'>x", "<li><li>", "<blockquote><pre>a\n b", "<td bgcolor=rgb(1,2,999)>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, b := htmltext.Walk(s), htmltext.Walk(s)
		if a != b {
			t.Fatal("two walks differ")
		}
		if utf8.ValidString(s) && !utf8.ValidString(a.Text) {
			t.Fatal("walk broke the encoding")
		}
	})
}
