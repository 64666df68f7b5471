package x

import "time"

const ownerID = "1700000000000000001"

// user is an account; the owner's is the one that is signed in.
type user struct {
	id, handle, name string
	closedDMs        bool
}

// post is a post as it was written.
type post struct {
	id, author, text string
	replyTo          string
	created          time.Time
	media            []string // media IDs
	deleted          bool
}

// message is a direct message between the owner and a user.
type message struct {
	id, with, sender, text string
	created                time.Time
	media                  []string
}

type state struct {
	users     map[string]user
	posts     []*post // oldest first
	messages  []message
	uploads   map[string]*upload
	credits   bool // false = used up
	capped    bool // the month's usage
	suspended bool
	appless   bool // the app may not do this
	old       bool // the timeline shows nothing new
	metrics   map[string]map[string]int64
}

func newState() state {
	return state{users: map[string]user{}, uploads: map[string]*upload{}, credits: true, metrics: map[string]map[string]int64{}}
}

func (st *state) byHandle(handle string) (user, bool) {
	for _, u := range st.users {
		if equalFold(u.handle, handle) {
			return u, true
		}
	}
	return user{}, false
}

func (st *state) post(id string) *post {
	for _, p := range st.posts {
		if p.id == id && !p.deleted {
			return p
		}
	}
	return nil
}
