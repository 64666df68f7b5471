package vault_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
)

func TestOpen_LaysOutTheDesk(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "deep", "AI_Employee")
	v, err := vault.Open(dir)
	require.NoError(t, err)
	defer v.Close()
	for _, f := range vault.Folders() {
		require.DirExists(t, filepath.Join(dir, string(f)))
	}
	for _, page := range []string{vault.DashboardPage, vault.HandbookPage, vault.GoalsPage, vault.WelcomePage} {
		n, err := v.ReadNote(page)
		require.NoError(t, err, page)
		require.NoError(t, n.Check(), page)
	}
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, page := range []string{"Approvals.base", "Templates/Goal.md", "Templates/Handbook rule.md", "Templates/Social post.md", "Social_Posts.base", "Briefings.base"} {
		require.FileExists(t, filepath.Join(dir, filepath.FromSlash(page)))
	}
	require.Len(t, entries, len(vault.Folders())+8, "nothing else, and no leftovers")
	require.NoError(t, v.Close())
}

func TestOpen_NeverTouchesWhatTheOwnerChanged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first, err := vault.Open(dir)
	require.NoError(t, err)
	require.NoError(t, first.Close())
	handbook, dashboard := filepath.Join(dir, vault.HandbookPage), filepath.Join(dir, vault.DashboardPage)
	require.NoError(t, os.WriteFile(handbook, []byte("mine"), 0o600))
	require.NoError(t, os.Remove(dashboard))
	require.NoError(t, os.Remove(filepath.Join(dir, string(vault.Plans))))
	second, err := vault.Open(dir)
	require.NoError(t, err)
	defer second.Close()
	data, err := os.ReadFile(handbook)
	require.NoError(t, err)
	require.Equal(t, "mine", string(data))
	require.FileExists(t, dashboard)
	require.DirExists(t, filepath.Join(dir, string(vault.Plans)))
}

func TestOpen_AVaultPathThatIsAFileIsSaidClearly(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	_, err := vault.Open(file)
	require.ErrorIs(t, err, vault.ErrNotDirectory)
	require.ErrorContains(t, err, "is a file")
	_, err = vault.Open(filepath.Join(file, "below"))
	require.ErrorIs(t, err, vault.ErrNotDirectory)
	_, err = vault.Open("")
	require.Error(t, err)
}

func TestOpen_AFolderThatIsAFileOrALinkIsSaidClearly(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "Approved"), nil, 0o600))
	_, err := vault.Open(dir)
	require.ErrorIs(t, err, vault.ErrNotDirectory)
	require.ErrorContains(t, err, "Approved")
	require.NoError(t, os.Remove(filepath.Join(dir, "Approved")))
	require.NoError(t, os.Symlink(t.TempDir(), filepath.Join(dir, "Approved")))
	_, err = vault.Open(dir)
	require.ErrorIs(t, err, vault.ErrNotDirectory)
}

func TestOpen_AReadOnlyVaultIsSaidClearly(t *testing.T) {
	t.Parallel()
	if os.Getuid() == 0 {
		t.Skip("the super-user may write everywhere")
	}
	dir := t.TempDir()
	require.NoError(t, os.Chmod(dir, 0o500)) //nolint:gosec // a directory needs its x bit
	_, err := vault.Open(dir)
	require.ErrorIs(t, err, vault.ErrReadOnly)
}

func TestOpenExisting_CreatesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	_, err := vault.OpenExisting(filepath.Join(dir, "none"))
	require.ErrorIs(t, err, fs.ErrNotExist)
	v, err := vault.OpenExisting(dir)
	require.NoError(t, err)
	defer v.Close()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, entries)
}

func TestStore_NothingLeavesTheVault(t *testing.T) {
	t.Parallel()
	v := open(t)
	outside := t.TempDir()
	secret := filepath.Join(outside, "secret.md")
	require.NoError(t, os.WriteFile(secret, []byte("secret"), 0o600))
	require.NoError(t, os.Symlink(outside, abs(v, "Inbox/out")))
	require.NoError(t, os.Symlink(secret, abs(v, "Inbox/link.md")))
	for _, name := range []string{"../secret.md", "Inbox/out/secret.md", "Inbox/link.md", "/etc/passwd", "Inbox/../../x"} {
		_, err := v.ReadFile(name, 0)
		require.Error(t, err, name)
	}
	for _, name := range []string{"../x.md", "Inbox/out/x.md", "/tmp/x.md", "Inbox/../../x.md", ".", ""} {
		require.Error(t, v.WriteFile(name, []byte("x")), name)
		_, err := v.WriteNew(name, []byte("x"))
		require.Error(t, err, name)
		_, err = v.Move("Welcome.md", name)
		require.Error(t, err, name)
	}
	require.Error(t, v.Remove("Inbox/out/secret.md"))
	// A write to a link replaces the link, not what it points to.
	require.NoError(t, v.WriteFile("Inbox/link.md", []byte("mine")))
	data, err := os.ReadFile(secret)
	require.NoError(t, err)
	require.Equal(t, "secret", string(data))
	entries, err := os.ReadDir(outside)
	require.NoError(t, err)
	require.Len(t, entries, 1)
}

func TestStore_ReadAndWrite(t *testing.T) {
	t.Parallel()
	v := open(t)
	name := vault.PendingApproval.Join("sub", "a.md")
	require.NoError(t, v.WriteFile(name, []byte("one")))
	data, err := v.ReadFile(name, 0)
	require.NoError(t, err)
	require.Equal(t, "one", string(data))
	require.NoError(t, os.Chmod(abs(v, name), 0o600))
	require.NoError(t, v.WriteFile(name, []byte("two")))
	info, err := v.Stat(name)
	require.NoError(t, err)
	require.Equal(t, fs.FileMode(0o600), info.Mode.Perm(), "the owner's mode stays")
	there, err := v.Exists(name)
	require.NoError(t, err)
	require.True(t, there)
	require.NoError(t, v.Remove(name))
	require.NoError(t, v.Remove(name), "twice is no error")
	there, err = v.Exists(name)
	require.NoError(t, err)
	require.False(t, there)
	require.Error(t, v.Remove("Inbox"))
	require.Error(t, v.WriteFile("Inbox", nil))
	_, err = v.ReadFile("missing.md", 0)
	require.ErrorIs(t, err, fs.ErrNotExist)
	names, err := v.List("Pending_Approval")
	require.NoError(t, err)
	require.Equal(t, []string{"Pending_Approval/sub"}, names)
}

func TestStore_MoveNeverOverwrites(t *testing.T) {
	t.Parallel()
	v := open(t)
	for i := range 4 {
		from := fmt.Sprintf("Approved/%d.md", i)
		put(t, v, from, []byte(from))
		to, err := v.Move(from, "Completed/2026/Invoice v1.2.md")
		require.NoError(t, err)
		want := "Completed/2026/Invoice v1.2.md"
		if i > 0 {
			want = fmt.Sprintf("Completed/2026/Invoice v1.2 (%d).md", i+1)
		}
		require.Equal(t, want, to)
		data, err := v.ReadFile(to, 0)
		require.NoError(t, err)
		require.Equal(t, from, string(data))
	}
	_, err := v.Move("Approved/none.md", "Completed/none.md")
	require.ErrorIs(t, err, fs.ErrNotExist)
	there, err := v.Exists("Completed/none.md")
	require.NoError(t, err)
	require.False(t, there, "nothing is left of a move that could not be")
	same, err := v.Move("Welcome.md", "Welcome.md")
	require.NoError(t, err)
	require.Equal(t, "Welcome.md", same)
}

func TestStore_ManyWritersOfOneNameLoseNothing(t *testing.T) {
	t.Parallel()
	v := open(t)
	var all sync.WaitGroup
	var mu sync.Mutex
	got := map[string]string{}
	for i := range 40 {
		all.Go(func() {
			text := fmt.Sprintf("writer %d", i)
			name, err := v.WriteNew("Inbox/a.md", []byte(text))
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				got[name] = text
			}
		})
	}
	all.Wait()
	require.Len(t, got, 40)
	for name, text := range got {
		data, err := v.ReadFile(name, 0)
		require.NoError(t, err)
		require.Equal(t, text, string(data))
	}
}

func TestStore_WriteNoteRefusesWhatWouldNotCount(t *testing.T) {
	t.Parallel()
	v := open(t)
	require.Error(t, v.WriteNote("Inbox/a.md", vault.NewNote("\u202E")))
	_, err := v.WriteNewNote("Inbox/a.md", vault.NewNote("\u202E"))
	require.Error(t, err)
	require.NoError(t, v.WriteNote("Inbox/a.md", vault.NewNote("fine")))
	name, err := v.WriteNewNote("Inbox/a.md", vault.NewNote("fine"))
	require.NoError(t, err)
	require.Equal(t, "Inbox/a (2).md", name)
}

func TestStore_StaleTemporaryFilesAreCleared(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	stale, fresh := filepath.Join(dir, ".vault-old.tmp"), filepath.Join(dir, ".vault-new.tmp")
	for _, name := range []string{stale, fresh} {
		require.NoError(t, os.WriteFile(name, nil, 0o600))
	}
	old := time.Now().Add(-2 * time.Hour)
	require.NoError(t, os.Chtimes(stale, old, old))
	v, err := vault.Open(dir)
	require.NoError(t, err)
	defer v.Close()
	require.NoFileExists(t, stale)
	require.FileExists(t, fresh)
}

func writeForever(dir string) {
	v, err := vault.Open(dir)
	if err != nil {
		os.Exit(1)
	}
	fmt.Println("writing")
	for i := 0; ; i++ {
		if err := v.WriteFile("Approved/a.md", whole(i)); err != nil {
			os.Exit(1)
		}
	}
}

func whole(i int) []byte {
	return []byte(fmt.Sprintf("begin %d\n%send %d\n", i, strings.Repeat("some text in between\n", 1500), i))
}

func TestStore_KilledWhileWritingLeavesAWholeFile(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("needs SIGKILL")
	}
	dir := t.TempDir()
	for round := range 15 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "VAULT_TEST_WRITER="+dir)
		out, err := cmd.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, cmd.Start())
		_, err = out.Read(make([]byte, 1))
		require.NoError(t, err)
		file := filepath.Join(dir, "Approved", "a.md")
		for seen := 0; seen <= round*7; seen++ { // read on while it is written, then kill
			if data, err := os.ReadFile(file); err == nil {
				requireWhole(t, data)
			}
		}
		require.NoError(t, cmd.Process.Kill())
		var exit *exec.ExitError
		require.ErrorAs(t, cmd.Wait(), &exit)
		if data, err := os.ReadFile(file); !errors.Is(err, fs.ErrNotExist) {
			require.NoError(t, err)
			requireWhole(t, data)
		}
	}
}

func requireWhole(t testing.TB, data []byte) {
	t.Helper()
	var i int
	_, err := fmt.Sscanf(string(data), "begin %d", &i)
	require.NoError(t, err)
	require.Equal(t, string(whole(i)), string(data))
}

func TestStore_AFullDiskIsSaidClearlyAndLosesNothing(t *testing.T) {
	t.Parallel()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "VAULT_TEST_FULL_DISK="+t.TempDir())
	if !ownMounts(cmd) {
		t.Skip("this system has no private mounts")
	}
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() == skipCode) {
		t.Skipf("a small disk cannot be mounted here: %v %s", err, out)
	}
	require.NoError(t, err, string(out))
}

const skipCode = 77

func check(ok bool, what string, err error) {
	if !ok {
		fmt.Println(what, err)
		os.Exit(1)
	}
}

// fillDisk runs in a process of its own, with a small disk of its own.
func fillDisk() int {
	dir := os.Getenv("VAULT_TEST_FULL_DISK")
	if err := mountSmall(dir); err != nil {
		fmt.Println(err)
		return skipCode
	}
	v, err := vault.Open(dir)
	check(err == nil, "open", err)
	check(v.WriteFile("Inbox/a.md", []byte("old")) == nil, "first write", nil)
	err = v.WriteFile("Inbox/a.md", make([]byte, 4<<20))
	check(errors.Is(err, vault.ErrDiskFull) && strings.Contains(err.Error(), "disk is full"), "full disk", err)
	data, err := v.ReadFile("Inbox/a.md", 0)
	check(err == nil && string(data) == "old", "the old content stays", err)
	check(v.WriteFile("Inbox/b.md", []byte("new")) == nil, "no temporary file fills the disk", nil)
	v.Close()
	check(remountReadOnly(dir) == nil, "remount", nil)
	_, err = vault.Open(dir)
	check(errors.Is(err, vault.ErrReadOnly) && errors.Is(err, syscall.EROFS), "read-only", err)
	return 0
}
