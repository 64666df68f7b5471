package bridge_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// said counts the log's lines that hold some words, and requires that each
// names the request.
func (h *house) said(words, request string) int {
	h.t.Helper()
	n := 0
	for _, line := range h.log.All() {
		fields := line.ContextMap()
		if strings.Contains(fmt.Sprint(line.Message, fields["error"]), words) && strings.Contains(fmt.Sprint(fields), request) {
			n++
		}
	}
	return n
}

func TestDifferences_EachIsNamedOnceWithItsRequestAndWhatWasDone(t *testing.T) {
	t.Parallel()
	const unknown = "req-ffffffffffffffff-0"
	for name, c := range map[string]struct {
		make    func(h *house)
		words   string
		request string
	}{
		"decision made while off": {func(h *house) { h.move(h.lay(request()), vault.Approved) }, "told a process of its note", requestID},
		"decision not delivered": {func(h *house) {
			name := h.lay(request())
			h.temporal.failNext([]error{errDown}, nil)
			h.move(name, vault.Approved)
		}, "is not delivered and is sent again", requestID},
		"note missing": {func(h *house) { require.NoError(h.t, os.Remove(h.path(h.lay(request())))) }, "a request without a note", requestID},
		"note of an unknown request": {func(h *house) {
			h.write("Approved/odd.md", "---\nrequest_id: \""+unknown+"\"\n---\n")
		}, "never asked here: the owner is told", unknown},
		"note of a closed request": {func(h *house) {
			h.move(h.closed(request(), contract.StatusDone), vault.Approved)
		}, "a note of a closed request: it decides nothing, and the owner is told", requestID},
		"closed request among what waits": {func(h *house) {
			h.move(h.closed(request(), contract.StatusRejected), vault.PendingApproval)
		}, "it is asked again", requestID},
		"decision whose process is gone": {func(h *house) {
			name := h.lay(request())
			h.temporal.failNext([]error{serviceerror.NewNotFound("gone")}, nil)
			h.move(name, vault.Approved)
		}, "a note without a process: the request is closed as stopped", requestID},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inHouse(t, func(t *testing.T, h *house) {
				c.make(h)
				h.later(20 * time.Second)
				require.Equal(t, 1, h.said(c.words, c.request), "%v", h.log.All())
			})
		})
	}
}

func TestDifferences_NamedAgainWhenItComesBack(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		name := h.lay(request())
		text := h.read(name)
		for range 2 {
			require.NoError(t, os.Remove(h.path(name)))
			h.later(3 * scan)
			h.write(name, text)
			h.later(3 * scan)
		}
		require.Equal(t, 2, h.said("a request without a note", requestID))
		require.Equal(t, 2, h.said("is back", requestID))
	})
}

func TestCompare_RequestWhoseProcessIsGoneIsAskedAgain(t *testing.T) {
	t.Parallel()
	for name, status := range map[string]enumspb.WorkflowExecutionStatus{
		"database lost": enumspb.WORKFLOW_EXECUTION_STATUS_UNSPECIFIED, "terminated": enumspb.WORKFLOW_EXECUTION_STATUS_TERMINATED,
		"failed": enumspb.WORKFLOW_EXECUTION_STATUS_FAILED,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inHouse(t, func(t *testing.T, h *house) {
				note := h.lay(request())
				h.edit(note, "2026-03-31", "2026-06-30")
				h.temporal.end(process, status)
				h.restart()
				h.later(3 * scan)
				starts := h.temporal.started()
				require.Len(t, starts, 1)
				require.Equal(t, 1, starts[0].in.Reissue)
				require.Equal(t, "2026-06-30", starts[0].in.Answers["due_date"], "what the owner wrote is lost")
				require.NoFileExists(t, h.path(note))
				require.Equal(t, 1, h.said("a note without a process", requestID))
				require.Equal(t, 1, h.said("it is asked again", requestID))
			})
		})
	}
}

func TestCompare_WhatWasOnlyToBeDescribedStaysSo(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		n := request()
		n.DryRun = true
		h.lay(n)
		h.temporal.end(process, enumspb.WORKFLOW_EXECUTION_STATUS_TERMINATED)
		h.restart()
		h.later(3 * scan)
		require.Len(t, h.temporal.started(), 1)
		require.True(t, h.temporal.started()[0].in.DryRun, "a rule could have sent it without asking")
	})
}

func TestCompare_QuestionWhoseProcessIsGoneIsAskedAgain(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		n := request()
		n.Type, n.Folder = contract.NoteClarification, contract.FolderNeedsAction
		note := h.lay(n)
		h.temporal.end(process, enumspb.WORKFLOW_EXECUTION_STATUS_TERMINATED)
		h.restart()
		h.later(3 * scan)
		require.Len(t, h.temporal.started(), 1)
		require.Equal(t, 1, h.temporal.started()[0].in.Reissue)
		require.NoFileExists(t, h.path(note))
		require.Len(t, h.files("Completed"), 1)
	})
}

func TestCompare_ProcessThatRunsIsLeftAlone(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		h.lay(request())
		h.restart()
		require.Equal(t, 1, h.temporal.asked, "it was not in the list yet")
		h.temporal.process(process, contract.StatusWaitingApproval, time.Now())
		h.restart()
		h.later(10 * scan)
		require.Equal(t, 1, h.temporal.asked, "it was in the list")
		require.True(t, h.desk.IsOpen(requestID))
		require.Empty(t, h.temporal.started())
		h.temporal.end(process, enumspb.WORKFLOW_EXECUTION_STATUS_TERMINATED)
		h.later(time.Hour + scan)
		require.Len(t, h.temporal.started(), 1, "it is looked at again every hour")
	})
}

func TestCompare_ThatFailsIsTriedAgainAndHoldsNothingUp(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		name := h.lay(request())
		h.temporal.end(process, enumspb.WORKFLOW_EXECUTION_STATUS_TERMINATED)
		h.temporal.failListing(errDown)
		h.restart()
		h.later(3 * scan)
		require.Equal(t, 1, h.said("could not be held against the processes", ""))
		require.True(t, h.desk.IsOpen(requestID))
		h.temporal.failListing(nil)
		h.later(2 * scan)
		require.Len(t, h.temporal.started(), 1)
		require.NoFileExists(t, h.path(name))
	})
}

func TestCompare_ProcessThatWaitsForAnUnknownRequestIsNamed(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		for i := range 2500 { // more than two pages
			h.temporal.process(fmt.Sprintf("invoice/%04d", i), contract.StatusReading, time.Now().Add(-time.Hour))
		}
		h.temporal.process("invoice/2499", contract.StatusWaitingApproval, time.Now().Add(-time.Hour))
		h.temporal.process("invoice/1111", contract.StatusWaitingApproval, time.Now())
		h.restart()
		h.later(3 * scan)
		require.Equal(t, 1, h.said("a request that is not known here", "invoice/"))
		require.Equal(t, 1, h.said("a request that is not known here", "invoice/2499"))
	})
}

func TestReconcile_DeliveredDecisionIsNotReadAgainAtEveryScan(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		h.move(h.lay(request()), vault.Approved)
		h.scan()
		require.Len(t, h.temporal.sent(), 1)
		require.NoError(t, os.WriteFile(filepath.Join(h.dir, "requests", requestID+".json"), []byte("{"), 0o600))
		h.later(10 * scan)
		require.Zero(t, h.said("is damaged", ""), "a vault full of decided notes would be read again and again")
	})
}
