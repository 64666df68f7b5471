package vault

import "sync"

// maxHints bounds the paths that wait for a look. Beyond it one scan looks at everything.
const maxHints = 1 << 17

// hints is what the reader of events leaves for the loop: paths to look at, or the word to scan.
type hints struct {
	mu    sync.Mutex
	paths map[string]struct{}
	order []string
	scan  bool
	wake  chan struct{} // capacity 1
}

func newHints() *hints {
	return &hints{paths: make(map[string]struct{}), wake: make(chan struct{}, 1)}
}

func (h *hints) add(path string) {
	h.mu.Lock()
	if len(h.paths) >= maxHints {
		h.scan = true
	} else if _, known := h.paths[path]; !known {
		h.paths[path] = struct{}{}
		h.order = append(h.order, path)
	}
	h.mu.Unlock()
	h.nudge()
}

func (h *hints) addScan() {
	h.mu.Lock()
	h.scan = true
	h.mu.Unlock()
	h.nudge()
}

func (h *hints) nudge() {
	select {
	case h.wake <- struct{}{}:
	default:
	}
}

func (h *hints) take() (paths []string, scan bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	paths, scan = h.order, h.scan
	h.order, h.scan = nil, false
	clear(h.paths)
	return paths, scan
}
