package vault

import (
	"cmp"
	"slices"
	"sync"
	"time"
)

// Sighting is one file that the watcher has seen and that is still there, as far as is known.
type Sighting struct {
	RequestID string // "" for a mail, or a note that names no request
	PostID    string // "" for a note that is no social post, or has no name yet
	Path      string // within the vault
	Folder    Folder
	Size      int64 // bytes
	ModTime   time.Time
	Inode     uint64 // 0 where the system has none
	SeenAt    time.Time
	Mail      bool   // a dropped .eml file
	Problem   string // why it does not count, in a sentence for the owner; "" when it counts
	// Refused is the kind of the problem, "" when there is none or when only the request is missing.
	Refused RefusalKind

	info FileInfo
}

// Counts is true for a note that is about a request and has no problem.
func (s Sighting) Counts() bool { return !s.Mail && s.Problem == "" && s.RequestID != "" }

func (s Sighting) subject() subject { return subject{request: s.RequestID, post: s.PostID} }

// gone is the change that tells that it is no longer there.
func (s Sighting) gone() Change {
	return Change{Kind: Gone, Folder: s.Folder, Path: s.Path, RequestID: s.RequestID, PostID: s.PostID}
}

// Index says where each request lies. It is a picture that the watcher keeps, so it can be a moment old: read the note
// itself with ReadSettled before acting on it. Safe for concurrent use.
type Index struct {
	mu        sync.RWMutex
	byPath    map[string]Sighting
	byRequest map[string]map[string]struct{} // request -> paths
	byPost    map[string]map[string]struct{} // post -> paths
	byID      map[FileID]string              // the last path where the file was seen
}

func newIndex() *Index {
	return &Index{
		byPath:    make(map[string]Sighting),
		byRequest: make(map[string]map[string]struct{}),
		byPost:    make(map[string]map[string]struct{}),
		byID:      make(map[FileID]string),
	}
}

// Find gives every note about the request, sorted by path. More than one, or one with a problem, means: do nothing and ask.
func (x *Index) Find(requestID string) []Sighting { return x.about(x.byRequest, requestID) }

// FindPost gives every note that says it is the social post, sorted by path.
func (x *Index) FindPost(postID string) []Sighting { return x.about(x.byPost, postID) }

func (x *Index) about(paths map[string]map[string]struct{}, id string) []Sighting {
	x.mu.RLock()
	defer x.mu.RUnlock()
	var found []Sighting
	for p := range paths[id] {
		found = append(found, x.byPath[p])
	}
	return byPath(found)
}

// All gives every note and mail in the folder and below it, sorted by path.
func (x *Index) All(folder Folder) []Sighting {
	return x.filter(func(s Sighting) bool { return s.Folder == folder })
}

// Mails gives the dropped mails that wait in Inbox.
func (x *Index) Mails() []Sighting {
	return x.filter(func(s Sighting) bool { return s.Mail && s.Problem == "" })
}

// Broken gives every file that has a problem.
func (x *Index) Broken() []Sighting {
	return x.filter(func(s Sighting) bool { return s.Problem != "" })
}

// At gives what lies at a path.
func (x *Index) At(path string) (Sighting, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	s, ok := x.byPath[path]
	return s, ok
}

func (x *Index) filter(keep func(Sighting) bool) []Sighting {
	x.mu.RLock()
	defer x.mu.RUnlock()
	var found []Sighting
	for _, s := range x.byPath {
		if keep(s) {
			found = append(found, s)
		}
	}
	return byPath(found)
}

// pathOf gives the last known path of a file.
func (x *Index) pathOf(id FileID) (string, bool) {
	if id == (FileID{}) {
		return "", false
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	p, ok := x.byID[id]
	return p, ok
}

// replace puts a sighting and takes others away in one step, so that a moved note is never seen at two places or none.
func (x *Index) replace(put *Sighting, take []string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, p := range take {
		x.drop(p)
	}
	if put == nil {
		return
	}
	x.drop(put.Path)
	x.byPath[put.Path] = *put
	if put.info.ID != (FileID{}) {
		x.byID[put.info.ID] = put.Path
	}
	addPath(x.byRequest, put.RequestID, put.Path)
	addPath(x.byPost, put.PostID, put.Path)
}

func addPath(paths map[string]map[string]struct{}, id, path string) {
	if id == "" {
		return
	}
	if paths[id] == nil {
		paths[id] = make(map[string]struct{}, 1)
	}
	paths[id][path] = struct{}{}
}

func dropPath(paths map[string]map[string]struct{}, id, path string) {
	delete(paths[id], path)
	if len(paths[id]) == 0 {
		delete(paths, id)
	}
}

func (x *Index) drop(path string) {
	old, ok := x.byPath[path]
	if !ok {
		return
	}
	delete(x.byPath, path)
	if x.byID[old.info.ID] == path {
		delete(x.byID, old.info.ID)
	}
	dropPath(x.byRequest, old.RequestID, path)
	dropPath(x.byPost, old.PostID, path)
}

// under lists the known paths for which the condition holds.
func (x *Index) under(match func(path string) bool) []string {
	x.mu.RLock()
	defer x.mu.RUnlock()
	var paths []string
	for p := range x.byPath {
		if match(p) {
			paths = append(paths, p)
		}
	}
	return paths
}

func byPath(s []Sighting) []Sighting {
	slices.SortFunc(s, func(a, b Sighting) int { return cmp.Compare(a.Path, b.Path) })
	return s
}
