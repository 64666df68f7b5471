package xclient

import (
	"context"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/activities/signin/xauth"
)

// Post is a post as X gives it back, in either dialect.
type Post struct {
	ID      string
	Text    string // plain: unescaped, addresses as they were written, without X's own link to the media
	Created time.Time
	ReplyTo string // ID of the post that it answers
	Repost  bool   // of somebody's post
	Media   int    // how many files it carries; -1 = not told
	// Metrics by the names of the newer dialect, those of public and of non-public metrics together. What is missing was
	// not told.
	Metrics map[string]int64
}

// rawPost has the members of both dialects.
type rawPost struct {
	ID          string    `json:"id"`
	Text        string    `json:"text"`
	Created     time.Time `json:"created_at"`
	Entities    entities  `json:"entities"`
	NotePost    *note     `json:"note_post"`
	NoteTweet   *note     `json:"note_tweet"`
	Attachments *struct {
		MediaKeys []string `json:"media_keys"`
	} `json:"attachments"`
	ReferencedPosts  []reference                `json:"referenced_posts"`
	ReferencedTweets []reference                `json:"referenced_tweets"`
	Public           map[string]json.RawMessage `json:"public_metrics"`
	NonPublic        map[string]json.RawMessage `json:"non_public_metrics"`
}

type note struct {
	Text     string   `json:"text"`
	Entities entities `json:"entities"`
}

type reference struct {
	Type string `json:"type"`
	ID   string `json:"id"`
}

func (r rawPost) post() Post {
	p := Post{ID: r.ID, Created: r.Created, Media: -1, Metrics: map[string]int64{}}
	if r.Attachments != nil {
		p.Media = len(r.Attachments.MediaKeys)
	} else if !r.Created.IsZero() {
		p.Media = 0 // asked for, and there is none
	}
	p.Text = plain(r.Text, r.Entities)
	for _, long := range []*note{r.NotePost, r.NoteTweet} {
		if long != nil && long.Text != "" {
			p.Text = plain(long.Text, long.Entities)
		}
	}
	for _, ref := range append(r.ReferencedPosts, r.ReferencedTweets...) {
		switch ref.Type {
		case "replied_to":
			p.ReplyTo = ref.ID
		case "retweeted":
			p.Repost = true
		}
	}
	for _, counts := range []map[string]json.RawMessage{r.Public, r.NonPublic} {
		for name, raw := range counts {
			if n, err := strconv.ParseInt(string(raw), 10, 64); err == nil {
				p.Metrics[name] = n
			}
		}
	}
	if n, ok := p.Metrics["retweet_count"]; ok {
		p.Metrics["repost_count"] = n
	}
	return p
}

// fields asks for what rawPost has. X silently leaves out what it does not
// know, so the two dialects are never mixed in one question.
func fields(legacy bool, metrics string) url.Values {
	q := url.Values{}
	want := "created_at,entities,attachments" + metrics
	if legacy {
		q.Set("tweet.fields", want+",note_tweet,referenced_tweets")
		return q
	}
	q.Set("post.fields", want+",note_post")
	q.Set("expansions", "referenced_posts")
	return q
}

// inDialect asks in the dialect that X has answered in, and in the other one
// when the answer lacks what every post has.
func inDialect[T any](c *Client, ask func(legacy bool) (T, error), understood func(T) bool) (T, error) {
	legacy := c.legacy.Load()
	out, err := ask(legacy)
	if !unknownDialect(err) && (err != nil || understood(out)) {
		return out, err
	}
	other, otherErr := ask(!legacy)
	if otherErr != nil || !understood(other) {
		return out, err
	}
	c.legacy.Store(!legacy)
	return other, nil
}

// unknownDialect is a refusal that is about the question's own words.
func unknownDialect(err error) bool {
	e, ok := As(err)
	if !ok || e.Kind != Invalid || e.Status != 400 {
		return false
	}
	for _, word := range []string{".fields", "expansions"} {
		if strings.Contains(e.Detail, word) {
			return true
		}
	}
	return false
}

type onePost struct {
	Data *rawPost `json:"data"`
}

// Post reads one post; NotFound when it is not there (any more).
func (c *Client) Post(ctx context.Context, id string) (Post, error) { return c.post(ctx, id, "") }

// Counted is Post with its metrics. Those that are not public are told of the
// account's own posts alone, for a time; a refusal of them costs only them.
func (c *Client) Counted(ctx context.Context, id string) (Post, error) {
	p, err := c.post(ctx, id, ",public_metrics,non_public_metrics")
	e, refused := As(err)
	if !refused || e.Blocked || (e.Kind != Invalid && e.Code != CodeScope) {
		return p, err
	}
	return c.post(ctx, id, ",public_metrics")
}

func (c *Client) post(ctx context.Context, id, metrics string) (Post, error) {
	const op = "getPostsById"
	ask := func(legacy bool) (onePost, error) {
		return fetch[onePost](ctx, c, op, "/2/tweets/"+url.PathEscape(id), fields(legacy, metrics))
	}
	got, err := inDialect(c, ask, func(o onePost) bool { return o.Data == nil || !o.Data.Created.IsZero() })
	if err != nil {
		return Post{}, err
	}
	if got.Data == nil || got.Data.ID == "" {
		return Post{}, fail(op, NotFound, CodeGone, "")
	}
	return got.Data.post(), nil
}

// maxPages bounds a look through the timeline: 500 posts.
const maxPages = 5

type pageOf[T any] struct {
	Data []T `json:"data"`
	Meta struct {
		Next string `json:"next_token"`
	} `json:"meta"`
}

// Timeline reads what the user has posted since a moment, newest first,
// replies among them.
func (c *Client) Timeline(ctx context.Context, userID string, since time.Time) ([]Post, error) {
	var all []Post
	token := ""
	for range maxPages {
		ask := func(legacy bool) (pageOf[rawPost], error) {
			q := fields(legacy, "")
			q.Set("max_results", "100")
			q.Set("start_time", since.UTC().Format("2006-01-02T15:04:05Z"))
			if token != "" {
				q.Set("pagination_token", token)
			}
			return fetch[pageOf[rawPost]](ctx, c, "getUsersPosts", "/2/users/"+url.PathEscape(userID)+"/tweets", q)
		}
		got, err := inDialect(c, ask, func(p pageOf[rawPost]) bool { return len(p.Data) == 0 || !p.Data[0].Created.IsZero() })
		if err != nil {
			return nil, err
		}
		for _, raw := range got.Data {
			all = append(all, raw.post())
		}
		if token = got.Meta.Next; token == "" {
			break
		}
	}
	return all, nil
}

// User is an account.
type User struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Handle string `json:"username"`
}

type oneUser struct {
	Data User `json:"data"`
}

// Me is the account that is signed in, always asked for anew.
func (c *Client) Me(ctx context.Context) (User, error) {
	got, err := fetch[oneUser](ctx, c, "getUsersMe", "/2/users/me", nil)
	if err != nil {
		return User{}, err
	}
	if got.Data.ID == "" {
		return User{}, fail("getUsersMe", Transient, CodeMalformed, "")
	}
	c.mu.Lock()
	c.me = &got.Data
	c.mu.Unlock()
	return got.Data, nil
}

// KnownMe is the account as it was asked for last; it does not change while
// the credentials do not.
func (c *Client) KnownMe(ctx context.Context) (User, error) {
	c.mu.Lock()
	me := c.me
	c.mu.Unlock()
	if me != nil {
		return *me, nil
	}
	return c.Me(ctx)
}

// UserByHandle finds an account; NotFound when there is none.
func (c *Client) UserByHandle(ctx context.Context, handle string) (User, error) {
	const op = "getUsersByUsername"
	got, err := fetch[oneUser](ctx, c, op, "/2/users/by/username/"+url.PathEscape(handle), nil)
	if err != nil {
		return User{}, err
	}
	if got.Data.ID == "" {
		return User{}, fail(op, NotFound, CodeGone, "")
	}
	return got.Data, nil
}

// Lacks returns the first scope that the token file says was not granted.
func (c *Client) Lacks(scopes ...string) string {
	if c.tokens == nil {
		return ""
	}
	t, err := xauth.LoadToken(c.cfg.Refresh.TokenFile)
	if err != nil {
		return ""
	}
	return t.Lacks(scopes...)
}
