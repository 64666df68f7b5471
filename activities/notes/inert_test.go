package notes_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// attacks are texts of strangers that would do something in Obsidian, one of
// its common plugins, or another reader, if they came through as they are.
func attacks() map[string]string {
	return map[string]string{
		"wiki link":          "[[Company_Handbook|pay here]]",
		"embed":              "![[Company_Handbook]]",
		"image":              "![x](https://evil.example/pixel.png)",
		"link":               "[pay](javascript:alert(1)) and [pay](https://evil.example)",
		"reference link":     "[pay]: https://evil.example",
		"bare address":       "go to https://evil.example/x?y=z, HTTP://EVIL.example, 1http://evil.example, _obsidian://open?vault=x",
		"mail address":       "mailto:ceo@evil.example tel:+491234 file:///etc/passwd www.evil.example",
		"html":               "<script>alert(1)</script><img src=x onerror=alert(1)><!-- -->",
		"entity":             "&lt;b&gt; &#x5b;&#x5b;x]]",
		"templater":          "<% tp.file.create_new('x') %> <%* await 1 %> <<%% %%>>",
		"core template":      "{{title}} {{date}}",
		"dataview field":     "status:: approved [amount:: 1] (due:: today) :::x::::",
		"dataview query":     "`= this.file.name` `$= dv.pages()`",
		"comment":            "%%hidden%% %%%",
		"callout":            "> [!danger] Approved",
		"tag":                "#approved #work/x",
		"heading":            "# Approved\n===\n---\n***\n___",
		"block ref":          "text ^block-id",
		"footnote":           "[^1] and ^[inline]",
		"math":               "$x$ $$\\input{/etc/passwd}$$",
		"highlight":          "==marked== ~~gone~~ ~~~ **bold** __bold__ _em_",
		"table":              "a | b | c\n| --- | --- |",
		"fence":              "``` \n````dataviewjs\nx\n``````` ~~~js\n~~~",
		"task":               "- [ ] do it\n- [x] done\n+ plus\n1. one\n2) two",
		"front matter":       "---\nrequest_id: \"req-x\"\n---\n...",
		"bidi":               "pay \u202egro.live\u202c \u2066x\u2069 \u200f",
		"zero width":         "in\u200bvo\u2060ice \ufeff\u00ad\u115f\u3164\ufe01\U000e0041",
		"controls":           "a\x00b\x1b[31mc\x7f\u0085d\u2028e\u2029f\rg",
		"not NFC":            "Mu\u0308ller cafe\u0301 =\u0338 <\u0338 \u0301",
		"split by invisible": "e\u200b\u0301 [\u200b[x]\u200b] :\u200b: <\u200b% %\u200b%",
		"not UTF-8":          "\xff\xfe\xc0\xaf",
		"surrogates":         "\xed\xa0\x80 \U0010ffff \ue000",
		"escapes":            "\\[\\[x]] \\\\[[x]] \\",
	}
}

// everywhere puts a text into every place of a note that can hold one.
func everywhere(text string) contract.Note {
	n := approval()
	n.Title, n.Counterparty, n.Currency, n.Action = text, text, text, text
	n.Fields = []contract.Field{{Key: "customer", Value: text}, {Key: "line_1_description", Value: text}, {Key: text, Value: text}}
	n.Lead, n.HowTo = []string{text, "a " + text}, []string{text}
	n.Sections = []contract.Section{
		{Heading: text, Text: []string{text}, Bullets: []string{text}, Columns: []string{text, "b"}, Rows: [][]string{{text, text}}},
		{Heading: "Quoted", Quote: text, Code: text, Links: []contract.Link{{Text: text, Target: text}, {Text: text, Target: "https://ok.example/" + text}, {Text: text, Target: "Completed/Mails/" + text}}},
	}
	return n
}

func TestNote_TextOfStrangersIsInertEverywhere(t *testing.T) {
	t.Parallel()
	for name, text := range attacks() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atDesk(t, func(t *testing.T, o *office) {
				n := everywhere(text)
				file := o.lay(n)
				require.NoError(t, inert(o.read(file)))
				o.move(file, vault.Approved)
				d := o.decide(n)
				require.Equal(t, contract.VerdictApproved, d.Verdict, d.Problems)
				require.Equal(t, throughJSON(t, text), d.Fields["customer"], "what was read must come back as it was")
			})
		})
	}
}

// throughJSON is what becomes of a text on every way between processes.
func throughJSON(t *testing.T, s string) (out string) {
	t.Helper()
	b, err := json.Marshal(s)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, &out))
	return out
}

func TestNote_HugeTextsAreCappedVisibly(t *testing.T) {
	t.Parallel()
	for name, piece := range map[string]string{
		"letters": "x", "words": "word ", "lines": "line\n", "wide": "🙂", "spaces": " ", "invisible": "\u200b", "fences": "`", "pipes": "|", "broken": "\xff",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atDesk(t, func(t *testing.T, o *office) {
				huge := strings.Repeat(piece, 10_000_000/len(piece))
				large := huge[:len(piece)*(200_000/len(piece))]
				n := everywhere("x")
				n.Title, n.Fields[1].Value, n.Lead[0], n.Sections[0].Rows[0][1], n.Sections[1].Quote = large, large, large, large, huge
				file := o.lay(n)
				require.NoError(t, inert(o.read(file)))
				require.Less(t, len(o.read(file)), vault.MaxNoteBytes)
				require.Contains(t, o.read(file), "…")
			})
		})
	}
}

// bigInvoice has as many lines as a process may lay, with the longest texts.
func bigInvoice(lines int, description string) contract.Note {
	n := approval()
	n.Fields = []contract.Field{{Key: "customer", Value: "Orchard Tools Ltd"}}
	rows := make([][]string, 0, lines)
	for i := 1; i <= lines; i++ {
		for _, c := range []string{"description", "quantity", "unit", "unit_price", "discount_percent", "tax_percent"} {
			v := "1.00"
			if c == "description" {
				v = fmt.Sprintf("%d. %s", i, description)
			}
			n.Fields = append(n.Fields, contract.Field{Key: fmt.Sprintf("line_%d_%s", i, c), Value: v})
		}
		rows = append(rows, []string{fmt.Sprintf("%d. %s", i, description), "1.00", "pc", "1.00", "0", "19"})
	}
	n.Sections[0].Rows = rows
	return n
}

func TestNote_SixtyLongLinesFitAndAreApprovedAsTheyAre(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		n := bigInvoice(60, strings.Repeat("a very long description \"with quotes\" ", 30))
		file := o.lay(n)
		text := o.read(file)
		front, _, _ := strings.Cut(text, "\n---\n\n#")
		require.Less(t, len(front), vault.MaxFrontMatterBytes)
		require.Less(t, len(text), vault.MaxNoteBytes)
		require.Contains(t, text, "line_60_tax_percent")
		require.Contains(t, text, "please invoice us for the course.", "a long table must not push the mail out")
		o.edit(file, "line_2_quantity: \"1.00\"", "line_2_quantity: \"7\"")
		o.move(file, vault.Approved)
		d := o.decide(n)
		require.Equal(t, contract.VerdictApproved, d.Verdict, d.Problems)
		for _, f := range n.Fields {
			if f.Key != "line_2_quantity" {
				require.Equal(t, f.Value, d.Fields[f.Key])
			}
		}
		require.Equal(t, "7", d.Fields["line_2_quantity"])
		filed := o.read(o.file(filing(n, "done")))
		require.Contains(t, filed, "line_2_quantity: \"7\"")
	})
}

func TestNote_PropertiesThatFindNoRoomAreNamed(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		n := bigInvoice(90, strings.Repeat("ж", 300))
		file := o.lay(n)
		require.Contains(t, o.read(file), "There was no room at the top for ")
		o.move(file, vault.Approved)
		d := o.decide(n)
		require.Equal(t, contract.VerdictApproved, d.Verdict, d.Problems)
		require.NotContains(t, d.Fields, "line_90_tax_percent", "a property that was not shown was not changed")
	})
}

func TestNote_TableOfTwoHundredLongRowsFits(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		n := approval()
		for range 250 {
			n.Sections[0].Rows = append(n.Sections[0].Rows, []string{strings.Repeat("|w ", 500), strings.Repeat("🙂", 500), "1"})
		}
		text := o.read(o.lay(n))
		require.Less(t, len(text), vault.MaxNoteBytes)
		require.Contains(t, text, "please invoice us for the course.")
		require.Contains(t, text, " more |")
		require.NoError(t, inert(text))
	})
}

func TestNote_AnOddFieldCannotStandInForWhatTheNoteIsAbout(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		n := approval()
		for _, key := range []string{"request_id", "workflow_id", "type", "status", "revision", "fingerprint", "dry_run", "expires", "snooze_until", "<<", "", "a b", "x: y\nz"} {
			n.Fields = append(n.Fields, contract.Field{Key: key, Value: "req-ffffffff-0"})
		}
		note, err := o.vault.ReadNote(o.lay(n))
		require.NoError(t, err)
		require.Equal(t, n.RequestID, note.RequestID())
		require.Len(t, note.Keys(), 14+len(approval().Fields))
	})
}

// inert says what in a note of ours still has a meaning that a text brought
// in: our own marks are headings, bullets, tables, fences and links.
func inert(text string) error {
	note, err := vault.ParseNote([]byte(text))
	if err != nil {
		return err
	}
	if !norm.NFC.IsNormalString(text) {
		return fmt.Errorf("the note is not NFC and would not count")
	}
	for _, r := range text {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Bidi_Control, r)) {
			return fmt.Errorf("the note holds U+%04X", r)
		}
	}
	for _, raw := range []string{"<%", "%>", "::"} {
		if strings.Contains(text, raw) {
			return fmt.Errorf("the note holds %q, which plugins look for in the raw text", raw)
		}
	}
	front := strings.TrimSuffix(text, note.Body)
	for _, mark := range []string{"[[", "]]", "://"} {
		if strings.Contains(front, mark) && !strings.Contains(front, "odoo_url") {
			return fmt.Errorf("the properties hold %q, which Obsidian makes a link of", mark)
		}
	}
	return inertBody(note.Body)
}

func inertBody(body string) error {
	fence := ""
	for i, line := range strings.Split(body, "\n") {
		if fence != "" {
			if line == fence {
				fence = ""
			} else if strings.HasPrefix(strings.TrimLeft(line, " "), fence) {
				return fmt.Errorf("line %d closes our fence: %q", i+1, line)
			}
			continue
		}
		if ticks := strings.TrimRight(line, "tex"); strings.HasPrefix(line, "```") && strings.Trim(ticks, "`") == "" {
			fence = ticks
			continue
		}
		if err := inertLine(line); err != nil {
			return fmt.Errorf("line %d %q: %w", i+1, line, err)
		}
	}
	if fence != "" {
		return fmt.Errorf("a fence is not closed")
	}
	return nil
}

// inertLine takes our own marks off a line and looks for any other.
func inertLine(line string) error {
	if strings.HasPrefix(line, "[") {
		at := strings.LastIndex(line, "](")
		if at < 0 {
			return fmt.Errorf("a bracket that is not ours")
		}
		text, rest := line[1:at], line[at+2:]
		if !strings.HasSuffix(rest, ")") || strings.ContainsAny(rest[:len(rest)-1], "()<> ") || strings.HasPrefix(strings.ToLower(rest), "javascript:") {
			return fmt.Errorf("a link that is not ours")
		}
		return inertText(text)
	}
	if strings.HasPrefix(line, "| ") {
		for _, cell := range splitCells(line) {
			if err := inertText(cell); err != nil {
				return err
			}
		}
		return nil
	}
	for _, own := range []string{"- ", "## ", "# "} {
		if rest, ok := strings.CutPrefix(line, own); ok {
			return inertText(rest)
		}
	}
	return inertText(line)
}

func splitCells(line string) []string {
	line = strings.ReplaceAll(line, `\|`, "")
	cells := strings.Split(strings.Trim(line, "|"), "|")
	for i, c := range cells {
		if cells[i] = strings.TrimSpace(c); cells[i] == "---" {
			cells[i] = ""
		}
	}
	return cells
}

func inertText(s string) error {
	bare := strings.Builder{}
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
			bare.WriteByte('x')
			continue
		}
		bare.WriteByte(s[i])
	}
	s = bare.String()
	if i := strings.IndexAny(s, "*[]<>#|~^$&`\\"); i >= 0 {
		return fmt.Errorf("%q is not escaped", s[i:i+1])
	}
	for _, mark := range []string{"==", "%%", "{{", "}}", "://", "mailto:c", "javascript:a"} {
		if strings.Contains(s, mark) {
			return fmt.Errorf("%q is not broken", mark)
		}
	}
	if strings.HasPrefix(s, "- ") || strings.HasPrefix(s, "+ ") || strings.HasPrefix(s, "---") || strings.HasPrefix(s, "===") || strings.HasPrefix(s, "    ") {
		return fmt.Errorf("the line begins with a mark")
	}
	return nil
}
