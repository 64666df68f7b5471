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
	vault, err := os.OpenRoot(vaultDir)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("there is no vault at %s yet; start the worker once to get one: go run ./worker", vaultDir)
	}
	if err != nil {
		return "", fmt.Errorf("opening the vault: %w", err)
	}
	defer func() { _ = vault.Close() }()
	inbox, err := vault.OpenRoot(inboxFolder)
	if err != nil {
		return "", fmt.Errorf("opening %s/ in the vault; it must be an ordinary folder: %w", inboxFolder, err)
	}
	defer func() { _ = inbox.Close() }()
	name = contract.AssistantName("from the assistant "+key[:12], dryRun)
	return inboxFolder + "/" + name, layWhole(inbox, name, raw)
}

func layWhole(folder *os.Root, name string, raw []byte) error {
	temp := ".vault-" + strings.ToLower(rand.Text()) + ".tmp" // passed over by the watcher, as the vault's own
	f, err := folder.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("laying the mail into %s/: %w", inboxFolder, err)
	}
	_, err = f.Write(raw)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = folder.Rename(temp, name)
	}
	if err != nil {
		_ = folder.Remove(temp)
		return fmt.Errorf("laying the mail into %s/: %w", inboxFolder, err)
	}
	return nil
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
