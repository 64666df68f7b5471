package post_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/post"
)

func watch() post.Watch {
	return post.Watch{Social: contract.Social{DiscountLimit: "30", SensitiveWords: []string{"Blue Kettle"}}, Customers: []string{"Hill Dental", "AB"}}
}

func lines(t testing.TB, name string) []string {
	t.Helper()
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	return strings.Split(strings.TrimSpace(string(data)), "\n")
}

func sensitive(text string, w post.Watch) []contract.Sensitive {
	p := plainPost()
	p.Text = text
	return post.Sensitivity(p, w)
}

// The ordinary posts were written before the lists were tried on them; at most
// two in a hundred may ask without need.
func TestSensitivity_HasFewFalseAlarms(t *testing.T) {
	t.Parallel()
	ordinary := lines(t, "testdata/ordinary.txt")
	require.Len(t, ordinary, 100)
	alarms := 0
	for _, text := range ordinary {
		found := sensitive(text, watch())
		p := plainPost()
		p.Text = text
		problems, _ := post.Check(p, post.Fit(p, slot()), post.Facts{Now: now(), Zone: zone(t, "UTC"), Slot: slot()})
		if len(found)+len(problems) > 0 {
			alarms++
			t.Logf("%s: %+v %+v", text, found, problems)
		}
	}
	t.Logf("%d of %d ordinary posts would ask", alarms, len(ordinary))
	require.LessOrEqual(t, alarms, 2)
}

func TestSensitivity_FindsWhatMustHaveASecondLook(t *testing.T) {
	t.Parallel()
	for _, line := range lines(t, "testdata/sensitive.txt") {
		kind, text, _ := strings.Cut(line, "\t")
		kinds := map[string]bool{}
		for _, f := range sensitive(text, watch()) {
			kinds[f.Kind] = true
			require.NotEmpty(t, f.Words)
		}
		require.True(t, kinds[kind], "%s is not found to be %s", text, kind)
	}
}

func TestSensitivity_TheHandbookSaysWhatIsWatchedFor(t *testing.T) {
	t.Parallel()
	text := "The election! 70% off the blue kettle for Hill Dental, call +49 170 1234567"
	kinds := func(w post.Watch) []string {
		var out []string
		for _, f := range sensitive(text, w) {
			out = append(out, f.Kind)
		}
		return out
	}
	w := watch()
	require.Equal(t, []string{"politics", "your words", "customer", "discount", "secret"}, kinds(w))
	w.Social.Kinds = []string{"discount"}
	require.Equal(t, []string{"your words", "discount"}, kinds(w))
	w.Social.DiscountLimit = "80"
	require.Equal(t, []string{"your words"}, kinds(w))
	w.Social.Kinds, w.Social.SensitiveWords = []string{"none"}, nil
	require.Empty(t, kinds(w))
}

func TestSensitivity_ADiscountWithoutALimitAsks(t *testing.T) {
	t.Parallel()
	require.Len(t, sensitive("5% off today", post.Watch{}), 1)
	require.Empty(t, sensitive("30% off today", watch()), "the limit itself is within")
	require.Len(t, sensitive("30.5 % off today", watch()), 1)
	require.Empty(t, sensitive("Sales are up 70% on last year", watch()))
}

func TestSensitivity_ANumberThatWasPublishedBeforeIsPublic(t *testing.T) {
	t.Parallel()
	w := watch()
	w.Published = []string{"Call us: +49 (30) 1234-567"}
	require.Empty(t, sensitive("Questions? +49 30 1234567", w))
	require.Len(t, sensitive("Questions? +49 30 7654321", w), 1)
}

func TestSensitivity_NumbersThatAreNoneOfThese(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"From 01.12.2026 to 31.12.2026", "Open 09:00-18:00, 10.00-16.00", "Order 12345678", "DE12 3456 7890 1234 5678 90 is no account", "1234 5678 9012 3456 is no card",
		"2026-12-01 and 2027-01-15", "Model 0815", "ISBN 978-3-16-148410-0", "1,000,000 views", "24/7",
	} {
		require.Empty(t, sensitive(text, watch()), text)
	}
	found := sensitive("DE89 3704 0044 0532 0130 00", watch())
	require.NotContains(t, found[0].Words, "3704", "the number itself is not repeated")
}

func TestSensitivity_LooksAtEveryText(t *testing.T) {
	t.Parallel()
	p := plainPost()
	p.Variants = []contract.PostVariant{{Platform: contract.X, Text: "The election"}}
	p.Thread, p.FirstComment = []string{"earthquake"}, "70% off"
	p.Media = []contract.PostMedia{{Source: "a.jpg", Alt: "Hill Dental"}}
	require.Len(t, post.Sensitivity(p, watch()), 4)
}
