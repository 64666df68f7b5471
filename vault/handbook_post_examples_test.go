package vault_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
)

func TestHandbook_ExamplesOfPostsAreReadAsTheOwnerWritesThem(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]vault.PostExample{
		"post -> automatic":                                   {Kind: "post"},
		"Reply → asks":                                        {Kind: "reply"},
		"message, from an assistant -> asks":                  {Kind: "message", Assistant: true},
		"post on x, spent 9.90 -> automatic":                  {Kind: "post", Platform: "x", Spent: "9.90"},
		"post, on Instagram, at 23:30 -> asks":                {Kind: "post", Platform: "instagram", Clock: "23:30"},
		"post, 31 minutes late -> asks":                       {Kind: "post", Late: 31 * time.Minute},
		"post, 1 hour late, on facebook -> asks":              {Kind: "post", Late: time.Hour, Platform: "facebook"},
		`post "Half price, today only", 5 minutes late->asks`: {Kind: "post", Text: "Half price, today only", Late: 5 * time.Minute},
		`post, "50 % off" on x -> asks`:                       {Kind: "post", Text: "50 % off", Platform: "x"},
	} {
		h, err := oneLine("policy_examples", line)
		require.NoError(t, err, line)
		require.Len(t, h.PolicyExamples, 1)
		require.Equal(t, &want, h.PolicyExamples[0].Post, line)
		require.Equal(t, line, h.PolicyExamples[0].Line)
	}
	h, err := oneLine("policy_examples", "post, 31 minutes late -> asks (social.late)")
	require.NoError(t, err)
	require.Equal(t, []string{"asks", "social.late"}, []string{h.PolicyExamples[0].Want, h.PolicyExamples[0].Rule})
}

func TestHandbook_ExampleOfAPostThatIsNotUnderstoodIsRefusedWithWhatToWrite(t *testing.T) {
	t.Parallel()
	for line, says := range map[string]string{
		"post, 80 -> asks":                      `"80" is not understood; use "the text" in quotes`,
		"post, on tiktok -> asks":               "is not understood",
		"post, at 25:00 -> asks":                "is not understood",
		"post, late -> asks":                    "is not understood",
		"post, on x, on facebook -> asks":       "says twice what the platform is",
		"post, spent lots -> asks":              "write a plain number",
		`post "a", "b" -> asks`:                 "says twice what the text is",
		"post -> maybe":                         "end the line with automatic, asks or refused",
		`post "unclosed -> asks`:                "write it as",
		"posting, known customer, 80 -> asks":   "begin with post, reply or message",
		"known customer, 80, post -> automatic": `"post" is not understood`,
	} {
		h, err := oneLine("policy_examples", line)
		require.ErrorContains(t, err, says, line)
		require.Empty(t, h.PolicyExamples, line)
	}
}
