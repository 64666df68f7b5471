package x

import "time"

// Post is a post as a visitor sees it, with its text as it was written.
type Post struct {
	ID, Author, Text, ReplyTo string
	Created                   time.Time
	Media                     []string // media IDs
}

// Posts are the owner's posts that are live, oldest first.
func (s *Server) Posts() []Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	var live []Post
	for _, p := range s.state.posts {
		if p.author == ownerID && !p.deleted {
			live = append(live, Post{ID: p.id, Author: p.author, Text: p.text, ReplyTo: p.replyTo, Created: p.created, Media: p.media})
		}
	}
	return live
}

// Count is how many live posts of the owner have the text.
func (s *Server) Count(text string) int {
	n := 0
	for _, p := range s.Posts() {
		if p.Text == text {
			n++
		}
	}
	return n
}

// Media is an upload.
type Media struct {
	ID, Category, Type, Alt string
	Bytes                   []byte
	Done                    bool
}

// Media returns an upload; an unknown one is empty.
func (s *Server) Media(id string) Media {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.state.uploads[id]
	if u == nil {
		return Media{}
	}
	return Media{ID: u.id, Category: u.category, Type: u.kind, Alt: u.alt, Bytes: u.bytes, Done: u.done}
}

// Message is a direct message that the owner has sent or got.
type Message struct {
	ID, With, Sender, Text string
	Media                  []string
}

// Messages are all direct messages, oldest first.
func (s *Server) Messages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Message
	for _, m := range s.state.messages {
		all = append(all, Message{ID: m.id, With: m.with, Sender: m.sender, Text: m.text, Media: m.media})
	}
	return all
}

// OwnerID is the ID of the account that is signed in.
func (s *Server) OwnerID() string { return ownerID }

// AddUser makes another account and returns its ID.
func (s *Server) AddUser(handle string, closedDMs bool) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := user{id: s.nextID(), handle: handle, name: handle, closedDMs: closedDMs}
	s.state.users[u.id] = u
	return u.id
}

// AddPost makes a post of another account and returns its ID.
func (s *Server) AddPost(author, text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := &post{id: s.nextID(), author: author, text: text, created: s.opts.Now().UTC()}
	s.state.posts = append(s.state.posts, p)
	return p.id
}

// AddMessage makes a direct message from another account to the owner.
func (s *Server) AddMessage(sender, text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := message{id: s.nextID(), with: sender, sender: sender, text: text, created: s.opts.Now().UTC()}
	s.state.messages = append(s.state.messages, m)
	return m.id
}

// SetMetrics gives a post its counts by their names in the API, reposts as
// repost_count in either dialect.
func (s *Server) SetMetrics(id string, counts map[string]int64) {
	s.set(func() { s.state.metrics[id] = counts })
}

// Remove takes a post away, as the owner does in X itself.
func (s *Server) Remove(id string) {
	s.set(func() {
		if p := s.state.post(id); p != nil {
			p.deleted = true
		}
	})
}
