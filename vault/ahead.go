package vault

import (
	"runtime"
	"sync"
)

// manyDue is from how many files on it pays to read them side by side: after a
// start all notes of the vault are due at once.
const manyDue = 64

// reading is what reading a note gave: what it is about, and its state then.
type reading struct {
	about subject
	info  FileInfo
	err   error
}

func (v *Vault) reading(name string) reading {
	_, about, info, err := v.readNote(name)
	return reading{about, info, err}
}

// tryReading is reading without a panic, which is met again in the note's turn,
// where it is told and does not end the program.
func (v *Vault) tryReading(name string) (r reading, ok bool) {
	defer func() { ok = recover() == nil }()
	return v.reading(name), true
}

// readAhead reads many notes on all cores. Each is compared with the file as it
// is when its turn comes, so that one which has changed since is read again.
func (w *Watcher) readAhead(paths []string) {
	if len(paths) < manyDue {
		return
	}
	w.ahead = make(map[string]reading, len(paths))
	next := make(chan string)
	var mu sync.Mutex
	var readers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		readers.Go(func() {
			for p := range next {
				if r, ok := w.v.tryReading(p); ok {
					mu.Lock()
					w.ahead[p] = r
					mu.Unlock()
				}
			}
		})
	}
	for _, p := range paths {
		if kindOf(p) == noteKind {
			next <- p
		}
	}
	close(next)
	readers.Wait()
}

// read gives a note as it was read ahead, once, or reads it now.
func (w *Watcher) read(name string) reading {
	r, ok := w.ahead[name]
	if !ok {
		return w.v.reading(name)
	}
	delete(w.ahead, name)
	return r
}
