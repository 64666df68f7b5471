package config

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"unicode/utf8"
)

// maxSecret bounds a secret file; tokens and keys have a few kilobytes.
const maxSecret = 64 << 10

var (
	errNotAFile = errors.New("it is not a regular file")
	errTooLong  = errors.New("it is too large")
	errEmpty    = errors.New("it is empty")
	errNotText  = errors.New("it is not text")
)

// readBounded reads a regular file of at most limit bytes.
func readBounded(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotAFile
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	raw, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(raw)) > limit {
		return nil, errTooLong
	}
	return raw, nil
}

// readSecret returns the content without the newline that editors add. open is true when every user may read the file.
func readSecret(path string) (value string, open bool, err error) {
	raw, err := readBounded(path, maxSecret)
	if err != nil {
		return "", false, err
	}
	if !utf8.Valid(raw) || strings.ContainsRune(string(raw), 0) {
		return "", false, errNotText
	}
	value = strings.TrimSpace(strings.TrimPrefix(string(raw), "\uFEFF"))
	if value == "" {
		return "", false, errEmpty
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", false, err
	}
	return value, openToAll(info), nil
}

// openToAll knows nothing on Windows, where the mode does not tell.
func openToAll(info fs.FileInfo) bool {
	return runtime.GOOS != "windows" && info.Mode().Perm()&0o004 != 0
}

// reason is the cause alone: the path may be a secret that was put into the wrong setting.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// oauthSecrets finds the secrets in Google's client and token files, so that they are redacted like configured ones. A file which
// cannot be read has none.
func oauthSecrets(path string) []string {
	if path == "" {
		return nil
	}
	raw, err := readBounded(path, maxSecret)
	if err != nil {
		return nil
	}
	var content map[string]any
	if json.Unmarshal(raw, &content) != nil {
		return nil
	}
	var found []string
	collect(content, &found)
	return found
}

func collect(content map[string]any, found *[]string) {
	for key, value := range content {
		switch v := value.(type) {
		case map[string]any:
			collect(v, found)
		case string:
			switch key {
			case "client_secret", "access_token", "refresh_token", "private_key", "id_token":
				*found = append(*found, v)
			}
		}
	}
}

// absolute expands ~ as a shell would, which does not happen in `.env`, and counts relative paths from the working directory.
func (l *loader) absolute(path string) string {
	if rest, ok := strings.CutPrefix(path, "~"); ok && (rest == "" || rest[0] == '/' || rest[0] == filepath.Separator) {
		if home := cmp.Or(l.get("HOME"), l.get("USERPROFILE")); home != "" {
			path = filepath.Join(home, rest)
		}
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(l.dir, path)
	}
	return filepath.Clean(path)
}

// paths reads the three folders and keeps them from harming each other.
func (l *loader) paths() {
	c := l.cfg
	c.VaultDir = l.folder(vaultDir, "AI_Employee")
	c.LogDir = l.folder(logDir, filepath.Join("Vault", "Logs"))
	c.DataDir = l.folder(dataDir, ".employee")
	vault, log, data := resolve(c.VaultDir), resolve(c.LogDir), resolve(c.DataDir)
	if vault == filepath.Dir(vault) {
		l.bad.add(vaultDir, "is the root of the file system; name a folder for the vault")
		return
	}
	if within(log, vault) {
		l.bad.add(logDir, "lies inside the vault, where Obsidian would index it and a sync tool would change it; choose a folder outside of VAULT_DIR")
	}
	if within(data, vault) {
		l.bad.add(dataDir, "lies inside the vault, where Obsidian would index it and a sync tool would change it; choose a folder outside of VAULT_DIR")
	}
	if vault != data && within(vault, data) {
		l.bad.add(vaultDir, "lies inside DATA_DIR, which belongs to the program; choose a folder outside of it")
	}
	if vault != log && within(vault, log) {
		l.bad.add(vaultDir, "lies inside LOG_DIR, which belongs to the program; choose a folder outside of it")
	}
}

func (l *loader) folder(name, fallback string) string {
	value := l.get(name)
	if value == "" {
		value = fallback
	}
	if strings.ContainsAny(value, "\x00\n\r") {
		l.bad.add(name, "holds a character that no path has; correct it")
		return filepath.Join(l.dir, fallback)
	}
	path := l.absolute(value)
	info, err := os.Stat(path)
	switch {
	case err == nil && !info.IsDir():
		l.bad.add(name, "is a file, not a folder; name a folder, or move the file away")
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		l.bad.add(name, "cannot be used (%v); name another folder or correct the permissions", reason(err))
	}
	return path
}

// resolve follows symbolic links of the part that exists.
func resolve(path string) string {
	for rest := ""; ; {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			return filepath.Join(real, rest)
		}
		parent := filepath.Dir(path)
		if parent == path {
			return filepath.Join(path, rest)
		}
		path, rest = parent, filepath.Join(filepath.Base(path), rest)
	}
}

// within is true when inner is outer or lies below it.
func within(inner, outer string) bool {
	rel, err := filepath.Rel(outer, inner)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// existing checks a file that must be there and readable.
func (l *loader) existing(name, path string) {
	if _, err := readBounded(path, maxSecret); err != nil {
		l.bad.add(name, "%s", fmt.Sprintf("the file it names cannot be read (%v); correct the path or the permissions", reason(err)))
	}
}
