package graph_test

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/graph"
)

func equalFold(a string) func(string) bool {
	return func(b string) bool { return strings.EqualFold(a, b) }
}

// peer speaks to the fake without any client of the project.
type peer struct {
	*graph.Server
	t     *testing.T
	token string
}

func open(t *testing.T, opts graph.Options) *peer {
	t.Helper()
	s := graph.Start(opts)
	t.Cleanup(s.Close)
	return &peer{Server: s, t: t, token: string(graph.PageToken)}
}

// ask makes a call; pairs are the parameters, one after the other.
func (p *peer) ask(method, path string, pairs ...string) (int, map[string]any) {
	p.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	if !strings.HasPrefix(path, "/") {
		path = "/v26.0/" + path
	}
	address, body := p.URL()+path, io.Reader(strings.NewReader(form.Encode()))
	if method == http.MethodGet {
		address, body = address+"?"+form.Encode(), nil
	}
	r, err := http.NewRequestWithContext(p.t.Context(), method, address, body)
	require.NoError(p.t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return p.send(r)
}

func (p *peer) send(r *http.Request) (int, map[string]any) {
	p.t.Helper()
	r.Header.Set("Authorization", "Bearer "+p.token)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, nil
	}
	defer resp.Body.Close()
	var out map[string]any
	_ = json.NewDecoder(resp.Body).Decode(&out)
	return resp.StatusCode, out
}

func (p *peer) must(method, path string, pairs ...string) map[string]any {
	p.t.Helper()
	status, out := p.ask(method, path, pairs...)
	require.Equal(p.t, http.StatusOK, status, out)
	return out
}

func (p *peer) id(out map[string]any) string {
	p.t.Helper()
	id, _ := out["id"].(string)
	require.NotEmpty(p.t, id, out)
	return id
}

// wantError asks and wants an error of Graph.
func (p *peer) wantError(code, subcode int, method, path string, pairs ...string) {
	p.t.Helper()
	status, out := p.ask(method, path, pairs...)
	require.GreaterOrEqual(p.t, status, http.StatusBadRequest, out)
	e, _ := out["error"].(map[string]any)
	require.EqualValues(p.t, code, e["code"], out)
	if subcode != 0 {
		require.EqualValues(p.t, subcode, e["error_subcode"], out)
	}
}

func (p *peer) photo(alt string) string {
	p.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, err := w.CreateFormFile("source", "a.jpg")
	require.NoError(p.t, err)
	_, _ = part.Write([]byte("jpeg"))
	_ = w.WriteField("published", "false")
	_ = w.WriteField("alt_text_custom", alt)
	require.NoError(p.t, w.Close())
	r, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.URL()+"/v26.0/"+graph.PageID+"/photos", &b)
	require.NoError(p.t, err)
	r.Header.Set("Content-Type", w.FormDataContentType())
	status, out := p.send(r)
	require.Equal(p.t, http.StatusOK, status, out)
	return p.id(out)
}

func TestFeed_APostIsListedReadCommentedAndTakenAwayByOverride(t *testing.T) {
	t.Parallel()
	p := open(t, graph.Options{})
	photo := p.photo("a loaf")
	id := p.id(p.must("POST", graph.PageID+"/feed", "message", "Fresh bread", "attached_media", `[{"media_fbid":"`+photo+`"}]`))
	require.Equal(t, "a loaf", p.AltOf(photo))
	list := p.must("GET", graph.PageID+"/published_posts", "fields", "id,message,application{id},attachments")
	first := list["data"].([]any)[0].(map[string]any)
	require.Equal(t, "Fresh bread", first["message"])
	require.Equal(t, map[string]any{"id": graph.AppID}, first["application"])
	comment := p.id(p.must("POST", id+"/comments", "message", "Come by"))
	live := p.Live()
	require.Len(t, live, 2)
	require.Equal(t, []string{id, comment}, []string{live[0].ID, live[1].ID})
	p.must("POST", id, "method", "DELETE")
	p.wantError(100, 33, "GET", id)
	require.Empty(t, p.Live("post"))
	require.Empty(t, p.Violations())
}

func TestFeed_RefusesWhatGraphRefuses(t *testing.T) {
	t.Parallel()
	p := open(t, graph.Options{})
	p.wantError(100, 0, "POST", graph.PageID+"/feed")
	p.must("POST", graph.PageID+"/feed", "message", "Once")
	p.wantError(506, 0, "POST", graph.PageID+"/feed", "message", "Once")
	require.Empty(t, p.Violations())
	p.wantError(100, 0, "POST", graph.PageID+"/feed", "message", "x", "colour", "red")
	p.wantError(100, 0, "GET", graph.PageID+"/feed", "fields", "id,colour")
	p.wantError(2500, 0, "POST", graph.PageID+"/albums", "name", "x")
	require.Len(t, p.Violations(), 3)
	require.Len(t, p.Live(), 1)
}

func TestTokens_EachKindIsTreatedAsItIs(t *testing.T) {
	t.Parallel()
	p := open(t, graph.Options{AppSecret: "secret"})
	p.wantError(100, 0, "GET", graph.PageID) // no proof
	p = open(t, graph.Options{})
	for token, code := range map[graph.TokenKind]int{graph.UserToken: 200, graph.RightlessToken: 200, graph.ExpiredToken: 190, "nonsense": 190} {
		p.token = string(token)
		p.wantError(code, 0, "POST", graph.PageID+"/feed", "message", "x")
	}
	p.token = string(graph.PageToken)
	p.ExpireToken()
	p.wantError(190, 463, "GET", graph.PageID)
	p.RenewToken()
	require.Equal(t, graph.PageName, p.must("GET", graph.PageID, "fields", "name")["name"])
}

func TestVersions_OldAndFutureOnesAreRefused(t *testing.T) {
	t.Parallel()
	p := open(t, graph.Options{})
	for _, path := range []string{"/v20.0/me", "/v27.0/me", "/v9.0/me"} {
		p.wantError(2500, 0, "GET", path)
	}
	p.must("GET", "/v21.0/me", "fields", "id")
}

func TestContainers_LiveOneDayAndArePublishedOnce(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	p := open(t, graph.Options{Now: func() time.Time { return now }, Processing: 1})
	media, publish := graph.InstagramID+"/media", graph.InstagramID+"/media_publish"
	status := func(id string) any { return p.must("GET", id, "fields", "status_code")["status_code"] }
	video := p.id(p.must("POST", media, "media_type", "REELS", "video_url", "https://cdn.example.com/a.mp4", "caption", "Hello"))
	p.wantError(9007, 2207027, "POST", publish, "creation_id", video)
	require.Equal(t, "IN_PROGRESS", status(video))
	require.Equal(t, "FINISHED", status(video))
	p.must("POST", publish, "creation_id", video)
	require.Equal(t, "PUBLISHED", status(video))
	p.wantError(24, 2207008, "POST", publish, "creation_id", video)
	old := p.id(p.must("POST", media, "image_url", "https://cdn.example.com/a.jpg"))
	spoilt := p.id(p.must("POST", media, "image_url", "https://cdn.example.com/b.jpg"))
	p.Spoil(spoilt, "code 2207026")
	require.Equal(t, "ERROR", status(spoilt))
	now = now.Add(24 * time.Hour)
	require.Equal(t, "EXPIRED", status(old))
	p.wantError(-2, 2207020, "POST", publish, "creation_id", old)
	p.wantError(9004, 2207052, "POST", media, "image_url", "https://127.0.0.1/a.jpg")
	require.Len(t, p.Live(), 1)
	require.Empty(t, p.Violations())
}

func TestListings_ShowAnEmptyPageWithANextLinkWhenAsked(t *testing.T) {
	t.Parallel()
	p := open(t, graph.Options{EmptyPage: true, PageSize: 2})
	for _, text := range []string{"a", "b", "c"} {
		p.AddPost(text, "", time.Now())
	}
	var seen []string
	after := ""
	for range 5 {
		out := p.must("GET", graph.PageID+"/feed", "fields", "message", "after", after)
		for _, one := range out["data"].([]any) {
			seen = append(seen, one.(map[string]any)["message"].(string))
		}
		paging := out["paging"].(map[string]any)
		if paging["next"] == nil {
			break
		}
		after = paging["cursors"].(map[string]any)["after"].(string)
	}
	require.Equal(t, []string{"c", "b", "a"}, seen)
}

func TestMessages_OnlyWithinADayOfThePersonsOwn(t *testing.T) {
	t.Parallel()
	p := open(t, graph.Options{})
	p.Hear("MESSENGER", "77", "Are you open?", time.Now().Add(-25*time.Hour))
	send := []string{"recipient", `{"id":"77"}`, "message", `{"text":"Yes"}`, "messaging_type", "RESPONSE"}
	p.wantError(10, 2018278, "POST", graph.PageID+"/messages", send...)
	p.Hear("MESSENGER", "77", "Hello?", time.Now())
	p.must("POST", graph.PageID+"/messages", send...)
	require.Len(t, p.Live("message"), 1)
}

func TestFaults_AreUsedUpInOrderAndTellWhetherItWasCarriedOut(t *testing.T) {
	t.Parallel()
	p := open(t, graph.Options{})
	feed := p.On("POST page/feed")
	feed.Reset(1)
	feed.CommitThenDrop(1)
	feed.RateLimit(7, 1)
	feed.HTML(502, 1)
	post := func(text string) int {
		status, _ := p.ask("POST", graph.PageID+"/feed", "message", text)
		return status
	}
	require.Equal(t, 0, post("1"))
	require.Empty(t, p.Live())
	require.Equal(t, 0, post("2"))
	require.Len(t, p.Live(), 1)
	require.Equal(t, 400, post("3"))
	require.Equal(t, 502, post("4"))
	feed.Delay(20*time.Millisecond, 1)
	began := time.Now()
	require.Equal(t, 200, post("5"))
	require.GreaterOrEqual(t, time.Since(began), 15*time.Millisecond)
	require.Len(t, p.Live(), 2)
	require.Equal(t, 5, p.Count("POST page/feed"))
}

func TestInsights_OneMetricThatIsGoneFailsTheWholeCall(t *testing.T) {
	t.Parallel()
	p := open(t, graph.Options{})
	id := p.AddMedia("x", time.Now())
	p.SetMetric(id, "views", 12)
	require.Len(t, p.must("GET", id+"/insights", "metric", "views,reach")["data"], 1)
	p.wantError(100, 0, "GET", id+"/insights", "metric", "views,impressions")
	p.RemoveMetric("reach")
	p.wantError(100, 0, "GET", id+"/insights", "metric", "views,reach")
}

func TestErrors_EveryRowIsAnErrorOfGraph(t *testing.T) {
	t.Parallel()
	for _, name := range graph.Rows() {
		row := graph.Row(name)
		require.NotZero(t, row.Code, name)
		require.GreaterOrEqual(t, row.Status, 400, name)
		require.NotEmpty(t, row.Message, name)
	}
}
