package toolset

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"strings"
	"time"
	"unicode"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/post"
)

// brought is a post as a call gives it.
type brought struct {
	platform                                     contract.Platform
	kind                                         contract.PostKind
	text, link, firstComment, replyTo, recipient string
	thread, media, alts                          []string
	publishAt, series, until                     string
	skip                                         []string
	dryRun                                       bool
	id, name                                     string // from a hash of all the rest
	raw                                          []byte // the note
	slot                                         time.Time
	previews                                     []contract.PostPreview
	hints                                        []contract.PostProblem
	cost                                         contract.Decimal
}

// prepare writes the note, reads it back, and makes sure that it says what was given and that the platform would take it.
func (b *brought) prepare(now time.Time, zone *time.Location, vaultDir string) error {
	if err := b.tidy(); err != nil {
		return err
	}
	unnamed := b.note()
	sum := sha256.Sum256(unnamed)
	b.id = "post-" + hex.EncodeToString(sum[:8])
	b.name = b.fileName()
	b.raw = b.note()
	if len(b.raw) > maxNote {
		return errors.New("all of it together is larger than a note may be (64 KB); shorten it")
	}
	page, isPost, err := readPost(b.name, b.raw)
	if err != nil || !isPost {
		return errors.New("the properties are too long for a note; shorten first_comment, alt_texts or media")
	}
	draft := post.Read(page.page)
	if len(draft.Problems) == 0 {
		if err := b.sameAs(draft); err != nil {
			return err
		}
	}
	return b.check(draft, now, zone, vaultDir)
}

// check holds the post against the platform's rules. What only the worker can see, such as what a picture holds, stands in the note later.
func (b *brought) check(draft post.Draft, now time.Time, zone *time.Location, vaultDir string) error {
	p := draft.Post
	slots := post.SlotsOf(p, post.When{Now: now, Zone: zone, Seen: now})
	problems := draft.Problems
	if slots.Problem != "" {
		problems = append(problems, contract.PostProblem{Field: keyPublishAt, Sentence: slots.Problem})
	}
	fitted := post.Fit(p, slots.Slot)
	wrong, hints := post.Check(p, fitted, post.Facts{Now: now, Zone: zone, Slot: slots.Slot})
	problems = append(append(problems, wrong...), missingMedia(p.Media, vaultDir)...)
	if len(problems) > 0 {
		return problemsError(problems)
	}
	b.slot, b.previews, b.cost = slots.Slot, post.Previews(fitted), post.Cost(fitted)
	b.hints = append(draft.Hints, hints...)
	if slots.Hint != "" {
		b.hints = append(b.hints, contract.PostProblem{Field: keyPublishAt, Sentence: slots.Hint})
	}
	return nil
}

func problemsError(problems []contract.PostProblem) error {
	var all []string
	for _, p := range problems {
		said := p.Sentence
		if p.Field != "" {
			said = p.Field + ": " + said
		}
		all = append(all, said)
	}
	return errors.New("nothing was written, because this has to be put right first: " + strings.Join(all, " "))
}

// missingMedia tells of files that are not in the vault. Links are not followed out of it.
func missingMedia(media []contract.PostMedia, vaultDir string) []contract.PostProblem {
	var out []contract.PostProblem
	say := func(source, why string) {
		out = append(out, contract.PostProblem{Field: "media", Sentence: "“" + line(source, 80) + "” " + why})
	}
	root, err := os.OpenRoot(vaultDir)
	if err != nil {
		return nil // told when the note is laid
	}
	defer func() { _ = root.Close() }()
	for _, m := range media {
		switch {
		case post.IsAddress(m.Source):
		case !fs.ValidPath(m.Source) || strings.HasPrefix(m.Source, ".") || strings.Contains(m.Source, "/.") || strings.ContainsAny(m.Source, `\:`):
			say(m.Source, "is no path within the vault; give one such as Attachments/photo.jpg, or a public https address.")
		default:
			if info, err := root.Lstat(filepath.FromSlash(m.Source)); err != nil || !info.Mode().IsRegular() {
				say(m.Source, "is no file in the vault; give its whole path below the vault, such as Attachments/photo.jpg.")
			}
		}
	}
	return out
}

// tidy normalises the texts and refuses what a note cannot hold, or Obsidian would act upon.
func (b *brought) tidy() error {
	for name, one := range map[string]*string{
		"link": &b.link, "reply_to": &b.replyTo, "recipient": &b.recipient, keyPublishAt: &b.publishAt, "series": &b.series, "until": &b.until,
	} {
		*one = strings.TrimSpace(*one)
		if strings.ContainsAny(*one, "\r\n\t") {
			return fmt.Errorf("%s must be one line", name)
		}
	}
	fields := map[string][]*string{
		"text": {&b.text}, "first_comment": {&b.firstComment}, "link": {&b.link}, "reply_to": {&b.replyTo}, "recipient": {&b.recipient},
		keyPublishAt: {&b.publishAt}, "series": {&b.series}, "until": {&b.until},
	}
	for name, list := range map[string][]string{"thread": b.thread, "media": b.media, "alt_texts": b.alts, "skip": b.skip} {
		for i := range list {
			fields[name] = append(fields[name], &list[i])
		}
	}
	for name, texts := range fields {
		for _, t := range texts {
			*t = post.Plain(*t)
			if err := harmless(name, *t); err != nil {
				return err
			}
		}
	}
	if len(b.alts) > len(b.media) {
		return errors.New("there are more alt_texts than media; give one for each, in the same order")
	}
	return nil
}

// harmless refuses characters that are not seen and marks that plugins of Obsidian run as a program.
func harmless(name, text string) error {
	for _, r := range text {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r == '\ufffd' {
			return fmt.Errorf("%s holds a character that is not seen (U+%04X); take it out", name, r)
		}
	}
	for _, mark := range []string{"<%", "%>", "%%", "```", "`=", "`$="} {
		if strings.Contains(text, mark) {
			return fmt.Errorf("%s holds %q, which Obsidian does not take as text; take it out", name, mark)
		}
	}
	return nil
}

// fileName is from the hash alone: no word of anybody's becomes a name.
func (b *brought) fileName() string {
	return assistantNote(b.platform, b.kind, b.id)
}

func assistantNote(platform contract.Platform, kind contract.PostKind, id string) string {
	noun := map[contract.PostKind]string{contract.PostReply: "reply", contract.PostDM: "message"}[kind]
	if noun == "" {
		noun = "post"
	}
	return post.Name(platform) + " " + noun + " from the assistant " + strings.TrimPrefix(id, "post-") + noteEnding
}

// note writes the post down as the owner would, but for its source: by that it always asks.
func (b *brought) note() []byte {
	var w bytes.Buffer
	w.WriteString("---\n")
	one := func(key, value string) {
		if value != "" {
			w.WriteString(key + ": " + inQuotes(value) + "\n")
		}
	}
	many := func(key string, values []string) {
		if len(values) > 0 {
			w.WriteString(key + ":\n")
		}
		for _, v := range values {
			w.WriteString("  - " + inQuotes(v) + "\n")
		}
	}
	one(keyType, contract.NotePost)
	one(keySource, contract.SourceAssistant)
	one(keyPostID, b.id)
	fmt.Fprintf(&w, "%s: true\n%s: %t\n", keyReady, keyDryRun, b.dryRun)
	one("kind", string(b.kind))
	many("platforms", []string{string(b.platform)})
	one(keyPublishAt, b.publishAt)
	one("series", b.series)
	one("until", b.until)
	many("skip", b.skip)
	many("media", b.media)
	many("alt_text", b.alts)
	one("link", b.link)
	one("first_comment", b.firstComment)
	one("reply_to", b.replyTo)
	one("recipient", b.recipient)
	w.WriteString("---\n" + b.text + "\n")
	if len(b.thread) > 0 {
		w.WriteString("\n## Thread\n")
	}
	for _, part := range b.thread {
		w.WriteString("\n---\n\n" + part + "\n")
	}
	return w.Bytes()
}

// inQuotes writes a text as YAML reads it back, on one line.
func inQuotes(s string) string {
	var w bytes.Buffer
	e := json.NewEncoder(&w)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string can always be written
	return strings.TrimSpace(w.String())
}

// sameAs compares what the reader makes of the note with what was given: words that mean something else in a note are refused here. The
// link may be written a little differently by whoever reads addresses.
func (b *brought) sameAs(draft post.Draft) error {
	got := draft.Post
	if got.Text != b.text {
		return errors.New("text reads back as something else; a line that begins with ## has a meaning in the note, take it out")
	}
	if !reflect.DeepEqual(append([]string{}, got.Thread...), append([]string{}, b.thread...)) {
		return errors.New("thread reads back as something else; give each post as plain text, without empty ones and without lines of --- or ##")
	}
	media := []contract.PostMedia{}
	for i, source := range b.media {
		m := contract.PostMedia{Source: source}
		if i < len(b.alts) {
			m.Alt = b.alts[i]
		}
		media = append(media, m)
	}
	if !reflect.DeepEqual(append([]contract.PostMedia{}, got.Media...), media) {
		return errors.New("media reads back as something else; give plain paths below the vault or https addresses, without brackets, and plain alt_texts")
	}
	want := contract.Post{
		PostID: b.id, Title: got.Title, Kind: b.kind, Platforms: []contract.Platform{b.platform}, Text: b.text, Media: got.Media, Link: got.Link,
		FirstComment: b.firstComment, Thread: got.Thread, ReplyTo: b.replyTo, Recipient: b.recipient, PublishAt: got.PublishAt, Series: got.Series,
		DryRun: b.dryRun, Source: contract.SourceAssistant,
	}
	if !reflect.DeepEqual(got, want) || !draft.Ready || !strings.EqualFold(got.PublishAt, b.publishAt) || (got.Series == nil) != (b.series == "") {
		return errors.New("the note would read back as something else than was given; use plain words and addresses")
	}
	return nil
}

// layPost lays the note into Social_Posts/. joined is where it lies already: the same call was made before.
func (b *brought) layPost(vaultDir string) (joined string, err error) {
	if at := b.lies(vaultDir); at != "" {
		return at, nil
	}
	folder, err := openFolder(vaultDir, contract.FolderSocialPosts)
	if err != nil {
		return "", err
	}
	defer func() { _ = folder.Close() }()
	err = lay(folder, b.name, b.raw)
	switch {
	case errors.Is(err, fs.ErrExist):
		return b.at(), nil
	case err != nil:
		return "", fmt.Errorf("laying the note into %s/: %w", contract.FolderSocialPosts, err)
	}
	return "", nil
}

// at is where the note is laid, below the vault.
func (b *brought) at() string { return path.Join(contract.FolderSocialPosts, b.name) }

// lies looks for the note of an earlier call: wherever the owner has it in Social_Posts/, or under its name where notes are put away.
func (b *brought) lies(vaultDir string) string {
	notes, _, err := postNotes(vaultDir)
	if err != nil {
		return ""
	}
	for _, n := range notes {
		if n.one(keyPostID) == b.id {
			return n.name
		}
	}
	return putAway(vaultDir, b.name, b.id)
}

func putAway(vaultDir, name, id string) string {
	for _, folder := range []string{contract.FolderCompleted, contract.FolderRejected, contract.FolderNeedsAction} {
		if p, there := noteAt(vaultDir, path.Join(folder, name), id); there {
			return p.name
		}
	}
	return ""
}
