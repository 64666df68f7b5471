package toolset

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	noteEnding = ".md"
	// maxNotes bounds how many notes of posts are looked through.
	maxNotes = 500
	// maxSwaps is how often a change of a note is tried again because it was saved at the same moment.
	maxSwaps = 5
)

// postPlace is where the note of a post may be read: one of the folders in which posts lie. Requests that wait lie elsewhere.
var postPlace = regexp.MustCompile(`^(` + contract.FolderSocialPosts + `|` + contract.FolderCompleted + `|` + contract.FolderRejected + `|` + contract.FolderNeedsAction + `)/([^/\\]+/)*[^/\\]+\.md$`)

// openFolder opens one folder of the vault. A link is not followed: it could stand for the folder of decisions.
func openFolder(vaultDir, name string) (*os.Root, error) {
	vault, err := os.OpenRoot(vaultDir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no vault at %s yet; start the worker once to get one: go run ./worker", vaultDir)
	}
	if err != nil {
		return nil, fmt.Errorf("opening the vault: %w", err)
	}
	defer func() { _ = vault.Close() }()
	info, err := vault.Lstat(name)
	if err == nil && !info.IsDir() {
		err = errors.New("it is something else")
	}
	var folder *os.Root
	if err == nil {
		folder, err = vault.OpenRoot(name)
	}
	if err != nil {
		return nil, fmt.Errorf("opening %s/ in the vault; it must be an ordinary folder: %w", name, err)
	}
	return folder, nil
}

// postNotes reads the notes in Social_Posts/ that are posts. What cannot be read is passed over; the dashboard tells of it.
func postNotes(vaultDir string) (found []postPage, more bool, err error) {
	folder, err := openFolder(vaultDir, contract.FolderSocialPosts)
	if err != nil {
		return nil, false, err
	}
	defer func() { _ = folder.Close() }()
	looked := 0
	err = fs.WalkDir(folder.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			if name == "." {
				return err
			}
			return fs.SkipDir // a folder below that cannot be read hides its own notes only
		}
		switch {
		case name == ".":
			return nil
		case strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !entry.Type().IsRegular() || !strings.HasSuffix(name, noteEnding):
			return nil
		case looked == maxNotes:
			more = true
			return fs.SkipAll
		}
		looked++
		if p, isPost, err := readIn(folder, name); err == nil && isPost {
			p.name = path.Join(contract.FolderSocialPosts, name)
			found = append(found, p)
		}
		return nil
	})
	return found, more, err
}

func readIn(folder *os.Root, name string) (p postPage, isPost bool, err error) {
	raw, _, err := readNote(folder, name)
	if err != nil {
		return p, false, err
	}
	return readPost(name, raw)
}

// readNote reads an ordinary file that is no larger than a note may be.
func readNote(folder *os.Root, name string) ([]byte, fs.FileInfo, error) {
	info, err := folder.Lstat(filepath.FromSlash(name))
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxNote {
		return nil, nil, errOddNote
	}
	f, err := folder.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = f.Close() }()
	raw, err := io.ReadAll(io.LimitReader(f, maxNote+1))
	return raw, info, err
}

// noteAt reads the note of a post at a place below the vault that its process has named.
func noteAt(vaultDir, name, postID string) (p postPage, found bool) {
	if !postPlace.MatchString(name) || path.Clean(name) != name {
		return p, false
	}
	folderName, rest, _ := strings.Cut(name, "/")
	folder, err := openFolder(vaultDir, folderName)
	if err != nil {
		return p, false
	}
	defer func() { _ = folder.Close() }()
	p, isPost, err := readIn(folder, rest)
	p.name = name
	return p, err == nil && isPost && p.one(keyPostID) == postID
}

// lay puts a new file into a folder, whole or not at all. One that is there already stays: fs.ErrExist.
func lay(folder *os.Root, name string, raw []byte) error {
	temp, err := writeTemp(folder, raw, 0o644)
	if err != nil {
		return err
	}
	err = folder.Link(temp, name)
	if err != nil && !errors.Is(err, fs.ErrExist) { // a file system without hard links
		err = reserve(folder, temp, name)
	}
	_ = folder.Remove(temp)
	return err
}

// reserve takes the name first, so that nobody else's file is written over, and then puts the content in its place.
func reserve(folder *os.Root, temp, name string) error {
	f, err := folder.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if err = f.Close(); err == nil {
		err = folder.Rename(temp, name)
	}
	if err != nil {
		_ = folder.Remove(name)
	}
	return err
}

// swap changes a file in place. edit sees what is there now, and again when it was saved meanwhile.
func swap(folder *os.Root, name string, edit func([]byte) ([]byte, error)) error {
	local := filepath.FromSlash(name)
	for range maxSwaps {
		raw, before, err := readNote(folder, name)
		if err != nil {
			return err
		}
		edited, err := edit(raw)
		if err != nil || bytes.Equal(edited, raw) {
			return err
		}
		temp, err := writeTemp(folder, edited, before.Mode().Perm())
		if err != nil {
			return err
		}
		now, err := folder.Lstat(local)
		if err == nil && os.SameFile(before, now) && now.ModTime().Equal(before.ModTime()) && now.Size() == before.Size() {
			if err = folder.Rename(temp, local); err != nil {
				_ = folder.Remove(temp)
			}
			return err
		}
		_ = folder.Remove(temp)
		if err != nil {
			return err
		}
	}
	return errors.New("the note is being edited at this moment; try again")
}
