package x

import (
	"fmt"
	"hash/fnv"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// shown is a text as X gives it back.
type shown struct {
	text string // HTML-escaped, addresses as t.co
	urls []map[string]any
}

// render is what X makes of a text.
func (s *Server) render(p *post) shown {
	var out shown
	text := p.text
	if target := s.state.post(p.replyTo); target != nil && target.author != ownerID {
		text = "@" + s.state.users[target.author].handle + " " + text // X names whom a reply answers
	}
	var b strings.Builder
	rest := text
	for {
		at := address.FindStringIndex(rest)
		if at == nil {
			break
		}
		b.WriteString(rest[:at[0]])
		found := rest[at[0]:at[1]]
		kept := strings.TrimRight(found, `.,;:!?'")`)
		full := kept
		if !strings.Contains(full, "://") {
			full = "http://" + full
		}
		out.link(&b, p.id, full, "")
		b.WriteString(found[len(kept):])
		rest = rest[at[1]:]
	}
	b.WriteString(rest)
	if len(p.media) > 0 {
		if b.Len() > 0 {
			b.WriteString(" ")
		}
		kind := "photo"
		if u := s.state.uploads[p.media[0]]; u != nil && u.category == "tweet_video" {
			kind = "video"
		}
		out.link(&b, p.id, fmt.Sprintf("https://x.com/%s/status/%s/%s/1", s.opts.Handle, p.id, kind), mediaKey(p.media[0]))
	}
	out.text = html.EscapeString(b.String())
	out.text = strings.NewReplacer("&#34;", `"`, "&#39;", "'").Replace(out.text) // X escapes & < > only
	return out
}

// link writes a t.co address and keeps what it stands for.
func (o *shown) link(b *strings.Builder, id, full, key string) {
	sum := fnv.New64a()
	fmt.Fprint(sum, id, full)
	short := "https://t.co/" + fmt.Sprintf("%016x", sum.Sum64())[:10]
	begin := utf8.RuneCountInString(b.String())
	b.WriteString(short)
	entity := map[string]any{
		"start": begin, "end": begin + len(short), "url": short, "expanded_url": full,
		"display_url": strings.TrimPrefix(strings.TrimPrefix(full, "https://"), "http://"),
	}
	if key != "" {
		entity["media_key"] = key
	}
	o.urls = append(o.urls, entity)
}

// dialect is which names the answer has.
type dialect struct {
	legacy     bool
	fields     []string
	expansions []string
}

// PostFields and PostExpansions are what post.fields and expansions may hold
// here.
func PostFields() []string {
	return []string{"attachments", "created_at", "entities", "id", "non_public_metrics", "note_post", "public_metrics", "text"}
}

// PostExpansions belong to the dialect of post.fields.
func PostExpansions() []string { return []string{"referenced_posts", "author_id"} }

// tweetFields are of the older dialect, in which more are fields and fewer expansions.
func tweetFields() []string {
	return []string{
		"attachments", "author_id", "created_at", "edit_history_tweet_ids", "entities", "id", "in_reply_to_user_id", "non_public_metrics",
		"note_tweet", "public_metrics", "referenced_tweets", "text",
	}
}

// dialect reads post.fields and tweet.fields.
func (s *Server) dialect(c call) (dialect, *reply) {
	q := c.r.URL.Query()
	refuse := func(format string, args ...any) (dialect, *reply) {
		s.violate(c.op+": "+format, args...)
		a := invalid(format, args...)
		return dialect{}, &a
	}
	d := dialect{legacy: s.opts.Legacy || q.Has("tweet.fields"), fields: list(q, "post.fields"), expansions: list(q, "expansions")}
	if q.Has("post.fields") && q.Has("tweet.fields") {
		return refuse("post.fields and tweet.fields together are not modelled")
	}
	if s.opts.Legacy && s.opts.Refuses && q.Has("expansions") {
		return dialect{}, &reply{status: http.StatusBadRequest, body: map[string]any{
			"title": "Invalid Request", "detail": "One or more parameters to your request was invalid.",
			"errors": []any{map[string]any{
				"message":    "The `expansions` query parameter value [" + q.Get("expansions") + "] is not one of [author_id]",
				"parameters": map[string]any{"expansions": []string{q.Get("expansions")}},
			}},
		}}
	}
	known, expand := PostFields(), PostExpansions()
	if d.legacy {
		known, expand, d.fields = tweetFields(), []string{"referenced_tweets.id", "author_id"}, list(q, "tweet.fields")
		if s.opts.Legacy && q.Has("post.fields") {
			d.expansions = nil
		}
	}
	for _, field := range d.fields {
		if !slices.Contains(known, field) {
			return refuse("field %s is not modelled", field)
		}
	}
	for _, one := range d.expansions {
		if !slices.Contains(expand, one) {
			return refuse("expansion %s is not modelled", one)
		}
	}
	return d, nil
}

// show is a post as an answer has it.
func (s *Server) show(p *post, d dialect) map[string]any {
	r := s.render(p)
	out := map[string]any{"id": p.id, "text": r.text}
	history, referenced := "edit_history_post_ids", "referenced_posts"
	if d.legacy {
		history, referenced = "edit_history_tweet_ids", "referenced_tweets"
	}
	out[history] = []string{p.id}
	wantsReference := slices.Contains(d.expansions, "referenced_posts") || slices.Contains(d.fields, "referenced_tweets")
	if wantsReference && p.replyTo != "" {
		out[referenced] = []any{map[string]any{"type": "replied_to", "id": p.replyTo}}
	}
	if slices.Contains(d.expansions, "author_id") || slices.Contains(d.fields, "author_id") {
		out["author_id"] = p.author
	}
	for _, field := range d.fields {
		switch field {
		case "created_at":
			out[field] = stamp(p.created)
		case "entities":
			if len(r.urls) > 0 {
				out[field] = map[string]any{"urls": r.urls}
			}
		case "attachments":
			if len(p.media) > 0 {
				out[field] = map[string]any{"media_keys": mediaKeys(p.media)}
			}
		case "public_metrics":
			out[field] = s.publicMetrics(p, d.legacy)
		case "non_public_metrics":
			if counts := s.state.metrics[p.id]; p.author == ownerID && counts != nil {
				out[field] = pick(counts, "url_link_clicks", "user_profile_clicks")
			}
		}
	}
	return out
}

func (s *Server) publicMetrics(p *post, legacy bool) map[string]int64 {
	counts := s.state.metrics[p.id]
	out := map[string]int64{}
	for _, name := range []string{"reply_count", "like_count", "quote_count", "bookmark_count", "impression_count"} {
		out[name] = counts[name]
	}
	name := "repost_count"
	if legacy {
		name = "retweet_count"
	}
	out[name] = counts["repost_count"]
	return out
}

func pick(counts map[string]int64, names ...string) map[string]int64 {
	out := map[string]int64{}
	for _, name := range names {
		if n, ok := counts[name]; ok {
			out[name] = n
		}
	}
	return out
}

func list(q url.Values, key string) []string {
	if q.Get(key) == "" {
		return nil
	}
	return strings.Split(q.Get(key), ",")
}

func equalFold(a, b string) bool { return strings.EqualFold(a, b) }

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
