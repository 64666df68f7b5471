package dbfile_test

import (
	"bytes"
	"context"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/devserver/internal/dbfile"
)

func TestPrepare_RefusesADamagedFileWithoutTouchingIt(t *testing.T) {
	t.Parallel()
	sound, err := os.ReadFile(created(t))
	require.NoError(t, err)
	overwritten := bytes.Clone(sound)
	for i := 8192; i < len(overwritten); i++ {
		overwritten[i] = 0xFF
	}
	for name, content := range map[string][]byte{
		"empty":                       {},
		"garbage":                     []byte("this was never a database, however long it may be"),
		"one byte":                    {1},
		"a header and nothing more":   append([]byte("SQLite format 3\x00"), bytes.Repeat([]byte{0xEE}, 200)...),
		"cut in half":                 sound[:len(sound)/2+100],
		"overwritten after two pages": overwritten,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := newPath(t)
			require.NoError(t, os.WriteFile(path, content, 0o600))

			_, err := prepare(t, path)

			var damaged *dbfile.DamagedError
			require.ErrorAs(t, err, &damaged)
			require.ErrorContains(t, err, path)
			require.ErrorContains(t, err, "Nothing was changed")
			require.ErrorContains(t, err, "move it out of the way")
			after, err := os.ReadFile(path)
			require.NoError(t, err)
			require.True(t, bytes.Equal(content, after), "the file is untouched")
		})
	}
}

func TestPrepare_RefusesAFolderInPlaceOfTheFile(t *testing.T) {
	t.Parallel()
	path := newPath(t)
	require.NoError(t, os.Mkdir(path, 0o700))

	_, err := prepare(t, path)

	var damaged *dbfile.DamagedError
	require.ErrorAs(t, err, &damaged)
}

func TestPrepare_RefusesTheDatabaseOfAnotherProgram(t *testing.T) {
	t.Parallel()
	path := created(t)
	require.NoError(t, os.Remove(path))
	require.NoError(t, os.WriteFile(path, nil, 0o600))
	run(t, path, "CREATE TABLE recipes(name TEXT)")

	_, err := prepare(t, path)

	var damaged *dbfile.DamagedError
	require.ErrorAs(t, err, &damaged)
	require.ErrorContains(t, err, "not a Temporal database")
	require.Empty(t, backups(t, path))
}

func TestPrepare_SaysThatAnotherProgramUsesTheFile(t *testing.T) {
	t.Parallel()
	path := created(t)
	db := connect(t, path)
	defer func() { _ = db.Close() }()
	_, err := db.ExecContext(t.Context(), "BEGIN EXCLUSIVE")
	require.NoError(t, err)

	_, err = prepare(t, path)

	require.ErrorContains(t, err, "in use by another program")
}

func TestPrepare_EndsWithItsContext(t *testing.T) {
	t.Parallel()
	path := created(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()

	_, err := dbfile.Prepare(ctx, path, noon())

	require.ErrorIs(t, err, context.Canceled)
}

func FuzzPrepare_NeverTouchesAFileItRefuses(f *testing.F) {
	f.Add([]byte("SQLite format 3\x00"))
	f.Add([]byte{0})
	f.Fuzz(func(t *testing.T, content []byte) {
		path := newPath(t)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := dbfile.Prepare(t.Context(), path, noon()); err == nil {
			t.Fatal("accepted a file that is no Temporal database")
		}
		after, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(content, after) {
			t.Fatal("a refused file was changed")
		}
	})
}
