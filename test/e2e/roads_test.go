package e2e_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// roads are the ways on which a decision comes, and the tests that walk each.
func roads() map[string][]string {
	return map[string][]string{
		"moved":                           {"TestBridge_EachDecisionReachesItsProcessOnceAndNotOnEveryScan", "TestWatcher_AMovedNoteIsToldAtOnceAndIsNeverAtTwoPlacesOrNone"},
		"copied":                          {"TestDecision_CopyInApprovedIsAskedAboutAndDoesNothing", "TestWatcher_ACopyCountsAfterItHasSettled"},
		"written in pieces":               {"TestDecision_HalfWrittenNoteWaitsUntilItIsWhole"},
		"edited in place and moved":       {"TestDecision_ChangedAmountOutsideThePropertiesStopsTheEffect", "TestBridge_EditAfterTheMoveIsTold"},
		"moved back before the effect":    {"TestDecision_TakenBackWhilePausedIsNotCarriedOut", "TestBridge_DecisionTakenBackAndMadeAgainIsToldAgain"},
		"in both folders":                 {"TestHostile_NothingButTheOwnersOwnNoteDecides", "TestBridge_CopyInTwoFoldersIsToldToTheProcess"},
		"conflict copies":                 {"TestHostile_NothingButTheOwnersOwnNoteDecides", "TestReadSettled_ConflictCopiesOfEveryTool"},
		"put away by iCloud":              {"TestWatcher_ANoteThatICloudPutsAwayIsNotGone", "TestDecision_NoteOfWhichOnlyTheNameIsLeftIsNotADeletedOne"},
		"decided while off":               {"TestDecision_MadeWhileTheProgramWasOffCounts", "TestBridge_DecisionMadeWhileOffReachesItsProcess"},
		"decided on another device":       {"TestRoads_DecidedOnAnotherDevice", "TestBridge_NoteThatASyncToolBringsBackInTimeWasNeverDeleted"},
		"a folder of notes moved at once": {"TestDecision_ManyAtOnceCountEach"},
		"thousands at once":               {"TestBurst_KilledInBetweenEveryApprovalIsDecidedOnce", "TestBurst_TenThousandNotesAreGoneThroughAfterARestart", "TestWatcher_TenThousandMovesAndASlowReaderLoseNothing"},
		"an old state of the vault":       {"TestRoads_OldStateOfTheVaultDecidesNothingAgain", "TestDecision_OldCopyOfADecidedNoteIsNotDecidedAgain"},
		"renamed by the owner":            {"TestRoads_RenamedAndPutIntoAFolderOfTheOwnersOwn"},
		"subfolders of Approved":          {"TestRoads_RenamedAndPutIntoAFolderOfTheOwnersOwn", "TestHostile_NothingButTheOwnersOwnNoteDecides"},
		"twins of case and Unicode":       {"TestHostile_NothingButTheOwnersOwnNoteDecides"},
		"line ends, BOM, clocks":          {"TestHostile_NothingButTheOwnersOwnNoteDecides", "TestDecision_AClockThatRunsAheadDoesNotDecideInTheFuture"},
		"network shares and WSL2":         {"TestPollingMount_KnowsWhereNoEventsFire"},
		"deleted":                         {"TestBridge_DeletedNoteIsToldAfterTheGraceAndOnce"},
		"a process or a database lost":    {"TestRoads_LostDatabaseAsksAgain", "TestCompare_RequestWhoseProcessIsGoneIsAskedAgain"},
		"everything hostile at once":      {"TestHostile_AllAtOnceDoNothingAndTheHonestNoteStillCounts"},
	}
}

func TestRoads_EachIsWalkedByATestThatExists(t *testing.T) {
	t.Parallel()
	all := map[string]bool{}
	pattern := regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	for _, dir := range []string{".", "../../worker/bridge", "../../vault", "../../activities/notes"} {
		files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
		require.NoError(t, err)
		for _, file := range files {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			for _, m := range pattern.FindAllStringSubmatch(string(text), -1) {
				all[m[1]] = true
			}
		}
	}
	for road, tests := range roads() {
		for _, name := range tests {
			assert.True(t, all[name], "%s: there is no %s", road, name)
		}
	}
}

// A sync tool takes the note away here and, later, writes another file there,
// with the time of the other device.
func TestRoads_DecidedOnAnotherDevice(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	knowsTheCustomer(fake)
	p := harness.New(t, append(realOdoo(fake.URL), "EMPLOYEE_SCAN_INTERVAL=5s")...)
	p.Start()
	note := pending(p, "6100")
	text := p.Read("Pending_Approval", note)

	require.NoError(t, os.Remove(p.Path("Pending_Approval", note)))
	temp := p.Path("Approved", ".syncthing."+note+".tmp")
	require.NoError(t, os.WriteFile(temp, []byte(text), 0o644))
	there := time.Now().Add(-3 * time.Minute)
	require.NoError(t, os.Chtimes(temp, there, there))
	require.NoError(t, os.Rename(temp, p.Path("Approved", note)))

	_, done := completed(p, "6100")
	require.Equal(t, "done", harness.Property(done, "outcome"))
	require.Len(t, fake.Drafts(), 1)
}

func TestRoads_OldStateOfTheVaultDecidesNothingAgain(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	knowsTheCustomer(fake)
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	note := pending(p, "6200")
	old := p.Read("Pending_Approval", note)
	p.Move(note, "Pending_Approval", "Approved")
	finished, _ := completed(p, "6200")
	p.Stop()

	// What git or a backup brings back: the note waits again, and nothing is completed.
	require.NoError(t, os.Remove(p.Path("Completed", finished)))
	p.Write("Pending_Approval", note, old)
	p.Start()
	require.Contains(t, p.Read("Needs_Action", p.Note("Needs_Action", "has been decided")), "not decided again")

	p.Move(note, "Pending_Approval", "Approved")
	p.Eventually("the notice to name the new place", func() bool {
		for _, n := range p.Notes("Needs_Action") {
			if strings.Contains(p.Glimpse("Needs_Action", n), "Approved/") {
				return true
			}
		}
		return false
	})
	require.Len(t, fake.Drafts(), 1)
	require.Equal(t, 1, p.Logged("odoo.create_draft_invoice", "intent"))
}

func TestRoads_RenamedAndPutIntoAFolderOfTheOwnersOwn(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	knowsTheCustomer(fake)
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	note := pending(p, "6300")

	require.NoError(t, os.Rename(p.Path("Pending_Approval", note), p.Path("Pending_Approval", "Anna, der Müller-Auftrag!.md")))
	require.NoError(t, os.MkdirAll(p.Path("Approved", "2026", "November"), 0o755))
	require.NoError(t, os.Rename(p.Path("Pending_Approval", "Anna, der Müller-Auftrag!.md"), p.Path("Approved", "2026", "November", "ja.md")))

	_, done := completed(p, "6300")
	require.Equal(t, "done", harness.Property(done, "outcome"))
	require.Len(t, fake.Drafts(), 1)
	require.NoFileExists(t, p.Path("Approved", "2026", "November", "ja.md"))
}

// The processes are lost, the notes and what was asked are not.
func TestRoads_LostDatabaseAsksAgain(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	knowsTheCustomer(fake)
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	first := harness.Property(p.Read("Pending_Approval", pending(p, "6400")), "request_id")
	p.Stop()
	files, err := filepath.Glob(filepath.Join(p.Dir, ".employee", "temporal.db*"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, f := range files {
		require.NoError(t, os.Remove(f))
	}

	p.Start()

	p.Eventually("the request to be asked again", func() bool {
		notes := p.Notes("Pending_Approval")
		if len(notes) != 1 {
			return false
		}
		id := harness.Property(p.Glimpse("Pending_Approval", notes[0]), "request_id")
		return id != "" && id != first && os.Rename(p.Path("Pending_Approval", notes[0]), p.Path("Approved", notes[0])) == nil
	})
	require.Contains(t, p.Output(), "a note without a process")
	p.Eventually("the draft", func() bool { return len(fake.Attachments()) == 1 })
	require.Len(t, fake.Drafts(), 1)
}
