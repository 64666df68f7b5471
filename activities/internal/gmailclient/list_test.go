package gmailclient_test

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/gmailclient"
	"github.com/autonomous-employee/employee/activities/signin/gmailauth"
	fake "github.com/autonomous-employee/employee/test/fakes/gmail"
)

func TestList_FirstListingTakesTheCursorBeforeTheMails(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	first := d.AddMail(mail(1))
	ids, cursor, _, full := d.listAll(t, "")
	require.Equal(t, []string{first}, ids)
	require.True(t, full)
	asked := d.Requests()
	require.Equal(t, "users.getProfile", asked[0].Method)
	require.Equal(t, "users.messages.list", asked[1].Method)
	require.True(t, strings.HasPrefix(cursor, strconv.FormatUint(d.HistoryID(), 10)+"@"))

	second := d.AddMail(mail(2))
	ids, _, _, full = d.listAll(t, cursor)
	require.Equal(t, []string{second}, ids)
	require.False(t, full)
}

func TestList_FirstListingLeavesOutWhatIsOlderThanTheLookback(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	d.AddMailAt(mail(1), time.Now().Add(-8*24*time.Hour), "INBOX")
	recent := d.AddMailAt(mail(2), time.Now().Add(-6*24*time.Hour), "INBOX")
	d.AddMailTo(mail(3), "SENT")
	d.AddMailTo(mail(4), "SPAM")
	ids, _, _, _ := d.listAll(t, "")
	require.Equal(t, []string{recent}, ids)
}

func TestList_PagesOfAFullListingAreFollowed(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{PageSize: 2})
	for n := range 5 {
		d.AddMail(mail(n))
	}
	ids, _, pages, _ := d.listAll(t, "")
	require.Len(t, ids, 5)
	require.Equal(t, 3, pages)
}

func TestList_MailThatComesWhilePagingIsNotLost(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{PageSize: 2})
	_, cursor, _, _ := d.listAll(t, "")
	for n := range 3 {
		d.AddMail(mail(n))
	}
	page, err := d.client.ListNew(t.Context(), cursor)
	require.NoError(t, err)
	require.NotEmpty(t, page.NextPage)
	late := d.AddMail(mail(9))
	seen := page.IDs
	rest, cursor, _, _ := d.listAll(t, page.NextPage)
	again, _, _, _ := d.listAll(t, cursor)
	require.Contains(t, append(append(seen, rest...), again...), late)
}

func TestList_ForgottenHistoryFallsBackToAFullListing(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	_, cursor, _, _ := d.listAll(t, "")
	missed := d.AddMail(mail(1))
	d.HistoryTooOld()
	ids, cursor, _, full := d.listAll(t, cursor)
	require.True(t, full)
	require.Equal(t, []string{missed}, ids)
	ids, _, _, full = d.listAll(t, cursor)
	require.False(t, full, "the new cursor works")
	require.Empty(t, ids)
}

func TestList_AfterThreeWeeksOffTheFullListingReachesBackToTheLastGoodOne(t *testing.T) {
	t.Parallel()
	now := noon()
	d := open(t, fake.Options{Now: func() time.Time { return now }})
	_, cursor, _, _ := d.listAll(t, "")
	missed := d.AddMailAt(mail(1), now.Add(time.Hour), "INBOX")
	d.HistoryTooOld()
	now = now.Add(21 * 24 * time.Hour)
	d.reopen(t)
	ids, _, _, full := d.listAll(t, cursor)
	require.True(t, full)
	require.Equal(t, []string{missed}, ids)
}

func TestList_HistoryForgottenBetweenPagesStartsAFullListing(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{PageSize: 1})
	_, cursor, _, _ := d.listAll(t, "")
	for n := range 3 {
		d.AddMail(mail(n))
	}
	page, err := d.client.ListNew(t.Context(), cursor)
	require.NoError(t, err)
	d.HistoryTooOld()
	ids, _, _, full := d.listAll(t, page.NextPage)
	require.True(t, full)
	require.Len(t, ids, 3)
}

func TestList_ForgottenPageOfAFullListingBeginsItAnew(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{PageSize: 1})
	for n := range 3 {
		d.AddMail(mail(n))
	}
	page, err := d.client.ListNew(t.Context(), "")
	require.NoError(t, err)
	d.ForgetPages(true)
	again, err := d.client.ListNew(t.Context(), page.NextPage)
	require.NoError(t, err)
	require.Equal(t, page.IDs, again.IDs, "the listing began at its first page")
}

func TestList_MailMovedToTheInboxCountsAsNew(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	spam := d.AddMailTo(mail(1), "SPAM")
	_, cursor, _, _ := d.listAll(t, "")
	d.MoveToInbox(spam)
	ids, _, _, _ := d.listAll(t, cursor)
	require.Equal(t, []string{spam}, ids)
}

func TestList_RepeatedMentionsOfAMailAreOne(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	_, cursor, _, _ := d.listAll(t, "")
	id := d.AddMailTo(mail(1), "INBOX", "SPAM")
	ids, _, _, _ := d.listAll(t, cursor)
	require.Equal(t, []string{id}, ids)
}

func TestList_CursorOfAnotherAccountIsNotUsed(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	d.AddMail(mail(1))
	_, cursor, _, _ := d.listAll(t, "")
	other := d.token(t)
	other.Account = "someone.else@example.com"
	require.NoError(t, gmailauth.SaveToken(d.config.TokenFile, other))
	ids, _, _, full := d.listAll(t, cursor)
	require.True(t, full)
	require.Len(t, ids, 1)
}

func TestList_HistoryIDAheadOfTheMailboxStartsAnew(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	d.AddMail(mail(1))
	ids, _, _, full := d.listAll(t, "99999999")
	require.True(t, full)
	require.Len(t, ids, 1)
}

func TestList_BareHistoryIDIsAPosition(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	before := strconv.FormatUint(d.HistoryID(), 10)
	id := d.AddMail(mail(1))
	ids, _, _, full := d.listAll(t, before)
	require.False(t, full)
	require.Equal(t, []string{id}, ids)
}

func TestList_PositionsSurviveARestartBetweenPages(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{PageSize: 1})
	for n := range 2 {
		d.AddMail(mail(n))
	}
	page, err := d.client.ListNew(t.Context(), "")
	require.NoError(t, err)
	d.reopen(t)
	rest, _, _, _ := d.listAll(t, page.NextPage)
	require.Len(t, rest, 1)
	require.NotEqual(t, page.IDs, rest)
}

func TestList_NonsenseIsNotAPosition(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	for _, position := range []string{"abc", "0", "-1", "12@", "12@x@y", "h|1", "h|1|2|3|", "x|1|1|5|t", "f|1|1|5|t"} {
		_, err := d.client.ListNew(t.Context(), position)
		requireKind(t, gmailclient.KindInvalid, err)
	}
	require.Empty(t, d.Requests())
}

func TestNew_RefusesWhatCannotWork(t *testing.T) {
	t.Parallel()
	good := gmailclient.Config{CredentialsFile: "c.json", TokenFile: "t.json"}
	for name, change := range map[string]func(*gmailclient.Config){
		"no credentials":   func(c *gmailclient.Config) { c.CredentialsFile = "" },
		"no token file":    func(c *gmailclient.Config) { c.TokenFile = "" },
		"plain http":       func(c *gmailclient.Config) { c.BaseURL = "http://gmail.example.com/" },
		"no scheme":        func(c *gmailclient.Config) { c.BaseURL = "gmail.example.com" },
		"page too large":   func(c *gmailclient.Config) { c.PageSize = 501 },
		"negative units":   func(c *gmailclient.Config) { c.UnitsPerMinute = -1 },
		"short look-back":  func(c *gmailclient.Config) { c.Lookback = time.Minute },
		"negative timeout": func(c *gmailclient.Config) { c.Timeout = -time.Second },
	} {
		cfg := good
		change(&cfg)
		_, err := gmailclient.New(cfg)
		require.Error(t, err, name)
	}
	good.TokenFile = filepath.Join(t.TempDir(), "absent.json")
	client, err := gmailclient.New(good)
	require.NoError(t, err, "the login may come later")
	client.Close()
}
