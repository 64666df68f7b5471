package backup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/worker/codec"
	"github.com/autonomous-employee/employee/worker/config"
)

// The parts of a copy.
const (
	dataName  = "data"
	vaultName = "vault"
	logsName  = "logs"
	// ManifestName says what the copy is; it is written last.
	ManifestName = "backup.json"
	databaseName = "temporal.db"
	stampLayout  = "20060102T150405Z"
)

// Manifest is the content of backup.json.
type Manifest struct {
	Made time.Time `json:"made"`
	// LogHead is the hash of the log's last line, to compare with after years.
	LogHead  string `json:"log_head"`
	LogLines int    `json:"log_lines"`
	// Database is false beside an outside Temporal, which has its own copies.
	Database bool `json:"database"`
	// Keys is false when the copy cannot be opened without the key file.
	Keys bool `json:"keys"`
}

// Options of a copy.
type Options struct {
	// Config says where everything is; VaultDir and LogDir are the running worker's.
	Config *config.Config
	// Into is the folder in which the copy gets one of its own.
	Into string
	// WithoutKeys leaves the key file out: whoever finds the copy can then not read the database, and who restores needs the file from elsewhere.
	WithoutKeys bool
	Now         time.Time
}

// Make gives the folder of the finished copy. What is not finished is named
// .partial and removed again.
func Make(ctx context.Context, o Options) (dir string, m Manifest, err error) {
	if err := o.outside(); err != nil {
		return "", m, err
	}
	dir = filepath.Join(o.Into, "employee-"+o.Now.UTC().Format(stampLayout))
	if _, err := os.Stat(dir); err == nil {
		return "", m, fmt.Errorf("%s is there already; wait a second and try again", dir)
	}
	draft := dir + ".partial"
	if err := os.MkdirAll(draft, 0o700); err != nil {
		return "", m, fmt.Errorf("make the copy's folder: %w", err)
	}
	defer func() { _ = os.RemoveAll(draft) }() // gone by then, when all went well
	m = Manifest{Made: o.Now.UTC(), Database: o.Config.Temporal.Embedded(), Keys: !o.WithoutKeys}
	if err := o.fill(ctx, draft, &m); err != nil {
		return "", m, err
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return "", m, err
	}
	if err := os.WriteFile(filepath.Join(draft, ManifestName), append(text, '\n'), 0o600); err != nil {
		return "", m, err
	}
	return dir, m, os.Rename(draft, dir)
}

// outside refuses a copy within what is copied.
func (o *Options) outside() error {
	into, err := filepath.Abs(o.Into)
	if err != nil {
		return err
	}
	o.Into = into
	for _, dir := range []string{o.Config.VaultDir, o.Config.DataDir, o.Config.LogDir} {
		rel, err := filepath.Rel(dir, into)
		if err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return fmt.Errorf("%s lies inside of %s, which is to be copied; name a folder elsewhere, best on another disk", into, dir)
		}
	}
	return nil
}

// fill copies in the order that doc.go gives the reasons for.
func (o *Options) fill(ctx context.Context, draft string, m *Manifest) error {
	cfg := o.Config
	data := filepath.Join(draft, dataName)
	if err := os.Mkdir(data, 0o700); err != nil {
		return err
	}
	if m.Database {
		if err := snapshot(ctx, filepath.Join(cfg.DataDir, databaseName), filepath.Join(data, databaseName)); err != nil {
			return err
		}
	}
	for _, part := range []mirror{
		{from: cfg.DataDir, to: data, skip: o.skipData},
		{from: cfg.VaultDir, to: filepath.Join(draft, vaultName), skip: temporary},
		{from: cfg.LogDir, to: filepath.Join(draft, logsName), skip: func(name string) bool { return name == "lock" || name == ".lock" }, grows: true},
	} {
		if err := part.run(ctx); err != nil {
			return err
		}
	}
	report, err := auditlog.Verify(filepath.Join(draft, logsName))
	switch {
	case errors.Is(err, auditlog.ErrNoLog):
		return nil
	case err != nil:
		return err
	case !report.OK():
		return fmt.Errorf("the log's chain is broken at %s; find out why first (go run ./starter verify-log), an older copy may be whole", report.Broken)
	}
	m.LogHead, m.LogLines = report.Head, report.Lines
	return nil
}

// skipData leaves out what belongs to the running process, the database (which
// has its own way) with its older copies, and sign-ins.
func (o *Options) skipData(name string) bool {
	if strings.HasPrefix(name, databaseName) || name == "lock" || name == "ready.json" || name == "worker.log" || temporary(name) {
		return true
	}
	if o.WithoutKeys && name == codec.FileName {
		return true
	}
	path := filepath.Join(o.Config.DataDir, name)
	return slices.Contains([]string{o.Config.Gmail.TokenFile, o.Config.X.TokenFile}, path)
}

// temporary are files that are being written, of this program and of others.
func temporary(name string) bool {
	base := filepath.Base(name)
	return strings.HasPrefix(base, ".") && strings.HasSuffix(base, ".tmp")
}

// Missing tells what of a copy is not there, nil when it can be restored.
func Missing(dir string) error {
	for _, name := range []string{ManifestName, dataName, vaultName} {
		if _, err := os.Stat(filepath.Join(dir, name)); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is no finished copy: it has no %s", dir, name)
		}
	}
	return nil
}
