package e2e_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	xfake "github.com/autonomous-employee/employee/test/fakes/x"
	"github.com/autonomous-employee/employee/test/harness"
)

// onX starts a fake of X and gives the settings of an installation that is
// signed in to it.
func onX(t *testing.T, opts xfake.Options) (*xfake.Server, []string) {
	t.Helper()
	fake := xfake.Start(opts)
	t.Cleanup(fake.Close)
	t.Cleanup(func() { require.Empty(t, fake.Violations()) })
	return fake, []string{"DRY_RUN=false", "X_BASE_URL=" + fake.URL(), "X_ACCESS_TOKEN=" + fake.AccessToken()}
}

// socialNote is a note that is ready, with more properties if need be.
func socialNote(text, platforms, at string, properties ...string) string {
	more := strings.Join(properties, "\n")
	if more != "" {
		more += "\n"
	}
	return "---\ntype: social_post\nready: true\nplatforms: [" + platforms + "]\npublish_at: " + at + "\n" + more + "---\n" + text + "\n"
}

func lay(p *harness.Product, name, text string) {
	_ = os.MkdirAll(p.Path("Social_Posts"), 0o755)
	p.Write("Social_Posts", name, text)
}

// filed waits until a post's note lies in a folder, and gives its text.
func filed(p *harness.Product, folder, name string) string {
	var text string
	p.Eventually("the note "+folder+"/"+name, func() bool {
		if text = p.Glimpse("Needs_Action", name); text != "" {
			return true // whoever expects it elsewhere sees why
		}
		text = p.Glimpse(folder, name)
		return strings.Contains(text, "outcome:")
	})
	return text
}

func says(p *harness.Product, folder, name, words string) {
	p.Eventually(name+" to say "+words, func() bool { return strings.Contains(p.Glimpse(folder, name), words) })
}

// soon is a minute of the owner's clock that is still to come, with time to
// spare, as a note says it.
func soon(t *testing.T, spare time.Duration) (string, time.Time) {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	at := time.Now().In(zone).Add(spare).Truncate(time.Minute).Add(time.Minute)
	return at.Format("2006-01-02T15:04"), at
}

func TestSocial_ANoteBecomesAPostOnceWithItsLinkBeside(t *testing.T) {
	t.Parallel()
	x, settings := onX(t, xfake.Options{})
	p := harness.New(t, settings...)
	p.Start()

	lay(p, "sunday.md", socialNote("We are open on Sunday.", "x", "now"))

	text := filed(p, "Completed", "sunday.md")
	require.Equal(t, 1, x.Count("We are open on Sunday."), text)
	require.Equal(t, "done", harness.Property(text, "outcome"))
	require.Contains(t, text, "https://x.com/shopowner/status/"+x.Posts()[0].ID)
	require.Equal(t, 1, p.Logged("x.publish_post", "intent"))
	require.Equal(t, 1, p.Logged("x.publish_post", "result"))
	p.Eventually("the line about all platforms", func() bool { return p.Logged("social.cross_channel", "event") == 1 }) // written after the note
	require.Empty(t, p.Notes("Pending_Approval"))
}

func TestSocial_ProblemsStandInTheNoteWithinTwoSeconds(t *testing.T) {
	t.Parallel()
	x, settings := onX(t, xfake.Options{})
	p := harness.New(t, settings...)
	p.Start()
	long := strings.Repeat("a", 281)

	saved := time.Now()
	lay(p, "long.md", socialNote(long, "x", "now"))
	says(p, "Social_Posts", "long.md", "281")
	took := time.Since(saved)

	t.Logf("%s from saving to the problem", took)
	require.Less(t, took, 2*time.Second)
	require.Empty(t, x.Posts())
	lay(p, "long.md", strings.Replace(p.Read("Social_Posts", "long.md"), long, long[:280], 1))
	filed(p, "Completed", "long.md")
	require.Len(t, x.Posts(), 1)
}

func TestSocial_AnEditBeforeTheSlotIsWhatIsPublished(t *testing.T) {
	t.Parallel()
	x, settings := onX(t, xfake.Options{})
	p := harness.New(t, settings...)
	p.Start()
	at, slot := soon(t, 10*time.Second)
	lay(p, "edited.md", socialNote("Before the edit.", "x", at))
	says(p, "Social_Posts", "edited.md", "Scheduled for")

	lay(p, "edited.md", strings.Replace(p.Read("Social_Posts", "edited.md"), "Before the edit.", "After the edit.", 1))

	p.EventuallyWithin(3*time.Minute, "the edited post", func() bool { return len(x.Posts()) > 0 })
	filed(p, "Completed", "edited.md")
	require.Equal(t, 1, x.Count("After the edit."))
	require.Len(t, x.Posts(), 1)
	t.Logf("published %s after its slot", x.Posts()[0].Created.Sub(slot))
	require.False(t, x.Posts()[0].Created.Before(slot))
}

func TestSocial_ADeletedNoteNeverLeaves(t *testing.T) {
	t.Parallel()
	x, settings := onX(t, xfake.Options{})
	p := harness.New(t, settings...)
	p.Start()
	at, slot := soon(t, 30*time.Second)
	lay(p, "deleted.md", socialNote("Deleted in time.", "x", at))
	says(p, "Social_Posts", "deleted.md", "Scheduled for")

	require.NoError(t, os.Remove(p.Path("Social_Posts", "deleted.md")))

	p.Eventually("the post to be over", func() bool { return p.Logged("process.ended", "event") == 1 })
	p.EventuallyWithin(3*time.Minute, "the slot to pass", func() bool { return time.Now().After(slot.Add(2 * time.Second)) })
	require.Empty(t, x.Posts())
}

func TestSocial_APublishedPostIsTakenDownOnceThatIsApproved(t *testing.T) {
	t.Parallel()
	x, settings := onX(t, xfake.Options{})
	p := harness.New(t, settings...)
	p.Start()
	lay(p, "sunday.md", socialNote("We are open on Sunday.", "x", "now"))
	filed(p, "Completed", "sunday.md")

	p.Move("sunday.md", "Completed", "Rejected")
	note := p.Note("Pending_Approval", "Take down sunday")
	require.Len(t, x.Posts(), 1)
	p.Approve(note)

	p.Eventually("the post to be gone", func() bool { return len(x.Posts()) == 0 })
	says(p, "Completed", "sunday.md", "Taken down again")
	require.Equal(t, "removed", harness.Property(p.Read("Completed", "sunday.md"), "outcome"))
	require.Equal(t, 1, p.Logged("x.delete_post", "intent"))
	require.Equal(t, 1, p.Logged("x.delete_post", "result"))
}

func TestSocial_TheCalendarAndTheDashboardShowWhatIsScheduled(t *testing.T) {
	t.Parallel()
	_, settings := onX(t, xfake.Options{})
	p := harness.New(t, settings...)
	p.Start()
	at := time.Now().AddDate(0, 0, 7).Format("2006-01-02") + "T23:30"
	out, err := p.Starter("post", "--text", "Tea time with cake.", "--platforms", "x", "--at", at)
	require.NoError(t, err, out)

	says(p, "Social_Posts", "Tea time with cake.md", "Scheduled for")
	p.Eventually("the calendar", func() bool { return strings.Contains(p.Glimpse("Social_Posts", "Calendar.md"), "Tea time with cake") })
	p.EventuallyWithin(90*time.Second, "the dashboard", func() bool { return strings.Contains(p.Glimpse("", "Dashboard.md"), "Tea time with cake") })
	out, err = p.Starter("status")
	require.NoError(t, err, out)
	require.Contains(t, out, "Scheduled for")
}

func TestSocial_AReplyAsks(t *testing.T) {
	t.Parallel()
	x, settings := onX(t, xfake.Options{})
	customer := x.AddUser("customer", false)
	theirs := x.AddPost(customer, "@shopowner are you open on Sunday?")
	p := harness.New(t, settings...)
	p.Start()

	lay(p, "answer.md", socialNote("Yes, from ten.", "x", "now", "kind: reply", `reply_to: "https://x.com/customer/status/`+theirs+`"`))
	note := p.Note("Pending_Approval", "answer")
	require.Contains(t, p.Read("Pending_Approval", note), "Yes, from ten.")
	require.Empty(t, x.Posts())
	p.Approve(note)

	text := filed(p, "Completed", "answer.md")
	require.Equal(t, "done", harness.Property(text, "outcome"))
	require.Len(t, x.Posts(), 1)
	require.Equal(t, theirs, x.Posts()[0].ReplyTo)
	p.Eventually("the request to be filed", func() bool { return len(p.Notes("Approved")) == 0 })
}

func TestSocial_ARejectedReplyNeverLeaves(t *testing.T) {
	t.Parallel()
	x, settings := onX(t, xfake.Options{})
	theirs := x.AddPost(x.AddUser("customer", false), "@shopowner are you open on Sunday?")
	p := harness.New(t, settings...)
	p.Start()
	lay(p, "answer.md", socialNote("Yes, from ten.", "x", "now", "kind: reply", "reply_to: "+theirs))

	p.Move(p.Note("Pending_Approval", "answer"), "Pending_Approval", "Rejected")

	text := filed(p, "Rejected", "answer.md")
	require.Equal(t, "rejected", harness.Property(text, "outcome"))
	require.Empty(t, x.Posts())
	require.Empty(t, p.Notes("Needs_Action"))
}

func TestSocial_DryRunShowsTheExactRequestAndNothingLeaves(t *testing.T) {
	t.Parallel()
	x, settings := onX(t, xfake.Options{})
	p := harness.New(t, append(settings, "DRY_RUN=true")...)
	p.Start()

	lay(p, "sunday.md", socialNote("We are open on Sunday.", "x", "now"))

	text := filed(p, "Completed", "sunday.md")
	require.Equal(t, "dry_run", harness.Property(text, "outcome"))
	require.Contains(t, text, "POST")
	require.Contains(t, text, "/2/tweets")
	require.Empty(t, x.Posts())
	require.Empty(t, x.Requests("createPosts"))
}

func TestSocial_WithoutAnyAccountItStaysDry(t *testing.T) {
	t.Parallel()
	p := harness.New(t, "DRY_RUN=false")
	p.Start()

	lay(p, "sunday.md", socialNote("We are open on Sunday.", "x", "now"))

	require.Equal(t, "dry_run", harness.Property(filed(p, "Completed", "sunday.md"), "outcome"))
}

func TestSocial_KilledWhilePublishingItIsOutOnce(t *testing.T) {
	t.Parallel()
	x, settings := onX(t, xfake.Options{})
	p := harness.New(t, settings...)
	p.Start()
	x.On("createPosts").CommitThenDrop(1)
	lay(p, "sunday.md", socialNote("We are open on Sunday.", "x", "now"))
	p.Eventually("the post to be out", func() bool { return len(x.Posts()) == 1 })

	p.Kill()
	p.Start()

	var text string
	p.EventuallyWithin(4*time.Minute, "the note to be filed", func() bool {
		text = p.Glimpse("Completed", "sunday.md")
		return strings.Contains(text, "outcome: ")
	})
	require.Len(t, x.Posts(), 1)
	require.Equal(t, "done", harness.Property(text, "outcome"))
	require.Contains(t, text, x.Posts()[0].ID)
	require.Equal(t, p.Logged("x.publish_post", "intent"), p.Logged("x.publish_post", "result"))
}
