package toolset

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/mime"
)

// inboxFolder is the one folder of the vault that is written to, and mails are the one kind of file.
const inboxFolder = "Inbox"

// drop lays a mail into the vault's Inbox under a name of its own key, so that the same mail lies there once. It appears whole or not at all.
// It opens this folder and nothing beside it: the vault's own store could reach a note that waits for the owner.
func drop(vaultDir, key string, dryRun bool, raw []byte) (name string, err error) {
	inbox, err := openFolder(vaultDir, inboxFolder)
	if err != nil {
		return "", err
	}
	defer func() { _ = inbox.Close() }()
	name = contract.AssistantName("from the assistant "+key[:12], dryRun)
	return inboxFolder + "/" + name, layWhole(inbox, name, raw)
}

func layWhole(folder *os.Root, name string, raw []byte) error {
	temp, err := writeTemp(folder, raw, 0o600)
	if err == nil {
		if err = folder.Rename(temp, name); err != nil {
			_ = folder.Remove(temp)
		}
	}
	if err != nil {
		return fmt.Errorf("laying the mail into %s/: %w", inboxFolder, err)
	}
	return nil
}

// writeTemp writes a whole file under a name that the watcher passes over, as the vault's own.
func writeTemp(folder *os.Root, raw []byte, mode fs.FileMode) (string, error) {
	temp := ".vault-" + strings.ToLower(rand.Text()) + ".tmp"
	f, err := folder.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return "", err
	}
	_, err = f.Write(raw)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		_ = folder.Remove(temp)
		return "", err
	}
	return temp, nil
}

// mailBytes gives the mail that a call names by its text or by the path of an .eml file.
func (o *Office) mailBytes(text, path string) ([]byte, error) {
	raw := []byte(strings.ToValidUTF8(text, "\uFFFD"))
	switch {
	case (text == "") == (path == ""):
		return nil, errors.New("give either eml, the whole mail as text, or path, the path of an .eml file on this machine")
	case path != "":
		var err error
		if raw, err = readMailFile(path); err != nil {
			return nil, err
		}
	}
	return raw, isMail(raw)
}

// readMailFile reads an ordinary .eml file. A link could stand for any file of this machine, and its words would go into a note.
func readMailFile(path string) ([]byte, error) {
	if !filepath.IsAbs(path) || !strings.EqualFold(filepath.Ext(path), ".eml") {
		return nil, errors.New("path must be the absolute path of a file that ends in .eml")
	}
	named, err := os.Lstat(path)
	if err != nil {
		return nil, errors.New("there is no readable file at that path; save the mail as .eml and give its absolute path")
	}
	if !named.Mode().IsRegular() {
		return nil, errors.New("only an ordinary file is taken; give the mail itself, not a link or a folder")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, errors.New("the file at that path may not be read; check its permissions")
	}
	defer func() { _ = f.Close() }()
	if opened, err := f.Stat(); err != nil || !os.SameFile(named, opened) {
		return nil, errors.New("the file was replaced while it was read; try again")
	}
	raw, err := io.ReadAll(io.LimitReader(f, mime.MaxSize+1))
	if err != nil {
		return nil, errors.New("the file at that path could not be read to its end")
	}
	return raw, nil
}

// isMail refuses what is no mail, so that no other file's words are carried into the vault.
func isMail(raw []byte) error {
	if len(raw) > mime.MaxSize {
		return errors.New("the mail is larger than 25 MB, and is not read; ask for it in another form")
	}
	if why := mime.Scan(raw); why != "" {
		return errors.New(why)
	}
	msg, err := mime.Parse(raw)
	if err != nil || msg.From.Address == "" || msg.Subject == "" && msg.MessageID == "" && msg.Date == "" {
		return errors.New("that is no mail: it needs at least a From line with an address, a Subject, a blank line and the text")
	}
	return nil
}
