package devserver_test

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/devserver"
)

const (

	// How /proc/net writes a listening socket and 127.0.0.1.
	listening   = "0A"
	ipv4Locally = "0100007F:"
)

// TestServer_EveryListenerOfTheProcessIsOnLoopback looks at the sockets of the whole
// process, so it also sees listeners nobody thought of.
func TestServer_EveryListenerOfTheProcessIsOnLoopback(t *testing.T) {
	t.Parallel()
	start(t, t.TempDir(), func(o *devserver.Options) { o.UIPort = 0 })

	listeners := ownListeners(t)

	require.GreaterOrEqual(t, len(listeners), 5, "four services and the Web UI")
	for _, local := range listeners {
		require.True(t, strings.HasPrefix(local, ipv4Locally), "a listener is on %s", local)
	}
}

// ownListeners returns the local addresses, as /proc writes them, of this process's
// listening TCP sockets.
func ownListeners(t *testing.T) []string {
	t.Helper()
	mine := ownSockets(t)
	var found []string
	for _, table := range []string{"/proc/self/net/tcp", "/proc/self/net/tcp6"} {
		file, err := os.Open(table)
		require.NoError(t, err)
		lines := bufio.NewScanner(file)
		for lines.Scan() {
			fields := strings.Fields(lines.Text())
			if len(fields) > 9 && fields[3] == listening && mine["socket:["+fields[9]+"]"] {
				found = append(found, fields[1])
			}
		}
		require.NoError(t, lines.Err())
		require.NoError(t, file.Close())
	}
	return found
}

func ownSockets(t *testing.T) map[string]bool {
	t.Helper()
	descriptors, err := filepath.Glob("/proc/self/fd/*")
	require.NoError(t, err)
	sockets := map[string]bool{}
	for _, d := range descriptors {
		// A descriptor may be closed while the list is read.
		if target, err := os.Readlink(d); err == nil {
			sockets[target] = true
		}
	}
	return sockets
}
