package graph

import (
	"slices"
	"time"
)

// Live is something that the world, or the person written to, can see.
type Live struct {
	Platform string // facebook or instagram
	Kind     string // post, video, reel, media, comment, message
	ID       string
	Text     string
	Link     string
	Parent   string
	At       time.Time
	Media    []string // photos of a post, children of a carousel
	Source   string   // address of the medium, or "upload"
	Alt      string
}

// Live lists what is public, in the order in which it became so. Kinds limit
// it.
func (s *Server) Live(kinds ...string) []Live {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Live
	for _, id := range s.state.order {
		i := s.state.items[id]
		if !i.public || i.removed {
			continue
		}
		l := Live{Platform: "facebook", Kind: string(i.kind), ID: i.id, Text: i.text, Link: i.link, Parent: i.parent, At: i.at, Media: i.media, Source: i.source, Alt: i.alt}
		switch {
		case i.kind == kindMedia, i.kind == kindIGComment, i.kind == kindMessage && i.from == InstagramID:
			l.Platform = "instagram"
		case i.reel:
			l.Kind = "reel"
		}
		if i.kind == kindIGComment {
			l.Kind = "comment"
		}
		ours := i.from == "" || i.from == PageID || i.from == InstagramID
		if ours && (len(kinds) == 0 || slices.Contains(kinds, l.Kind)) {
			out = append(out, l)
		}
	}
	return out
}

// AltOf tells the alternative text of an uploaded photo or container.
func (s *Server) AltOf(id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.items[id].alt
}

// Requests returns what was asked so far, oldest first. Names limit it.
func (s *Server) Requests(names ...string) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var kept []Request
	for _, r := range s.requests {
		if len(names) == 0 || slices.Contains(names, r.Name) {
			kept = append(kept, r)
		}
	}
	return kept
}

// Count tells how many calls of these names have arrived.
func (s *Server) Count(names ...string) int { return len(s.Requests(names...)) }

// Violations lists every request that used something the fake does not model.
// A test should end by asserting that there is none.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// AddPost puts a post on the page that the program did not make, by another
// app ("" = by hand).
func (s *Server) AddPost(text, app string, at time.Time) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.add(item{kind: kindPost, at: at, text: text, app: app, from: PageID, public: true}).id
}

// AddMedia puts a medium on the Instagram account by hand.
func (s *Server) AddMedia(caption string, at time.Time) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.state.add(item{kind: kindMedia, at: at, text: caption, form: "IMAGE", from: InstagramID, public: true})
	m.shortcode = "C" + m.id
	return m.id
}

// AddComment makes somebody comment on a post or a medium.
func (s *Server) AddComment(parent, text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := item{kind: kindComment, at: s.opts.Now(), text: text, parent: parent, from: "4004", public: true}
	if p := s.state.items[parent]; p.kind == kindMedia || p.kind == kindIGComment {
		i.kind = kindIGComment
	}
	return s.state.add(i).id
}

// Hear makes a person write to the page (platform MESSENGER) or to the
// Instagram account (INSTAGRAM).
func (s *Server) Hear(platform, user, text string, at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	threads := s.state.all(kindThread, func(i *item) bool { return i.user == user && i.on == platform })
	if len(threads) == 0 {
		threads = []*item{s.state.add(item{kind: kindThread, user: user, on: platform})}
	}
	threads[0].at = at
	s.state.add(item{kind: kindMessage, at: at, text: text, parent: threads[0].id, from: user})
}

// Spoil makes a container, or a video, fail in processing with these words, such
// as "Media upload has failed with error code 2207026".
func (s *Server) Spoil(id, words string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.items[id].detail, s.state.items[id].state = words, ""
}
