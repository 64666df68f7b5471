package htmltext_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/htmltext"
)

func TestWalk_EveryCommonWayOfHidingIsKnown(t *testing.T) {
	t.Parallel()
	for _, source := range []string{
		`<p style="font-size:0px">secret</p>`, `<p style="font-size:0.1em">secret</p>`, `<p style="font-size:1%">secret</p>`, `<p style="font:0/0 a">secret</p>`, `<p style="font-size:1pt">secret</p>`,
		`<div style="background:#036"><p style="color:#003366">secret</p></div>`, `<table bgcolor="#eeeeee"><tr><td><font color="#efefef">secret</font></td></tr></table>`,
		`<div style="color:#fff">secret</div>`, `<div style="color:transparent">secret</div>`, `<div style="color:rgba(0,0,0,0)">secret</div>`, `<div style="background:transparent"><b style="color:#fefefe">secret</b></div>`,
		`<div style="background:none;color:white">secret</div>`, `<div style="background-color:inherit;color:snow">secret</div>`, `<div style="background:rgba(255,255,255,0);color:#fff">secret</div>`,
		`<p style="opacity:.0">secret</p>`, `<p style="opacity:0%">secret</p>`, `<p style="filter:alpha(opacity=0)">secret</p>`,
		`<p style="height:0;overflow:hidden">secret</p>`, `<p style="overflow:hidden;max-height:0px">secret</p>`, `<p style="width:1px;height:1px;overflow:hidden;position:absolute">secret</p>`,
		`<p style="text-indent:-9999px">secret</p>`, `<p style="margin-left:-5000px">secret</p>`, `<p style="position:absolute;top:-1000em">secret</p>`, `<p style="clip:rect(0,0,0,0)">secret</p>`, `<p style="clip-path:inset(100%)">secret</p>`, `<p style="transform:scale(0)">secret</p>`,
		`<p style="visibility:collapse">secret</p>`, `<p style="display:none!important">secret</p>`, `<p hidden="">secret</p>`, `<style>.x{display:none}</style><p class="a x">secret</p>`,
		`<style>.x , .y { color : #FFF ; }</style><p class="Y">secret</p>`, `<style>#z{visibility:hidden}</style><p id=z>secret</p>`, `<style>p.x{font-size:0}</style><p class=x>secret</p>`,
		`<style>/* a */ @media print {.x{display:block}} .x{display:none}</style><p class=x>secret</p>`, `<style><!-- .x{display:none} --></style><p class=x>secret</p>`,
		`<style>.x{display:none !important}</style><p class=x style="display:block">secret</p>`, `<div style="display:none"><p style="display:block">secret</p></div>`,
	} {
		got := htmltext.Walk("<p>seen</p>" + source)
		require.Equal(t, "seen", strings.TrimSpace(got.Text), source)
		require.Equal(t, "secret", got.Hidden, source)
	}
}

func TestWalk_WhatAReaderSeesIsNeverHidden(t *testing.T) {
	t.Parallel()
	for _, source := range []string{
		`<p aria-hidden="true">seen</p>`, `<td style="font-size:0"><div style="font-size:13px">seen</div></td>`, `<div style="visibility:hidden"><b style="visibility:visible">seen</b></div>`,
		`<div style="color:#fff"><span style="color:#000">seen</span></div>`, `<div style="color:#fff"><span style="background:#000">seen</span></div>`, `<body bgcolor="#000"><p style="color:#fff">seen</p></body>`,
		`<style>body{background:#123456}</style><p style="color:#fff">seen</p>`, `<style>.x{display:none}</style><p class=x style="display:block">seen</p>`, `<style>.x{display:none}</style><p class=xx>seen</p>`,
		`<style>@media only screen and (max-width:600px){.x{display:none}}</style><p class=x>seen</p>`, `<style>.a .x{display:none}</style><p class=x>seen</p>`, `<style>.x:hover{display:none}</style><p class=x>seen</p>`,
		`<p style="color:#777">seen</p>`, `<p style="font-size:8pt">seen</p>`, `<p style="font-size:small">seen</p>`, `<p style="margin-left:-5px">seen</p>`, `<p style="height:0">seen</p>`, `<p style="line-height:0">seen</p>`,
		`<p style="max-height:100px">seen</p>`, `<p style="background:linear-gradient(#fff,#000);color:#fff">seen</p>`, `<p style="color:var(--x)">seen</p>`, `<p style="opacity:0.5">seen</p>`, `<p style="display:none;display:block">seen</p>`,
		`<table><tr><td background="x.png"><b style="color:#fff">seen</b></td></tr></table>`, `<p style="display:none-x">seen</p>`, `<p style="font-size:0"><font size=2>seen</font></p>`, `<style>.x{display:none`, `<p style="color:#fff;background-color:#080">seen</p>`,
	} {
		got := htmltext.Walk(source)
		if !strings.Contains(source, "seen") {
			require.Empty(t, got.Text+got.Hidden, source)
			continue
		}
		require.Equal(t, "seen", strings.TrimSpace(got.Text), source)
		require.Empty(t, got.Hidden, source)
	}
}

func TestWalk_WhatIsNoTextIsNeitherSeenNorHidden(t *testing.T) {
	t.Parallel()
	got := htmltext.Walk(`<head><title>t</title><style>p{}</style></head><!-- c --><!--[if mso]><p>m</p><![endif]--><template>t</template><noscript>n</noscript><script>s</script><p>seen<!--[if !mso]><!--><b> too</b><!--<![endif]--></p>`)
	require.Equal(t, "seen too", got.Text)
	require.Empty(t, got.Hidden)
}

func TestWalk_HiddenTextInTablesIsGivenOnce(t *testing.T) {
	t.Parallel()
	got := htmltext.Walk(`<table><tr><td>Mug<span style="display:none">secret</span></td><td>3</td></tr><tr><td>Jug</td><td>4</td></tr></table>`)
	require.Equal(t, "| Mug | 3 |\n| Jug | 4 |", got.Text)
	require.Equal(t, "secret", got.Hidden)
	got = htmltext.Walk(`<table><tr><td><p style="display:none">secret</p>side</td><td><ul><li>a</ul></td></tr></table>`)
	require.Equal(t, "secret", got.Hidden)
}

func TestWalk_TooManyTagsAreCutAndSaid(t *testing.T) {
	t.Parallel()
	got := htmltext.Walk(strings.Repeat("<b>x</b>", 40_000))
	require.True(t, got.Cut)
	require.Len(t, got.Text, 30_000)
	require.False(t, htmltext.Walk(strings.Repeat("<p>x</p>", 10_000)).Cut)
}

func TestWalk_NestingBeyondABrowsersIsReadWithoutStructure(t *testing.T) {
	t.Parallel()
	got := htmltext.Walk("<p>first</p>" + strings.Repeat("<div><span>", 2_000) + "deep<script>no</script>")
	require.True(t, got.Cut)
	require.Contains(t, got.Text, "first")
	require.NotContains(t, got.Text, "no")
}

func TestWalk_CharactersWithoutWidthVanish(t *testing.T) {
	t.Parallel()
	require.Equal(t, "1250", htmltext.Walk("<p>1&zwj;2\u2060\u200e5\u3164\ufe0f0\U000e0041</p>").Text)
}
