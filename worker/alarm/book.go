package alarm

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// book is what was told: the content of the file.
type book struct {
	// Open are the troubles whose end is still to be told.
	Open map[string]State `json:"open"`
	// Waiting are messages that are not out yet, the oldest first.
	Waiting []Message `json:"waiting,omitempty"`
	// Sent are the times of the last hour's messages.
	Sent []time.Time `json:"sent,omitempty"`
}

// readBook gives an empty book for a file that is missing or damaged: the worst
// of that is an alarm that is told twice.
func readBook(path string) (book, error) {
	b := book{}
	raw, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return b, fmt.Errorf("which alarms were told: %w", err)
	}
	if json.Unmarshal(raw, &b) != nil {
		b = book{}
	}
	if b.Open == nil {
		b.Open = map[string]State{}
	}
	return b, nil
}

func (b *book) write(path string) error {
	raw, err := json.Marshal(b)
	if err != nil {
		return err
	}
	draft := path + ".new"
	if err := os.WriteFile(draft, raw, 0o600); err != nil {
		return err
	}
	return os.Rename(draft, path)
}

// forget drops the times before a moment, and those that a clock set back has put into the future.
func (b *book) forget(before time.Time) {
	kept := b.Sent[:0]
	for _, at := range b.Sent {
		if at.After(before) && !at.After(before.Add(2*time.Hour)) {
			kept = append(kept, at)
		}
	}
	b.Sent = kept
}
