package notes

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/markdown"
)

const (
	maxTitle = 1 << 10 // bytes of a title that are looked at for a file name
	// maxName is the longest file name in bytes. Source: vault.SafeName, which leaves room for " (2)" and the suffixes of sync tools.
	maxName = 120
	noteExt = ".md"
)

// twinNumbers are what the vault puts behind a name that is taken.
var twinNumbers = regexp.MustCompile(`^( \(\d{1,5}\))*$`)

// fileName names a note after its title and its request. The mark of the
// request keeps two notes of one title from replacing each other when a person
// moves them with a tool that does not ask.
func fileName(title, requestID string) string {
	return joined(stemOf(title, requestID), mark(requestID))
}

// twinName is another name for the same note, when the first is taken.
func twinName(title, requestID string, number int) string {
	return joined(stemOf(title, requestID), mark(requestID)+" ("+strconv.Itoa(number)+")")
}

// mark tells the notes of one request from those of another.
func mark(requestID string) string {
	sum := sha256.Sum256([]byte(requestID))
	return " (" + hex.EncodeToString(sum[:3]) + ")"
}

// stemOf makes a name of a title, without a mark that it may bring along.
func stemOf(title, requestID string) string {
	short, _ := markdown.Head(title, maxTitle)
	return strings.TrimSuffix(vault.SafeName(short), mark(requestID))
}

// joined makes a file name of a stem, which is shortened, and an ending, which
// is kept whole.
func joined(stem, ending string) string {
	stem, _ = markdown.Head(vault.SafeName(stem), maxName-len(ending)-len(noteExt))
	return vault.SafeName(strings.TrimRight(stem, ". ") + ending + noteExt)
}

// unmarked gives the stem of a file name without the mark of its request and
// the numbers behind it; marked is false when it has none.
func unmarked(name, requestID string) (stem string, marked bool) {
	stem = strings.TrimSuffix(name, noteExt)
	m := mark(requestID)
	i := strings.LastIndex(stem, m)
	if i < 0 || !twinNumbers.MatchString(stem[i+len(m):]) {
		return stem, false
	}
	return stem[:i], true
}
