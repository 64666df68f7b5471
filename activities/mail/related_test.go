package mail_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/testsuite"

	"github.com/autonomous-employee/employee/activities/mail"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// read takes a mail in and reads it as the process does.
func (r room) arrives(t *testing.T, content string) (contract.MailRef, contract.Reading) {
	t.Helper()
	ref, err := r.intake.Keep([]byte(content), contract.SourceGmail, "")
	require.NoError(t, err)
	return ref, r.again(t, ref)
}

func (r room) again(t *testing.T, ref contract.MailRef) contract.Reading {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestActivityEnvironment()
	activities, err := mail.New(r.store)
	require.NoError(t, err)
	env.RegisterActivity(activities.ReadRequest)
	value, err := env.ExecuteActivity(activities.ReadRequest, contract.ReadRequestInput{Mail: ref})
	require.NoError(t, err)
	var got contract.Reading
	require.NoError(t, value.Get(&got))
	return got
}

func related(r contract.Reading) []string {
	var out []string
	for _, m := range r.Related {
		out = append(out, m.Why+" "+m.Key)
	}
	return out
}

func TestReadRequest_AnswerFindsTheMailItAnswers(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	first, one := r.arrives(t, letter)
	require.Empty(t, one.Related)
	second, two := r.arrives(t, strings.Replace(letter, "<1@acmeworks.example>", "<2@acmeworks.example>\nIn-Reply-To: <1@acmeworks.example>", 1))
	require.NotEqual(t, first.Key, second.Key)
	require.Equal(t, []string{"reply " + first.Key}, related(two))
	require.False(t, two.Related[0].SeenAt.IsZero())
}

func TestReadRequest_SameThingAgainFindsTheFirstAndNeverTheOtherWayRound(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	first, _ := r.arrives(t, letter)
	second, two := r.arrives(t, strings.Replace(letter, "<1@", "<2@", 1))
	require.Equal(t, []string{"same " + first.Key}, related(two))
	for range 3 {
		require.Empty(t, r.again(t, first).Related, "reading again changes nothing")
		require.Equal(t, []string{"same " + first.Key}, related(r.again(t, second)))
	}
}

func TestReadRequest_AnswerToAMailThatIsNotHereIsRelatedToNone(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	_, one := r.arrives(t, strings.Replace(letter, "\n\n", "\nIn-Reply-To: <other@x.example>\n\n", 1))
	require.Empty(t, one.Related)
}

func TestReadRequest_IndexCutShortByACrashIsReadOnAndWrittenOn(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	first, _ := r.arrives(t, letter)
	files, err := filepath.Glob(filepath.Join(r.data, mail.Dir, "*.idx"))
	require.NoError(t, err)
	require.Len(t, files, 2, "one for the mail, one for what it asks")
	for _, file := range files {
		f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0o600)
		require.NoError(t, err)
		another := strings.Repeat("0", 32) + " " + strings.Repeat("a", 64) + " 1794000000\n"
		_, err = f.WriteString(another + "0123")
		require.NoError(t, err)
		require.NoError(t, f.Close())
		info, err := os.Stat(file)
		require.NoError(t, err)
		require.Zero(t, info.Mode().Perm()&0o077, "readable by the owner alone")
		require.NotContains(t, file, "acme")
	}
	second, two := r.arrives(t, strings.Replace(letter, "<1@", "<2@", 1))
	require.Equal(t, []string{"same " + first.Key}, related(two))
	_, three := r.arrives(t, strings.Replace(letter, "<1@", "<3@", 1))
	require.Equal(t, []string{"same " + second.Key, "same " + first.Key}, related(three))
}
