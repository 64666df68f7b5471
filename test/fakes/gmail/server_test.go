package gmail_test

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	fake "github.com/autonomous-employee/employee/test/fakes/gmail"
)

func TestFake_RefusesWhatItDoesNotModel(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ verb, path, body string }{
		{"GET", "drafts?q=in:drafts", ""},
		{"POST", "drafts", `{"message":{"snippet":"x"}}`},
		{"POST", "drafts/send", `{"id":"1"}`},
		{"DELETE", "messages/1", ""},
		{"POST", "messages/send", "{}"},
		{"GET", "messages?includeSpamTrash=true", ""},
		{"GET", "messages?q=from:someone", ""},
		{"GET", "messages?q=newer_than:1y", ""},
		{"GET", "history?startHistoryId=1000&historyTypes=messageSeen", ""},
		{"GET", "profile", "{}"},
		{"POST", "labels", `{"name":"x","color":{}}`},
	} {
		p := open(t, fake.Options{})
		status, _ := p.api(t, c.verb, c.path, c.body)
		require.GreaterOrEqual(t, status, 400, c.path)
		require.Len(t, p.Violations(), 1, c.path)
	}
}

func TestFake_TokenIsCheckedOnEveryCall(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	p := open(t, fake.Options{Now: func() time.Time { return now }, TokenLifetime: time.Minute})
	p.must(t, "GET", "profile", "")
	now = now.Add(time.Minute)
	status, body := p.api(t, "GET", "profile", "")
	require.Equal(t, http.StatusUnauthorized, status)
	require.Equal(t, "authError", reasonOf(t, body))
	p.access = "ya29.invented"
	status, _ = p.api(t, "GET", "profile", "")
	require.Equal(t, http.StatusUnauthorized, status)
}

func TestFake_ScopeIsCheckedOnEveryCall(t *testing.T) {
	t.Parallel()
	p := open(t, fake.Options{}, readonly)
	p.must(t, "GET", "labels", "")
	status, body := p.api(t, "POST", "labels", `{"name":"x"}`)
	require.Equal(t, http.StatusForbidden, status)
	require.Equal(t, "insufficientPermissions", reasonOf(t, body))
}

func TestFake_RefreshWorksUntilTheGrantIsRevoked(t *testing.T) {
	t.Parallel()
	p := open(t, fake.Options{})
	form := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {p.refresh}, "client_id": {"fake-client.apps.googleusercontent.com"}, "client_secret": {"fake-client-secret"}}
	p.ExpireToken()
	status, body := p.token(t, form)
	require.Equal(t, http.StatusOK, status)
	require.NotContains(t, body, "refresh_token")
	p.access, _ = body["access_token"].(string)
	p.must(t, "GET", "profile", "")
	p.RevokeGrant()
	status, body = p.token(t, form)
	require.Equal(t, http.StatusBadRequest, status)
	require.Equal(t, "invalid_grant", body["error"])
	status, _ = p.api(t, "GET", "profile", "")
	require.Equal(t, http.StatusUnauthorized, status)
	form.Set("client_secret", "wrong")
	_, body = p.token(t, form)
	require.Equal(t, "invalid_client", body["error"])
	form.Set("grant_type", "password")
	form.Set("client_secret", "fake-client-secret")
	_, body = p.token(t, form)
	require.Equal(t, "unsupported_grant_type", body["error"])
}

func TestFake_ConsentWithoutPKCEOrLoopbackIsRefused(t *testing.T) {
	t.Parallel()
	p := open(t, fake.Options{})
	good := url.Values{
		"client_id": {"fake-client.apps.googleusercontent.com"}, "redirect_uri": {"http://127.0.0.1:1/"}, "response_type": {"code"},
		"scope": {readonly}, "state": {"s"}, "access_type": {"offline"}, "code_challenge_method": {"S256"},
		"code_challenge": {"0123456789012345678901234567890123456789012"},
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	ask := func(change string, value string) int {
		q := url.Values{}
		for key, values := range good {
			q[key] = values
		}
		if change != "" {
			q.Set(change, value)
		}
		resp, err := client.Get(p.URL() + "o/oauth2/auth?" + q.Encode())
		require.NoError(t, err)
		require.NoError(t, resp.Body.Close())
		return resp.StatusCode
	}
	require.Equal(t, http.StatusFound, ask("", ""))
	require.Empty(t, p.Violations())
	for key, value := range map[string]string{
		"client_id": "x", "redirect_uri": "http://evil.example/", "response_type": "token", "scope": "", "state": "",
		"access_type": "online", "code_challenge_method": "plain", "code_challenge": "short", "unknown": "1",
	} {
		require.Equal(t, http.StatusBadRequest, ask(key, value), key)
	}
}

func TestFake_RawIsBase64URLWithAndWithoutPadding(t *testing.T) {
	t.Parallel()
	raw := []byte{0xff, 0xfe, 0x3e, 0x01}
	for unpadded, encoding := range map[bool]*base64.Encoding{false: base64.URLEncoding, true: base64.RawURLEncoding} {
		p := open(t, fake.Options{Unpadded: unpadded})
		body := p.must(t, "GET", "messages/"+p.AddMail(raw)+"?format=raw", "")
		require.Equal(t, encoding.EncodeToString(raw), body["raw"])
	}
}

func TestFake_HistoryOfBeforeTheGapIsGone(t *testing.T) {
	t.Parallel()
	p := open(t, fake.Options{})
	before := p.HistoryID()
	p.HistoryTooOld()
	status, _ := p.api(t, "GET", "history?startHistoryId="+text(before), "")
	require.Equal(t, http.StatusNotFound, status)
	p.must(t, "GET", "history?startHistoryId="+text(p.HistoryID()), "")
	status, _ = p.api(t, "GET", "history?startHistoryId="+text(p.HistoryID()+1), "")
	require.Equal(t, http.StatusNotFound, status, "an ID of the future")
}

func TestFake_PageTokenBelongsToItsQuery(t *testing.T) {
	t.Parallel()
	p := open(t, fake.Options{PageSize: 1})
	start := text(p.HistoryID())
	p.AddMail([]byte("a"))
	p.AddMail([]byte("b"))
	page := p.must(t, "GET", "history?startHistoryId="+start, "")
	token, _ := page["nextPageToken"].(string)
	require.NotEmpty(t, token)
	p.must(t, "GET", "history?startHistoryId="+start+"&pageToken="+token, "")
	status, _ := p.api(t, "GET", "messages?pageToken="+token, "")
	require.Equal(t, http.StatusBadRequest, status)
	for _, size := range []string{"0", "501", "x"} {
		status, _ = p.api(t, "GET", "messages?maxResults="+size, "")
		require.Equal(t, http.StatusBadRequest, status)
	}
}

func TestFake_FaultsHitTheMethodTheyAreForAndAreUsedUp(t *testing.T) {
	t.Parallel()
	p := open(t, fake.Options{})
	p.On("users.labels.list").Fail(503, "backendError", 2)
	p.must(t, "GET", "profile", "")
	for range 2 {
		status, body := p.api(t, "GET", "labels", "")
		require.Equal(t, 503, status)
		require.Equal(t, "backendError", reasonOf(t, body))
	}
	p.must(t, "GET", "labels", "")
	p.Delay(time.Millisecond, 1)
	p.must(t, "GET", "labels", "")
	require.Len(t, p.Requests("users.labels.list"), 4)
	require.Len(t, p.Requests(), 5)
	require.Equal(t, []int{503, 503, 200, 200}, statuses(p.Requests("users.labels.list")))
}

func TestFake_DroppedAnswerWasCarriedOut(t *testing.T) {
	t.Parallel()
	p := open(t, fake.Options{})
	p.On("users.messages.modify").DropAnswer(1)
	id := p.AddMail([]byte("a"))
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.URL()+"gmail/v1/users/me/messages/"+id+"/modify", strings.NewReader(`{"addLabelIds":["SENT"]}`))
	require.NoError(t, err)
	req.Header.Set("Authorization", "Bearer "+p.access)
	resp, err := http.DefaultClient.Do(req)
	if err == nil {
		_ = resp.Body.Close()
	}
	require.Error(t, err)
	require.Contains(t, p.LabelNames(id), "SENT")
	require.Zero(t, p.Requests("users.messages.modify")[0].Status)
}

func TestFake_LabelNamesAreUniqueWhateverTheirCase(t *testing.T) {
	t.Parallel()
	p := open(t, fake.Options{})
	p.must(t, "POST", "labels", `{"name":"AI Employee"}`)
	status, _ := p.api(t, "POST", "labels", `{"name":"ai employee"}`)
	require.Equal(t, http.StatusConflict, status)
	status, _ = p.api(t, "POST", "messages/"+p.AddMail([]byte("a"))+"/modify", `{"addLabelIds":["Label_999"]}`)
	require.Equal(t, http.StatusBadRequest, status)
}

func TestFake_ClosingTwiceIsFine(t *testing.T) {
	t.Parallel()
	p := fake.Start(fake.Options{})
	p.Close()
	p.Close()
}

func statuses(requests []fake.Request) []int {
	var out []int
	for _, r := range requests {
		out = append(out, r.Status)
	}
	return out
}

func text(id uint64) string { return strconv.FormatUint(id, 10) }
