package vault

import (
	"path"
	"regexp"
	"strings"
	"unicode/utf8"
)

// fileKind is what a name promises, before anything is opened.
type fileKind int

const (
	ignored  fileKind = iota // hidden, temporary, or no kind of file that we read
	noteKind                 // *.md
	mailKind                 // *.eml
	oddKind                  // what looks like a note to a person and is none
	awayKind                 // .*.md.icloud, a note that iCloud has not brought here
)

// kindOf judges a path by its last name. Mails are taken "whatever their name", so only the leftovers of tools are not.
func kindOf(name string) fileKind {
	base := path.Base(name)
	lower := strings.ToLower(base)
	if _, away := awayName(base); away {
		return awayKind
	}
	if temporaryName(base) {
		return ignored
	}
	switch {
	case strings.HasSuffix(lower, ".eml"):
		return mailKind
	case strings.HasSuffix(lower, ".md") && !strings.HasPrefix(base, "."):
		return noteKind
	case !strings.HasPrefix(base, ".") && looksLikeNote(lower):
		return oddKind
	}
	return ignored
}

// kindIn judges a file by its name and where it lies: among mails only notes and mails matter; where decisions lie, so does whatever
// the owner may take for a note, such as a link to a folder.
func kindIn(folder Folder, info FileInfo) fileKind {
	kind := kindOf(info.Path)
	base := path.Base(info.Path)
	switch {
	case kind == mailKind && folder != Inbox, kind == oddKind && !decides(folder), kind == awayKind && !decides(folder) && folder != NeedsAction:
		return ignored
	case kind == ignored && decides(folder) && !info.Mode.IsRegular() && !temporaryName(base) && !strings.HasPrefix(base, "."):
		return oddKind
	}
	return kind
}

// looksLikeNote is true for names that end in .md to the eye only, and for plain text, which some editors make of a note.
func looksLikeNote(lower string) bool {
	plain := strings.TrimRight(lower, ". ")
	for _, ending := range []string{".md", ".txt", ".markdown"} {
		if strings.HasSuffix(plain, ending) {
			return true
		}
	}
	return false
}

// awayName gives the name of the note for which iCloud keeps a place while the note itself is not on this machine.
func awayName(base string) (string, bool) {
	name, isPlace := strings.CutSuffix(base, ".icloud")
	if !isPlace || !strings.HasPrefix(name, ".") || !strings.HasSuffix(strings.ToLower(name), ".md") {
		return "", false
	}
	return name[1:], true
}

// temporaryName is true for what editors, browsers and sync tools write before or beside the real file.
func temporaryName(base string) bool {
	lower := strings.ToLower(base)
	for _, p := range []string{".syncthing.", "~syncthing~", ".#", "._", "~$", ".~", ".vault-", ".goutputstream-", ".fuse_hidden", ".nfs", ".trashed-"} {
		if strings.HasPrefix(lower, p) {
			return true
		}
	}
	for _, s := range []string{"~", ".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".icloud", ".swp", ".swx", ".bak"} {
		if strings.HasSuffix(lower, s) {
			return true
		}
	}
	return false
}

// Conflict copies that their name alone gives away: Dropbox and others ("... conflicted copy ..." in the languages that Dropbox
// and Nextcloud write), Syncthing, Seafile, ownCloud, Resilio, OneDrive's default computer names, git's mergetool.
var conflictName = regexp.MustCompile(`(?i)` + strings.Join([]string{
	`conflicted copy`, `\(case conflict`, `\(unicode encoding conflict`, `\(selective sync conflict`,
	`in konflikt stehende kopie`, `\bkopie in konflikt\b`, `copie en conflit`, `copia en conflicto`, `copia in conflitto`, `c[oó]pia em conflito`,
	`\.sync-conflict-\d{8}-\d{6}`, `\(sfconflict `, `_conflict-\d{8}-\d{6}`, `\.conflict\d*\.`, `\(conflict[ -]\d{4}-\d{2}-\d{2}`,
	`-(?-i:DESKTOP|LAPTOP|WIN)-(?-i:[A-Z0-9]{7,11})(-\d+)?\.[a-z]+$`,
	`_(backup|base|local|remote)_\d+\.[a-z]+$`, `\.md\.orig$`,
}, "|"))

// Copies that may as well be the owner's own naming; they are conflicts only when the note beside them, without the ending, is
// about the same request: iCloud's and Finder's "name 2", Google Drive's "name (1)", "name - Copy", OneDrive's "name-COMPUTER".
var twinName = regexp.MustCompile(`(?i)^(.+?)( \d{1,2}| \(\d{1,2}\)| copy(?: \d{1,2})?| - copy(?: \(\d{1,2}\))?|-[\p{L}\d][\p{L}\d-]{1,14})(\.md)$`)

func sureConflict(name string) bool { return conflictName.MatchString(path.Base(name)) }

// twinOf gives the path of which this one may be a conflict copy.
func twinOf(name string) (string, bool) {
	m := twinName.FindStringSubmatch(path.Base(name))
	if m == nil {
		return "", false
	}
	return path.Join(path.Dir(name), m[1]+m[3]), true
}

// nameProblem says why a note's name is not allowed, "" when it is.
func nameProblem(name string) string {
	base := path.Base(name)
	switch {
	case !utf8.ValidString(base):
		return "its name is not readable text; rename it"
	case hasForbidden(base) || containsLineEnd(base):
		return "its name holds an invisible control character; rename it"
	}
	return ""
}

// gitConflict is true when the text holds the three marks of a merge conflict in their order.
func gitConflict(text string) bool {
	marks := []string{"<<<<<<< ", "=======", ">>>>>>> "}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, marks[0]) {
			if marks = marks[1:]; len(marks) == 0 {
				return true
			}
		}
	}
	return false
}
