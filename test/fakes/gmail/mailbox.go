package gmail

import (
	"slices"
	"strconv"
	"time"
)

const (
	labelInbox = "INBOX"
	labelDraft = "DRAFT"
)

// mailbox is the state behind the API. Server.mu guards it.
type mailbox struct {
	messages  []*message // oldest first
	history   []event
	labels    []label
	historyID uint64
	forgotten uint64 // history up to this ID is gone
	serial    uint64

	pagesForgotten bool
}

type message struct {
	id, thread string
	raw        []byte
	labels     []string
	at         time.Time
	changed    uint64 // history ID of the last change
}

type label struct {
	id, name, kind string
	listVisibility string
	mailVisibility string
}

// event is one history record.
type event struct {
	id      uint64
	kind    string // messageAdded | messageDeleted | labelAdded | labelRemoved
	message string
	thread  string
	labels  []string // labels of the message at that moment
	changed []string // labels added or removed
}

func newMailbox() mailbox {
	b := mailbox{historyID: 1000, serial: 0x18f0000000000000}
	for _, name := range []string{labelInbox, "SENT", "SPAM", "TRASH", "UNREAD", labelDraft} {
		b.labels = append(b.labels, label{id: name, name: name, kind: "system"})
	}
	return b
}

// advance gives the next history ID. Gmail's have gaps, and so have these.
func (b *mailbox) advance() uint64 {
	b.historyID += 1 + b.historyID%7
	return b.historyID
}

func (b *mailbox) find(id string) *message {
	for _, m := range b.messages {
		if m.id == id {
			return m
		}
	}
	return nil
}

func (b *mailbox) log(kind string, m *message, changed ...string) {
	m.changed = b.advance()
	b.history = append(b.history, event{
		id: m.changed, kind: kind, message: m.id, thread: m.thread, labels: slices.Clone(m.labels), changed: changed,
	})
}

// AddMail puts a mail into the inbox, unread, and returns its message ID. The
// bytes are kept as they are.
func (s *Server) AddMail(raw []byte) string { return s.AddMailTo(raw, labelInbox, "UNREAD") }

// AddMailTo puts a mail under the given labels instead, such as "SPAM".
func (s *Server) AddMailTo(raw []byte, labels ...string) string {
	return s.AddMailAt(raw, s.opts.Now(), labels...)
}

// AddMailAt sets the moment at which Gmail took the mail in.
func (s *Server) AddMailAt(raw []byte, at time.Time, labels ...string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.box.serial += 0x1f
	id := strconv.FormatUint(s.box.serial, 16)
	m := &message{id: id, thread: id, raw: slices.Clone(raw), labels: slices.Clone(labels), at: at}
	s.box.messages = append(s.box.messages, m)
	s.box.log("messageAdded", m)
	return id
}

// DeleteMail removes a mail for ever. Its history stays.
func (s *Server) DeleteMail(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := s.box.find(id); m != nil {
		s.box.log("messageDeleted", m)
		s.box.messages = slices.DeleteFunc(s.box.messages, func(m *message) bool { return m.id == id })
	}
}

// MoveToInbox puts the inbox label on a mail, as "not spam" does.
func (s *Server) MoveToInbox(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := s.box.find(id); m != nil && !slices.Contains(m.labels, labelInbox) {
		m.labels = append(slices.DeleteFunc(m.labels, func(l string) bool { return l == "SPAM" }), labelInbox)
		s.box.log("labelAdded", m, labelInbox)
	}
}

// LabelNames returns the names of the labels on a mail.
func (s *Server) LabelNames(id string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.box.find(id)
	if m == nil {
		return nil
	}
	var names []string
	for _, l := range s.box.labels {
		if slices.Contains(m.labels, l.id) {
			names = append(names, l.name)
		}
	}
	return names
}

// DeleteLabel removes a label by name, from every mail too.
func (s *Server) DeleteLabel(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range s.box.labels {
		if l.name == name {
			for _, m := range s.box.messages {
				m.labels = slices.DeleteFunc(m.labels, func(id string) bool { return id == l.id })
			}
		}
	}
	s.box.labels = slices.DeleteFunc(s.box.labels, func(l label) bool { return l.name == name })
}

// HistoryID is where the mailbox's history stands.
func (s *Server) HistoryID() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.box.historyID
}
