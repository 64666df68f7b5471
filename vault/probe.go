package vault

import (
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// ProbeEvents writes a file that no watcher of ours looks at, takes it away
// again, and tells whether the system gave an event of it in time. kind is the
// file system where it lies on one that gives none.
func (v *Vault) ProbeEvents() (arrive bool, kind string, err error) {
	if kind, poll := v.mountNeedsPolling(""); poll {
		return false, kind, nil
	}
	events, err := fsnotify.NewWatcher()
	if err != nil {
		return false, "", fmt.Errorf("the system gives no file events: %w", err)
	}
	defer func() { _ = events.Close() }()
	if err := events.Add(v.dir); err != nil {
		return false, "", explain(err, "watching", v.dir)
	}
	name := probePrefix + strings.ToLower(rand.Text()) + tempSuffix
	f, err := v.at().OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return false, "", explain(err, "writing into", v.dir)
	}
	_ = f.Close()
	_ = v.at().Remove(name)
	deadline := time.After(selfTestTime)
	for {
		select {
		case event := <-events.Events:
			if filepath.Base(event.Name) == name {
				return true, "", nil
			}
		case <-deadline:
			return false, "", nil
		}
	}
}
