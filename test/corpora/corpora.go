package corpora

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
)

// Unpack reads an archive in memory: its files by their names. The test is
// skipped where the archive is not there, in short runs, and under the race
// detector, which makes pure code ten to twenty times slower.
func Unpack(t *testing.T, name string) map[string][]byte {
	t.Helper()
	if testing.Short() || Race {
		t.Skip("corpora are left out in short runs and under the race detector")
	}
	_, here, _, _ := runtime.Caller(0) //nolint:dogsled // only the file matters
	f, err := os.Open(filepath.Join(filepath.Dir(here), "..", "..", "..", "shared", "corpora", name))
	if errors.Is(err, os.ErrNotExist) {
		t.Skipf("the third-party archive %s is not here", name)
	}
	require.NoError(t, err)
	defer func() { _ = f.Close() }()
	gz, err := gzip.NewReader(f)
	require.NoError(t, err)
	files := map[string][]byte{}
	for tr := tar.NewReader(gz); ; {
		h, err := tr.Next()
		if errors.Is(err, io.EOF) {
			return files
		}
		require.NoError(t, err)
		if h.Typeflag == tar.TypeReg {
			b, err := io.ReadAll(tr)
			require.NoError(t, err)
			files[h.Name] = b
		}
	}
}
