package replay_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/history/v1"
	"google.golang.org/protobuf/proto"
)

var update = flag.Bool("update", false, "write testdata/cost.golden anew") //nolint:gochecknoglobals // a flag of the test binary

const costHead = "history                    events  activities  local  kB\n"

// cost is a line of the table: events, calls through the server, calls in the
// worker that runs the process (each a marker), and the size of it all.
func cost(name string, h *history.History) string {
	activities, local, bytes := 0, 0, 0
	for _, event := range h.GetEvents() {
		bytes += proto.Size(event)
		switch event.GetEventType() {
		case enumspb.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
			activities++
		case enumspb.EVENT_TYPE_MARKER_RECORDED:
			if event.GetMarkerRecordedEventAttributes().GetMarkerName() == "LocalActivity" {
				local++
			}
		}
	}
	return fmt.Sprintf("%-25s  %6d  %10d  %5d  %2d\n", name, len(h.GetEvents()), activities, local, (bytes+500)/1000)
}

// What a process costs is what bounds how many of them a machine carries. The
// histories are of this code, or they would not replay, so the table is of it too.
func TestCost_NoProcessCostsMoreThanIsKnown(t *testing.T) {
	t.Parallel()
	table := filepath.Join("testdata", "cost.golden")
	var got strings.Builder
	got.WriteString(costHead)
	for _, file := range histories(t) {
		h, _ := load(t, file)
		name := filepath.Base(filepath.Dir(file)) + "/" + strings.TrimSuffix(filepath.Base(file), ".json")
		got.WriteString(cost(name, h))
	}
	if *update {
		require.NoError(t, os.WriteFile(table, []byte(got.String()), 0o644))
	}
	want, err := os.ReadFile(table)
	require.NoError(t, err)
	require.Equal(t, string(want), got.String(), `
A recorded process costs another number of events, calls or bytes than the table says. If it grew, look first for what can go: a step that needs
no outside system and takes milliseconds is a local activity (atHand in workflows/internal/flow), a status said twice is an event too many, and what
is only passed through belongs into a file and not into a payload. What has to stay, and what became less, is written into the table with
  go test ./test/replay -run TestCost -update
and the commit says why. go run ./test/bench history approval throughput tells what it costs in time.`)
}
