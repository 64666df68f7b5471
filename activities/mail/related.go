package mail

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	// sameFor is how long a mail that asks for the same thing counts as the same request; what comes later is a new one, such
	// as next month's.
	sameFor    = 14 * 24 * time.Hour
	maxRelated = 5
	maxEntries = 200 // of one subject; a thread or a request is shorter
)

// entry is a mail that was noted under a subject, and when it was first read.
type entry struct {
	key  string
	seen time.Time
}

// relate notes what a mail is about and returns the earlier mails about the
// same, those it answers first. Asking again gives the same answer: a mail is
// earlier when it was noted before.
func (s *Store) relate(key string, r contract.Reading, now time.Time) ([]contract.RelatedMail, error) {
	s.index.Lock()
	defer s.index.Unlock()
	found := relatives{of: key}
	for _, id := range r.References {
		noted, err := s.entries(subjectOf("message", id))
		if err != nil {
			return nil, err
		}
		found.add(noted, contract.RelatedReply)
	}
	if r.MessageID != "" {
		if _, err := s.note(subjectOf("message", r.MessageID), key, now); err != nil {
			return nil, err
		}
	}
	if r.ContentKey == "" {
		return found.list, nil
	}
	before, err := s.note(subjectOf("content", r.ContentKey), key, now)
	if err != nil {
		return nil, err
	}
	slices.Reverse(before)
	found.add(slices.DeleteFunc(before, func(e entry) bool { return now.Sub(e.seen) >= sameFor }), contract.RelatedSame)
	return found.list, nil
}

// relatives collects earlier mails, each once.
type relatives struct {
	of   string // the mail's own key
	list []contract.RelatedMail
}

func (r *relatives) add(noted []entry, why string) {
	for _, e := range noted {
		known := slices.ContainsFunc(r.list, func(m contract.RelatedMail) bool { return m.Key == e.key })
		if !known && e.key != r.of && len(r.list) < maxRelated {
			r.list = append(r.list, contract.RelatedMail{Key: e.key, Why: why, SeenAt: e.seen})
		}
	}
}

// note adds the mail to the index under a subject unless it is there, and
// returns the mails noted before it.
func (s *Store) note(about subject, key string, now time.Time) ([]entry, error) {
	noted, err := s.entries(about)
	if err != nil {
		return nil, err
	}
	for i, e := range noted {
		if e.key == key {
			return noted[:i], nil
		}
	}
	if len(noted) >= maxEntries {
		return noted, nil
	}
	f, err := s.root.OpenFile(about.file(), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("index of mails: %w", err)
	}
	// The line break in front closes a line that a crash has cut short.
	_, err = fmt.Fprintf(f, "\n%s %s %d\n", about, key, now.Unix())
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return nil, fmt.Errorf("index of mails: %w", err)
	}
	return noted, nil
}

// entries reads what is noted under a subject; lines that are not whole are
// passed over.
func (s *Store) entries(about subject) ([]entry, error) {
	f, err := s.root.Open(about.file())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("index of mails: %w", err)
	}
	defer func() { _ = f.Close() }()
	var out []entry
	begins := []byte(about + " ")
	lines := bufio.NewScanner(f)
	for lines.Scan() && len(out) < maxEntries {
		rest, ours := bytes.CutPrefix(lines.Bytes(), begins)
		if !ours {
			continue
		}
		key, at, _ := strings.Cut(string(rest), " ")
		seen, err := strconv.ParseInt(at, 10, 64)
		if _, bad := fileName(key); bad != nil || err != nil {
			continue
		}
		out = append(out, entry{key, time.Unix(seen, 0).UTC()})
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("index of mails: %w", err)
	}
	return out, nil
}

// subject stands for what mails have in common, a message or what is asked; it
// hides the words, which may be any.
type subject string

func subjectOf(kind, words string) subject {
	sum := sha256.Sum256([]byte(kind + "\n" + strings.TrimSpace(words)))
	return subject(hex.EncodeToString(sum[:16]))
}

// file is the index file that holds a subject among others. There are 256 of
// them and not one a subject: a new file costs a hundred times what a line does.
func (s subject) file() string { return "index-" + string(s[:2]) + ".idx" }
