package readmail

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
	"github.com/autonomous-employee/employee/workflows/reading/mime"
)

// LoadOwner gives what the vault's handbook says about the business.
type LoadOwner func() (contract.Owner, error)

// ErrSomeUnread is returned when at least one file could not be read; the
// sentences are on standard error already.
var ErrSomeUnread = errors.New("not every file could be read")

// Command is "read-mail [--context FILE] FILE...". A FILE may be a folder, of
// which every file is read in the order of names, or "-" for standard input.
// It fails with ErrSomeUnread after all others were printed.
func Command(owner LoadOwner) *cobra.Command {
	var context string
	cmd := &cobra.Command{
		Use:           "read-mail [--context FILE] FILE...",
		Short:         "Print what is read from mails, one JSON object a line",
		Args:          cobra.MinimumNArgs(1),
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := ownerFor(context, owner)
			if err != nil {
				return err
			}
			return run(o, args, cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().StringVar(&context, "context", "", "JSON file with the owner and known customers, in place of the vault's handbook")
	return cmd
}

func ownerFor(context string, load LoadOwner) (contract.Owner, error) {
	if context != "" {
		return ownerFromFile(context)
	}
	if load == nil {
		return contract.Owner{}, nil
	}
	o, err := load()
	if err != nil {
		return contract.Owner{}, fmt.Errorf("the handbook could not be read, give --context FILE instead: %w", err)
	}
	return o, nil
}

func run(owner contract.Owner, args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	enc := json.NewEncoder(stdout)
	enc.SetEscapeHTML(false)
	unread := false
	for _, arg := range args {
		files, err := expand(arg)
		if err != nil {
			unread = true
			complain(stderr, arg, sentence(err))
			continue
		}
		for _, file := range files {
			r, err := readFile(owner, file, stdin)
			if err != nil {
				unread = true
				complain(stderr, file, sentence(err))
				continue
			}
			if r.Unreadable != "" {
				unread = true
				complain(stderr, file, r.Unreadable)
			}
			if err := enc.Encode(outputOf(file, r)); err != nil {
				return fmt.Errorf("write result: %w", err)
			}
		}
	}
	if unread {
		return ErrSomeUnread
	}
	return nil
}

// expand lists the files of a folder, without hidden ones.
func expand(arg string) ([]string, error) {
	if arg == "-" {
		return []string{arg}, nil
	}
	info, err := os.Stat(arg)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{arg}, nil
	}
	var files []string
	err = filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(d.Name(), ".") && path != arg
		switch {
		case d.IsDir() && hidden:
			return filepath.SkipDir
		case d.Type().IsRegular() && !hidden:
			files = append(files, path)
		}
		return nil
	})
	sort.Strings(files)
	return files, err
}

func readFile(owner contract.Owner, file string, stdin io.Reader) (contract.Reading, error) {
	in := stdin
	if file != "-" {
		f, err := os.Open(file) //nolint:gosec // the user names the file
		if err != nil {
			return contract.Reading{}, err
		}
		defer func() { _ = f.Close() }()
		in = f
	}
	raw, err := io.ReadAll(io.LimitReader(in, mime.MaxSize+1))
	if err != nil {
		return contract.Reading{}, err
	}
	return reading.Read(raw, owner), nil
}

func complain(stderr io.Writer, file, why string) {
	_, _ = fmt.Fprintf(stderr, "%s: %s\n", file, why)
}

func sentence(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "There is no such file."
	case errors.Is(err, fs.ErrPermission):
		return "The file may not be opened; check its permissions."
	}
	return "The file could not be read: " + err.Error() + "."
}
