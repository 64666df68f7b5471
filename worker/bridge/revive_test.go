package bridge_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/vault"
)

func TestBridge_OneMailThatBringsItDownDoesNotTakeTheOthersWithIt(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		h.temporal.watchStarts(func() {
			if _, err := os.Stat(h.path("Inbox/a.eml")); err == nil {
				panic("a fault of the program")
			}
		})
		h.write("Inbox/a.eml", eml)
		h.later(5 * scan)
		require.Empty(t, h.temporal.started())
		told := h.log.FilterField(zap.String("panic", "a fault of the program")).All()
		require.NotEmpty(t, told)
		require.Contains(t, told[0].ContextMap()["stack"], "intake.go")

		h.write("Rejected/odd.md", "# Just a text\n")
		h.later(3 * scan)
		require.Len(t, h.files("Needs_Action"), 1, "the others go on")
		require.NoError(t, os.Remove(h.path("Inbox/a.eml")))
		h.write("Inbox/b.eml", eml)
		h.later(3 * scan)
		require.Len(t, h.temporal.started(), 1)
	})
}

func TestBridge_WhatIsDecidedWhileItIsBegunAgainCounts(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		note := h.lay(request())
		h.scan()
		for life := range 2 {
			h.revive(func() {
				if life == 0 {
					h.move(note, vault.Approved)
				}
			})
			h.later(2 * scan)
			require.Len(t, h.temporal.sent(), 1, "told once, and not again by its next life")
		}
		h.revive(func() { h.write("Inbox/late.eml", eml) })
		h.later(3 * scan)
		require.Len(t, h.temporal.started(), 1)
	})
}
