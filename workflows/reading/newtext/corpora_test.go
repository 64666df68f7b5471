package newtext_test

import (
	"path"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/corpora"
	"github.com/autonomous-employee/employee/workflows/reading/newtext"
)

// quoteCorpus unpacks the public reply-quote fixtures in memory; they are
// third-party data, laid beside the repository and never copied into it.
func quoteCorpus(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{}
	for name, b := range corpora.Unpack(t, "reply_quote.tar.gz") {
		short := name[strings.Index(name, "reply_quote/")+len("reply_quote/"):]
		files[short] = strings.ReplaceAll(string(b), "\r\n", "\n")
	}
	return files
}

// fold is the comparison: white space folded, and no quoted line, because the
// Discourse fixtures leave a quote that stands above an answer in the text,
// while here a quote is given apart wherever it stands.
func fold(s string) string {
	var kept []string
	for _, l := range strings.Split(s, "\n") {
		if !strings.HasPrefix(strings.TrimSpace(l), ">") {
			kept = append(kept, l)
		}
	}
	return strings.Join(strings.Fields(strings.Join(kept, "\n")), " ")
}

// told is the text a mail tells: its new text, or what it forwards when it says
// nothing itself.
func told(text string) string {
	p := newtext.Split(text, nil)
	if p.New == "" && p.Forward != nil {
		return fold(p.Forward.Body)
	}
	return fold(p.New)
}

// Closing formulas are left in the expected texts, so no signOff is given.
func TestCorpora_DiscourseFixturesAreRight(t *testing.T) {
	t.Parallel()
	files := quoteCorpus(t)
	right, wrong := 0, []string{}
	for name, text := range files {
		if path.Dir(name) != "discourse/emails" {
			continue
		}
		want, ok := files["discourse/trimmed/"+path.Base(name)]
		require.True(t, ok, name)
		if told(text) == fold(want) {
			right++
			continue
		}
		wrong = append(wrong, path.Base(name))
		t.Logf("%s:\n got %q\nwant %q", name, told(text), fold(want))
	}
	sort.Strings(wrong)
	t.Logf("%d of 64 right, wrong %v", right, wrong)
	// The one left calls four words below a rule a signature. Nothing tells them
	// from an answer below a quote, and an answer must not be lost.
	require.Equal(t, []string{"embedded_email_7.txt"}, wrong)
	require.Equal(t, 63, right)
}

var (
	crispTest  = regexp.MustCompile(`(?s)export function (\w+)\(test\)\s*\{(.*?)\n\}`)
	crispMail  = regexp.MustCompile(`(?:get_email\("|fixtures/)(\w+)(?:"\)|\.txt)`)
	crispEqual = regexp.MustCompile(`test\.equal\((COMMON_FIRST_FRAGMENT|"(?:[^"\\]|\\.)*"), (?:fragments\[0\]|reply\.fragments\[0\]|email\.getVisibleText\(\)|text|reply\b)`)
	crispSome  = regexp.MustCompile(`test\.equal\(true, /([^/]+)/\.test\(fragments\[0\]`)
)

// The Crisp fixtures state in their test program the first fragment as a text
// (compared as a whole) or words of it (looked for).
func TestCorpora_CrispFixturesAreRight(t *testing.T) {
	t.Parallel()
	files := quoteCorpus(t)
	program := strings.ReplaceAll(files["crisp/test/test.js"], "\\n\\\n", "\\n")
	common := ""
	if m := regexp.MustCompile(`COMMON_FIRST_FRAGMENT = '((?:[^'\\]|\\.)*)'`).FindStringSubmatch(program); m != nil {
		common = strings.ReplaceAll(m[1], `\n`, "\n")
	}
	require.NotEmpty(t, common)
	right, wrong := 0, []string{}
	for _, m := range crispTest.FindAllStringSubmatch(program, -1) {
		mail := crispMail.FindStringSubmatch(m[2])
		if mail == nil {
			continue
		}
		text, ok := files["crisp/test/fixtures/"+mail[1]+".txt"]
		require.True(t, ok, mail[1])
		got := told(text)
		var good bool
		if eq := crispEqual.FindStringSubmatch(m[2]); eq != nil {
			want := common
			if eq[1] != "COMMON_FIRST_FRAGMENT" {
				var err error
				want, err = strconv.Unquote(eq[1])
				require.NoError(t, err)
			}
			good = got == fold(want)
		} else if some := crispSome.FindStringSubmatch(m[2]); some != nil {
			good = regexp.MustCompile(strings.TrimPrefix(some[1], "^")).MatchString(newtext.Split(text, nil).New)
		} else {
			continue
		}
		if good {
			right++
			continue
		}
		wrong = append(wrong, mail[1])
		t.Logf("%s: got %q", mail[1], got)
	}
	sort.Strings(wrong)
	t.Logf("%d right, wrong %v", right, wrong)
	require.Subset(t, crispDiffers(), wrong)
	require.GreaterOrEqual(t, right, 60)
}

// crispDiffers are the fixtures where another answer is the better one here.
func crispDiffers() []string {
	return []string{
		"email_2",            // only the first piece is stated; the answers between the quotes are new text as well
		"email_7",            // wrapped lines of a quote lost their marks; what is not marked is kept
		"email_8",            // the same
		"email_15",           // text goes on below "Sent from my ..."; people do write there, it is kept
		"email_german_3",     // the same
		"email_emoji",        // a signature below a dash is left in the stated text; here it is given apart
		"email_with_regards", // the closing formula is the caller's knowledge, and none is given here
	}
}
