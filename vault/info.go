package vault

import (
	"io/fs"
	"slices"
	"sync"
	"time"
)

// FileID is a file's identity on this machine, the same under every name. It is zero where the system has none.
type FileID struct{ Dev, Inode uint64 }

// FileInfo is what Lstat says about a file.
type FileInfo struct {
	Path    string // within the vault
	Size    int64  // bytes
	ModTime time.Time
	// ChangeTime also moves when the file is renamed, which ModTime does not. Where the system does not tell it is ModTime.
	ChangeTime time.Time
	ID         FileID
	Links      uint64 // names of the same file; 1 is normal
	Mode       fs.FileMode
}

func fileInfo(name string, info fs.FileInfo) FileInfo {
	id, links := identity(info)
	return FileInfo{Path: name, Size: info.Size(), ModTime: info.ModTime(), ChangeTime: changeTime(info), ID: id, Links: links, Mode: info.Mode()}
}

// sameState is true when nothing was written between two looks.
func (a FileInfo) sameState(b FileInfo) bool {
	return a.ID == b.ID && a.Size == b.Size && a.ModTime.Equal(b.ModTime) && a.Links == b.Links && a.Mode == b.Mode
}

// maxSettled bounds the memory of settledFiles. Beyond it everything is forgotten, which costs only settling time.
const maxSettled = 1 << 17

// settledFiles remembers which files were seen complete, by identity: a rename does not change it, so a moved note
// needs no second settling time.
type settledFiles struct {
	mu   sync.Mutex
	seen map[FileID]settledState
}

type settledState struct {
	size    int64
	modTime int64 // Unix nanoseconds
}

func stateOf(info FileInfo) settledState {
	return settledState{size: info.Size, modTime: info.ModTime.UnixNano()}
}

func (s *settledFiles) add(info FileInfo) {
	if info.ID == (FileID{}) || !info.Mode.IsRegular() {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.seen == nil || len(s.seen) >= maxSettled {
		s.seen = make(map[FileID]settledState)
	}
	s.seen[info.ID] = stateOf(info)
}

func (s *settledFiles) has(info FileInfo) bool {
	if info.ID == (FileID{}) {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	state, ok := s.seen[info.ID]
	return ok && state == stateOf(info)
}

func sorted(names []string) []string {
	slices.Sort(names)
	return names
}
