package graph

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// item is anything that has an ID; the fields that a kind does not have stay
// empty.
type item struct {
	id      string
	kind    kind
	at      time.Time
	text    string // message, caption, description
	link    string
	parent  string // of a comment, of a message
	from    string
	app     string
	public  bool
	removed bool
	media   []string // photos of a post, children of a container
	alt     string

	// of videos and containers
	source    string // address, or "upload"
	size      int64
	uploaded  int64
	session   string
	reel      bool
	form      string // IMAGE, VIDEO, REELS or CAROUSEL
	child     bool
	looks     int // that it stays in process
	state     string
	detail    string
	published string // what came of a container
	shortcode string

	user string // of a thread
	on   string // platform of a thread
}

type state struct {
	next     int64
	items    map[string]*item
	order    []string // as they came to be
	metrics  map[string]map[string]int64
	removed  []string          // metrics that are gone
	sessions map[string]string // upload session -> video
}

func newState() state {
	return state{next: 9000, items: map[string]*item{}, metrics: map[string]map[string]int64{}, sessions: map[string]string{}}
}

func (st *state) kindOf(id string) (kind, bool) {
	switch id {
	case PageID:
		return kindPage, true
	case InstagramID:
		return kindIG, true
	}
	i, known := st.items[id]
	if !known || i.removed {
		return "", false
	}
	return i.kind, true
}

// add gives a new item its ID.
func (st *state) add(i item) *item {
	st.next++
	i.id = strconv.FormatInt(st.next, 10)
	switch i.kind {
	case kindPost:
		i.id = PageID + "_" + i.id
	case kindComment:
		i.id = "77_" + i.id
	case kindContainer, kindMedia, kindIGComment:
		i.id = "1789" + i.id
	case kindThread:
		i.id = "t_" + i.id
	case kindMessage:
		i.id = "m_" + i.id
	}
	st.items[i.id] = &i
	st.order = append(st.order, i.id)
	return &i
}

// all items of a kind that are there, newest first, as Graph lists them.
func (st *state) all(k kind, keep func(*item) bool) []*item {
	var out []*item
	for _, id := range slices.Backward(st.order) {
		if i := st.items[id]; i.kind == k && !i.removed && (keep == nil || keep(i)) {
			out = append(out, i)
		}
	}
	return out
}

func (s *Server) dispatch(c call) reply {
	if c.name == "POST rupload" {
		return s.upload(c)
	}
	return edges()[c.name].handle(s, c)
}

// list answers with a page of objects. Cursors are positions in the listing.
func (s *Server) list(c call, items []*item, object func(*item) map[string]any) reply {
	if since := number(c.params["since"]); since > 0 {
		items = slices.DeleteFunc(items, func(i *item) bool { return i.at.Unix() < since })
	}
	size := s.opts.PageSize
	if limit := int(number(c.params["limit"])); limit > 0 && limit < size {
		size = limit
	}
	at := 0
	if after := c.params["after"]; after != "" {
		n, err := strconv.Atoi(after)
		if err != nil || n < 0 || n > len(items) {
			return failed("bad parameter").reply()
		}
		at = n
	} else if s.opts.EmptyPage {
		return ok(map[string]any{"data": []any{}, "paging": map[string]any{"cursors": map[string]any{"before": "x", "after": "0"}, "next": s.next(c, 0)}})
	}
	end := min(at+size, len(items))
	data := []any{}
	for _, i := range items[at:end] {
		data = append(data, pick(object(i), c.fields))
	}
	body := map[string]any{"data": data}
	if len(data) > 0 {
		paging := map[string]any{"cursors": map[string]any{"before": strconv.Itoa(at), "after": strconv.Itoa(end)}}
		if end < len(items) {
			paging["next"] = s.next(c, end)
		}
		body["paging"] = paging
	}
	return ok(body)
}

// next is the link to the next page; Graph puts the token into it.
func (s *Server) next(c call, at int) string {
	return fmt.Sprintf("https://graph.facebook.com/v26.0/%s/x?access_token=EAAG-in-a-link&limit=%s&after=%d", c.node.id, c.params["limit"], at)
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05-0700") }
