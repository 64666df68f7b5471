package posts

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/autonomous-employee/employee/activities/internal/media"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/post"
)

const (
	// maxMedia is the largest file that is taken; no platform takes a larger one by this way.
	maxMedia = 1 << 30
	// lookAgain is how long what lay under an address is believed.
	lookAgain = 10 * time.Minute
	// maxListed bounds the search for a file that is named without its folder.
	maxListed = 20_000
	maxDepth  = 8
)

// looked remembers what files and addresses held, so that a large video is
// decoded once. Safe for concurrent use.
type looked struct {
	mu   sync.Mutex
	seen map[string]look
	// one keeps several large pictures from being decoded at once.
	one sync.Mutex
}

type look struct {
	info  vault.FileInfo // of a file, as it was then
	at    time.Time
	facts contract.PostMedia
	bad   string
}

// fillMedia adds what each file holds. What cannot be used is a problem.
func (d *Desk) fillMedia(ctx context.Context, r *contract.PostReading) error {
	for i, m := range r.Post.Media {
		l, err := d.lookAt(ctx, m.Source, path.Dir(r.Path))
		if err != nil {
			return err
		}
		if l.bad != "" {
			r.Problems = append(r.Problems, contract.PostProblem{Field: "media", Sentence: "“" + m.Source + "”: " + l.bad + "."})
			continue
		}
		l.facts.Alt = m.Alt
		r.Post.Media[i] = l.facts
	}
	return nil
}

// OpenMedia gives the bytes of a file that goes along with a post, after it has
// been made sure that they are those that were judged.
func (d *Desk) OpenMedia(m contract.PostMedia) (io.ReadSeekCloser, error) {
	return d.store.Open(m.SHA256)
}

func (d *Desk) lookAt(ctx context.Context, source, folder string) (look, error) {
	if post.IsAddress(source) {
		return d.lookAtAddress(ctx, source)
	}
	name, bad := d.resolve(source, folder)
	if bad != "" {
		return look{bad: bad}, nil
	}
	return d.lookAtFile(name)
}

func (d *Desk) lookAtAddress(ctx context.Context, address string) (look, error) {
	facts := contract.PostMedia{Source: address}
	if !d.fetchable(address) {
		return look{facts: facts}, nil // told by the checks, for each platform
	}
	if l, ok := d.looked.get(address); ok && d.opts.Clock().Sub(l.at) < lookAgain && d.kept(l) {
		return l, nil
	}
	got, err := d.fetch.Look(ctx, address, d.store)
	var told *media.Problem
	switch {
	case errors.As(err, &told):
		return look{bad: told.Sentence}, nil
	case err != nil:
		return look{}, err
	}
	l := look{at: d.opts.Clock(), facts: factsOf(address, got.Info, got.Hash)}
	d.looked.put(address, l)
	return l, nil
}

// fetchable is true for what is worth a look; tests also look at plain http on
// loopback.
func (d *Desk) fetchable(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (strings.EqualFold(u.Scheme, "https") || d.opts.AllowAddress != nil)
}

func (d *Desk) lookAtFile(name string) (look, error) {
	f, info, err := d.vault.OpenFile(name)
	var refusal *vault.Refusal
	switch {
	case errors.As(err, &refusal):
		return look{bad: refusal.Sentence}, nil
	case missing(err):
		return look{bad: notThere}, nil
	case err != nil:
		return look{}, err
	}
	defer func() { _ = f.Close() }()
	if l, ok := d.looked.get(name); ok && l.info == info && d.kept(l) {
		return l, nil
	}
	l := look{info: info}
	facts, err := d.take(name, f, info.Size)
	var told *media.Problem
	switch {
	case errors.As(err, &told):
		l.bad = told.Sentence
	case err != nil:
		return look{}, fmt.Errorf("reading %s: %w", name, err)
	}
	if after, err := d.vault.Stat(name); err != nil || after != info {
		return look{bad: "it is still being written; wait a moment and save the note again"}, nil
	}
	l.facts = facts
	d.looked.put(name, l)
	return l, nil
}

// take decodes a file and keeps its bytes.
func (d *Desk) take(name string, f io.ReadSeeker, size int64) (contract.PostMedia, error) {
	d.looked.one.Lock()
	defer d.looked.one.Unlock()
	info, err := media.Decode(f, size)
	if err != nil {
		return contract.PostMedia{}, err
	}
	if wrong := misnamed(name, info); wrong != "" {
		return contract.PostMedia{}, &media.Problem{Sentence: wrong}
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return contract.PostMedia{}, err
	}
	hash, _, err := d.store.Keep(f, maxMedia)
	return factsOf(name, info, hash), err
}

func factsOf(source string, i media.Info, hash string) contract.PostMedia {
	return contract.PostMedia{
		Source: source, Kind: i.Kind, Type: i.Type, Bytes: i.Bytes, Width: i.Width, Height: i.Height, DurationMS: i.Duration.Milliseconds(), SHA256: hash,
	}
}

// kept is true when the bytes that a look found are still in the store.
func (d *Desk) kept(l look) bool {
	return l.facts.SHA256 == "" || d.store.Has(l.facts.SHA256, l.facts.Bytes)
}

// misnamed says what a file really is when its name says something else.
func misnamed(name string, i media.Info) string {
	ending := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	says := map[string]string{
		"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp", "mp4": "video/mp4", "m4v": "video/mp4", "mov": "video/quicktime",
	}[ending]
	is := map[string][2]string{
		"image/jpeg": {"a JPEG picture", "jpg"}, "image/png": {"a PNG picture", "png"}, "image/gif": {"a GIF", "gif"}, "image/webp": {"a WebP picture", "webp"},
		"video/mp4": {"an MP4 video", "mp4"}, "video/quicktime": {"a QuickTime video", "mov"},
	}[i.Type]
	if says == "" || says == i.Type || says != "" && i.Kind == media.Video && strings.HasPrefix(says, "video/") {
		return ""
	}
	return "it is really " + is[0] + ", whatever its name says; rename it so that it ends in ." + is[1]
}

const notThere = "there is no such file in the vault; check the name, or drop the file into the vault"

// resolve finds the file that a note names, as Obsidian does: by its path in
// the vault, beside the note, or by its name alone anywhere in the vault.
func (d *Desk) resolve(source, folder string) (name, bad string) {
	source = strings.TrimPrefix(strings.ReplaceAll(source, "\\", "/"), "./")
	if strings.HasPrefix(source, "/") || path.Clean(source) != source || strings.HasPrefix(source, "..") || source == "." {
		return "", "it is no path within the vault; drop the file into the vault and name it there"
	}
	for _, name := range []string{source, path.Join(folder, source)} {
		if ok, err := d.vault.Exists(name); err == nil && ok {
			return name, ""
		}
	}
	if strings.Contains(source, "/") {
		return "", notThere
	}
	left := maxListed
	found := d.search(".", source, 0, &left)
	switch len(found) {
	case 0:
		return "", notThere
	case 1:
		return found[0], ""
	default:
		return "", "there are several files of that name (" + found[0] + " and " + found[1] + "); write its folder as well"
	}
}

// search looks for a name in a folder and those below it, hidden ones left out.
func (d *Desk) search(folder, name string, depth int, left *int) []string {
	entries, err := d.vault.List(folder)
	if err != nil || depth > maxDepth {
		return nil
	}
	var found []string
	for _, e := range entries {
		if *left--; *left < 0 {
			break
		}
		info, err := d.vault.Stat(e)
		switch {
		case err != nil:
		case info.Mode.IsDir():
			found = append(found, d.search(e, name, depth+1, left)...)
		case path.Base(e) == name:
			found = append(found, e)
		}
	}
	return found
}

func (l *looked) get(key string) (look, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	v, ok := l.seen[key]
	return v, ok
}

// maxLooked bounds the memory; beyond it everything is looked at once more.
const maxLooked = 1000

func (l *looked) put(key string, v look) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.seen) >= maxLooked {
		l.seen = map[string]look{}
	}
	l.seen[key] = v
}
