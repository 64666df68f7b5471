package vault_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/vault"
)

const approval = `---
# written for you
type: "approval_request"
request_id: "inv-7f3a"
amount: 1234.10 # as the mail says
dry_run: true
due: 2026-12-01
owner remark: keep me
lines:
  - "Logo | 1 | 900"
  - Print
empty:
---
# Invoice

My own words.
`

func parse(t testing.TB, text string) *vault.Note {
	t.Helper()
	n, err := vault.ParseNote([]byte(text))
	require.NoError(t, err)
	return n
}

func TestNote_ReadsEachKindOfValue(t *testing.T) {
	t.Parallel()
	n := parse(t, approval)
	require.Equal(t, []string{"type", "request_id", "amount", "dry_run", "due", "owner remark", "lines", "empty"}, n.Keys())
	for key, want := range map[string]string{
		"type": "approval_request", "amount": "1234.10", "dry_run": "true", "due": "2026-12-01", "owner remark": "keep me", "empty": "",
	} {
		got, ok := n.Get(key)
		require.True(t, ok, key)
		require.Equal(t, want, got, key)
	}
	for key, want := range map[string]vault.ValueKind{
		"type": vault.StringValue, "amount": vault.NumberValue, "dry_run": vault.BoolValue, "due": vault.StringValue,
		"lines": vault.ListValue, "empty": vault.EmptyValue,
	} {
		got, ok := n.Kind(key)
		require.True(t, ok, key)
		require.Equal(t, want, got, key)
	}
	list, ok := n.GetList("lines")
	require.True(t, ok)
	require.Equal(t, []string{"Logo | 1 | 900", "Print"}, list)
	_, ok = n.Get("lines")
	require.False(t, ok, "a list is no scalar")
	_, ok = n.Get("missing")
	require.False(t, ok)
	dry, ok := n.GetBool("dry_run")
	require.True(t, ok)
	require.True(t, dry)
	_, ok = n.GetBool("type")
	require.False(t, ok, "a text is no bool")
	require.Equal(t, "inv-7f3a", n.RequestID())
	require.Equal(t, "# Invoice\n\nMy own words.\n", n.Body)
}

func TestNote_UntouchedIsWrittenByteForByte(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		approval, "", "# no front matter\n", "---\n---\n", "---\n# only a comment\n---\nbody", "---\n---\n---\nbody starts with a rule\n",
		"---\na: 1\n---", "---\na: |\n  one\n  two\nb: 'single'\n---\nx", "---\na:\n- x\n- y\n\n# remark\n\nb: [one, two]\n---\n",
		"---\na: 1\n--- \nx\n",
	} {
		got := string(parse(t, text).Bytes())
		want := strings.Replace(text, "--- \n", "---\n", 1)
		if strings.HasSuffix(want, "\n---") {
			want += "\n"
		}
		if text == "---\n---\n" {
			want = "" // an empty front matter says nothing
		}
		require.Equal(t, want, got)
	}
}

func TestNote_SetKeepsOrderCommentsAndTheOwnersText(t *testing.T) {
	t.Parallel()
	n := parse(t, approval)
	n.Set("amount", "1300.00")
	n.SetBool("dry_run", false)
	n.SetList("lines", []string{`say "hi"`, "b"})
	n.Set("note", "line one\nline two \\ \U0001F600")
	require.Equal(t, `---
# written for you
type: "approval_request"
request_id: "inv-7f3a"
amount: "1300.00" # as the mail says
dry_run: false
due: 2026-12-01
owner remark: keep me
lines:
  - "say \"hi\""
  - "b"
empty:
note: "line one\nline two \\ `+"\U0001F600"+`"
---
# Invoice

My own words.
`, string(n.Bytes()))
	back := parse(t, string(n.Bytes()))
	got, _ := back.Get("note")
	require.Equal(t, "line one\nline two \\ \U0001F600", got)
}

func TestNote_SettingTheSameValueChangesNothing(t *testing.T) {
	t.Parallel()
	n := parse(t, approval)
	n.Set("amount", "1234.10")
	n.Set("owner remark", "keep me")
	require.Equal(t, approval, string(n.Bytes()))
}

func TestNote_DeleteRemovesOnlyItsKey(t *testing.T) {
	t.Parallel()
	n := parse(t, approval)
	n.Delete("lines")
	n.Delete("not there")
	require.NotContains(t, n.Keys(), "lines")
	require.Len(t, parse(t, string(n.Bytes())).Keys(), 7)
}

func TestNote_CloneIsIndependent(t *testing.T) {
	t.Parallel()
	n := parse(t, approval)
	c := n.Clone()
	c.Set("amount", "1")
	c.Body = "other"
	require.Equal(t, approval, string(n.Bytes()))
}

func TestNote_BOMAndCRLFAreAccepted(t *testing.T) {
	t.Parallel()
	n := parse(t, "\uFEFF---\r\nrequest_id: \"a\"\r\nlist:\r\n  - x\r\n---\r\nbody\r\nmore\r\n")
	require.Equal(t, "a", n.RequestID())
	require.Equal(t, "body\nmore\n", n.Body)
	require.Equal(t, "---\nrequest_id: \"a\"\nlist:\n  - x\n---\nbody\nmore\n", string(n.Bytes()))
}

func TestNote_RefusesWhatOthersWouldReadDifferently(t *testing.T) {
	t.Parallel()
	for name, front := range map[string]string{
		"duplicate key":            "a: 1\nb: 2\na: 3\n",
		"duplicate key, quoted":    "a: 1\n\"a\": 3\n",
		"nested map":               "a:\n  b: 1\n",
		"flow map":                 "a: {b: 1}\n",
		"flow root":                "{a: 1, b: 2}\n",
		"list root":                "- a\n- b\n",
		"scalar root":              "just text\n",
		"list in list":             "a:\n  - - b\n",
		"map in list":              "a:\n  - b: 1\n",
		"anchor":                   "a: &x 1\n",
		"lone anchor":              "&x\n",
		"lone tag":                 "!!null\n",
		"null root":                "~\n",
		"anchor on list":           "a: &x [1]\n",
		"alias":                    "a: &x 1\nb: *x\n",
		"unknown alias":            "b: *x\n",
		"merge":                    "<<: {a: 1}\n",
		"merge, quoted":            "\"<<\": 1\n",
		"tag":                      "a: !!str 1\n",
		"own tag":                  "a: !python/object x\n",
		"tag on list":              "a: !!seq [1]\n",
		"binary":                   "a: !!binary aGVsbG8=\n",
		"document end":             "a: 1\n...\nb: 2\n",
		"second document":          "a: 1\n--- x\nb: 2\n",
		"directive":                "%YAML 1.1\n",
		"explicit key":             "? a\n: b\n",
		"indented keys":            "  a: 1\n  b: 2\n",
		"complex key":              "[a, b]: c\n",
		"empty key":                "\"\": c\n",
		"bidi in value":            "a: \"\u202Eevil\"\n",
		"bidi, escaped":            "a: \"\\u202Eevil\"\n",
		"bidi in key":              "a\u2066: 1\n",
		"right-to-left mark":       "a: \u200Fx\n",
		"control, escaped":         "a: \"\\x07\"\n",
		"NUL, escaped":             "a: \"\\0\"\n",
		"bare CR":                  "a: x\ry\n",
		"line separator":           "a: \"x\u2028y\"\n",
		"key with escaped newline": "\"a\\nb\": 1\n",
		"tab indentation":          "a:\n\t- x\n",
		"unclosed quote":           "a: \"x\n",
	} {
		_, err := vault.ParseNote([]byte("---\n" + front + "---\nSECRET BODY\n"))
		require.Error(t, err, name)
		require.Less(t, len(err.Error()), 250, name)
		require.NotContains(t, err.Error(), "SECRET", name)
	}
}

func TestNote_RefusesWhatIsNotText(t *testing.T) {
	t.Parallel()
	_, err := vault.ParseNote([]byte("---\na: \xff\n---\n"))
	require.ErrorContains(t, err, "UTF-8")
	_, err = vault.ParseNote([]byte("---\na: 1\n"))
	require.ErrorContains(t, err, "closing")
}

func TestNote_ErrorsNameTheLineOfTheFile(t *testing.T) {
	t.Parallel()
	_, err := vault.ParseNote([]byte("---\na: 1\nb: 2\na: 3\n---\n"))
	require.ErrorContains(t, err, "line 4")
	_, err = vault.ParseNote([]byte("---\na: 1\nb: x: y\n---\n"))
	require.ErrorContains(t, err, "line 3")
}

func TestNote_LimitsStandBeforeTheParser(t *testing.T) {
	t.Parallel()
	_, err := vault.ParseNote(make([]byte, vault.MaxNoteBytes+1))
	require.ErrorContains(t, err, "64 KB")
	_, err = vault.ParseNote([]byte("---\na: \"" + strings.Repeat("x", vault.MaxFrontMatterBytes) + "\"\n---\n"))
	require.ErrorContains(t, err, "16 KB")
	n := parse(t, "---\na: 1\n---\n"+strings.Repeat("y", vault.MaxNoteBytes-20))
	require.Equal(t, []string{"a"}, n.Keys())
}

func TestNote_BombsAreRefusedQuickly(t *testing.T) {
	t.Parallel()
	var aliases, merges, keys strings.Builder
	aliases.WriteString("a0: &a0 [x,x,x,x,x,x,x,x,x]\n")
	merges.WriteString("a0: &a0 {k: v}\n")
	for i := 1; i < 30; i++ {
		fmt.Fprintf(&aliases, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 9), ","))
		fmt.Fprintf(&merges, "a%d: &a%d {<<: [%s]}\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 9), ","))
	}
	for i := 0; keys.Len() < 16000; i++ {
		fmt.Fprintf(&keys, "k%d: 1\n", i)
	}
	for name, front := range map[string]string{
		"aliases": aliases.String(), "merges": merges.String(), "depth": "a: " + strings.Repeat("[", 16000) + "\n",
		"flow maps": "a: " + strings.Repeat("{a: ", 4000) + "\n", "many keys, the last twice": keys.String() + "k1: 2\n",
	} {
		start := time.Now()
		_, err := vault.ParseNote([]byte("---\n" + front + "---\n"))
		require.Error(t, err, name)
		require.Less(t, time.Since(start), 5*time.Second, name)
	}
}

func TestNote_CheckRefusesWhatWouldNotCount(t *testing.T) {
	t.Parallel()
	good := vault.NewNote("fine\n")
	good.Set("request_id", "a\u202Eb") // Set cleans
	require.NoError(t, good.Check())
	require.Equal(t, "ab", good.RequestID())
	for name, body := range map[string]string{
		"bidi": "x\u202Ey", "control": "x\x01y", "not NFC": "Mu\u0308ller", "too large": strings.Repeat("x", vault.MaxNoteBytes+1),
	} {
		require.Error(t, vault.NewNote(body).Check(), name)
	}
	long := vault.NewNote("")
	long.Set("a", strings.Repeat("x", vault.MaxFrontMatterBytes))
	require.Error(t, long.Check())
}

func TestCleanText_MakesAnythingFitForANote(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		raw := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) + rapid.String().Draw(t, "text")
		clean := vault.CleanText(raw)
		require.NoError(t, vault.NewNote(clean).Check())
		require.Equal(t, clean, vault.CleanText(clean))
	})
}

func TestNote_WhatIsSetIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := vault.NewNote(vault.CleanText(rapid.String().Draw(t, "body")))
		want := map[string]string{}
		for range rapid.IntRange(0, 6).Draw(t, "count") {
			key := rapid.StringMatching(`[a-zA-Z_][a-zA-Z0-9_ -]{0,10}[a-z]|yes|no|null|on|1|~|a#b`).Draw(t, "key")
			value := rapid.String().Draw(t, "value")
			n.Set(key, value)
			want[key] = vault.CleanText(value)
		}
		list := rapid.SliceOfN(rapid.String(), 0, 4).Draw(t, "list")
		n.SetList("a_list", list)
		n.SetBool("a_bool", len(list) > 2)
		back, err := vault.ParseNote(n.Bytes())
		require.NoError(t, err)
		require.Equal(t, n.Keys(), back.Keys())
		require.Equal(t, n.Body, back.Body)
		for key, value := range want {
			if key == "a_list" || key == "a_bool" {
				continue
			}
			got, ok := back.Get(key)
			require.True(t, ok)
			require.Equal(t, value, got)
		}
		items, ok := back.GetList("a_list")
		require.True(t, ok)
		require.Len(t, items, len(list))
		require.Equal(t, n.Bytes(), back.Bytes())
	})
}

func FuzzParseNote(f *testing.F) {
	for _, seed := range []string{
		approval, "", "---\n---\n", "---\na: &x 1\nb: *x\n---\n", "---\n? a\n: b\n---\n", "---\na: |\n  x\n#\nb: >-\n  y\n---\nz",
		"\r\r\n", "---\n&0\n---", "\uFEFF\uFEFF---\r\na: \"\\u202e\"\r\n---\r\n", "---\na: [1, \"b\", c]\n# x\n---\n", "---\n<<: {a: 1}\n---\n", "---\na: 'x\n\n  y'\nb: 1\n---\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := vault.ParseNote(data)
		if err != nil {
			require.Less(t, len(err.Error()), 400)
			return
		}
		once := n.Bytes()
		back, err := vault.ParseNote(once)
		require.NoError(t, err)
		require.Equal(t, once, back.Bytes())
		require.Equal(t, n.Keys(), back.Keys())
		require.Equal(t, n.Body, back.Body)
		for _, key := range n.Keys() {
			text, ok := n.Get(key)
			again, okAgain := back.Get(key)
			require.Equal(t, ok, okAgain)
			require.Equal(t, text, again)
		}
		// A rewrite of one key leaves all others as they were.
		back.Set("set_by_the_test", "x")
		third, err := vault.ParseNote(back.Bytes())
		if len(back.Bytes()) > vault.MaxNoteBytes || len(once) > vault.MaxFrontMatterBytes-100 {
			return
		}
		require.NoError(t, err)
		for _, key := range n.Keys() {
			text, _ := n.Get(key)
			again, _ := third.Get(key)
			if key != "set_by_the_test" {
				require.Equal(t, text, again)
			}
		}
	})
}
