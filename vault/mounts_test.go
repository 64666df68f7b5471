package vault_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
)

const mountTable = `22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/c rw,noatime - 9p drvfs rw,aname=drvfs
31 22 0:41 / /srv/my\040share rw shared:5 master:3 - cifs //nas/share rw
32 22 0:42 / /home/a/cloud rw - fuse.rclone remote rw
33 22 0:43 / /srv/local rw - nfs4 nas:/x rw
34 33 0:44 / /srv/local rw - ext4 /dev/sdb1 rw
broken line
`

func TestPollingMount_KnowsWhereNoEventsFire(t *testing.T) {
	t.Parallel()
	for dir, want := range map[string]struct {
		kind string
		poll bool
	}{
		"/home/a/vault":       {"ext4", false},
		"/mnt/c/Users/a":      {"9p", true},
		"/mnt/c":              {"9p", true},
		"/mnt/cc":             {"ext4", false},
		"/srv/my share/vault": {"cifs", true},
		"/home/a/cloud/x":     {"fuse.rclone", true},
		"/srv/local/x":        {"ext4", false}, // the later mount covers the earlier
	} {
		kind, poll := vault.PollingMount([]byte(mountTable), dir)
		require.Equal(t, want.kind, kind, dir)
		require.Equal(t, want.poll, poll, dir)
	}
	_, poll := vault.PollingMount(nil, "/x")
	require.False(t, poll)
}

func FuzzPollingMount(f *testing.F) {
	f.Add([]byte(mountTable), "/mnt/c")
	f.Fuzz(func(_ *testing.T, table []byte, dir string) { vault.PollingMount(table, dir) })
}
