package notes_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestDecision_FolderSaysYesOrNo(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		name := o.lay(approval())
		require.Equal(t, contract.VerdictPending, o.decide(approval()).Verdict)
		name = o.move(name, vault.Approved)
		yes := o.decide(approval())
		require.Equal(t, contract.VerdictApproved, yes.Verdict)
		require.Equal(t, name, yes.Path)
		require.Empty(t, yes.Problems)
		require.NotEmpty(t, yes.Handbook.Hash)
		require.Len(t, yes.ContentHash, 64)
		name = o.move(name, vault.Rejected)
		require.Equal(t, contract.VerdictRejected, o.decide(approval()).Verdict)
		o.move(name, vault.PendingApproval)
		require.Equal(t, contract.VerdictPending, o.decide(approval()).Verdict, "moved back is taken back")
	})
}

func TestDecision_EditableFieldsComeAsTheyStand(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		name := o.move(o.lay(approval()), vault.Approved)
		o.edit(name, "due_date: \"2026-03-31\"", "due_date: 2026-04-15")
		o.edit(name, "tax_included: false", "tax_included: true\nline_2_description: Ladder\nline_2_quantity: 1\nline_2_unit_price: 99.90")
		o.edit(name, "line_1_quantity: \"2\"", "line_1_quantity: 1.50")
		d := o.decide(approval())
		require.Equal(t, contract.VerdictApproved, d.Verdict, d.Problems)
		require.Equal(t, map[string]string{
			"customer": "Orchard Tools Ltd", "due_date": "2026-04-15", "tax_included": "true",
			"line_1_description": "Pruning course", "line_1_quantity": "1.50", "line_1_unit_price": "500.00",
			"line_2_description": "Ladder", "line_2_quantity": "1", "line_2_unit_price": "99.90",
		}, d.Fields)
	})
}

func TestDecision_ValueThatWasShownShortenedComesBackWhole(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		n := approval()
		n.Fields[3].Value = "see https://shop.example/[[item]]  with  two spaces " + strings.Repeat("and more ", 100)
		o.move(o.lay(n), vault.Approved)
		d := o.decide(n)
		require.Equal(t, contract.VerdictApproved, d.Verdict, d.Problems)
		require.Equal(t, n.Fields[3].Value, d.Fields["line_1_description"], "what was approved is not what would be sent")
	})
}

// TestDecision_HarmlessChangesCount are things that editors, formatters and
// the owner do to a note that change nothing of what was shown.
func TestDecision_HarmlessChangesCount(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(string) string{
		"own text below":         func(s string) string { return s + "\nMy own line with [[links]].\n" },
		"own text in the middle": func(s string) string { return strings.Replace(s, "## The mail", "I called them.\n\n## The mail", 1) },
		"own property":           func(s string) string { return strings.Replace(s, "dry_run:", "reviewer: Kim\ndry_run:", 1) },
		"values without quotes": func(s string) string {
			head, body, _ := strings.Cut(s, "\n---\n")
			return strings.ReplaceAll(head, "\"", "") + "\n---\n" + body
		},
		"single quotes": func(s string) string {
			head, body, _ := strings.Cut(s, "\n---\n")
			return strings.ReplaceAll(head, "\"", "'") + "\n---\n" + body
		},
		"CRLF and a byte order mark": func(s string) string { return "\uFEFF" + strings.ReplaceAll(s, "\n", "\r\n") },
		"aligned table": func(s string) string {
			return strings.Replace(s, "| --- | --- | --- |", "| :-------------- | -----: | ---------: |", 1)
		},
		"trailing spaces and blank lines": func(s string) string { return strings.ReplaceAll(s, "\n\n", "  \n\n\n") },
		"other order of properties": func(s string) string {
			return strings.Replace(strings.Replace(s, "amount: \"1190.00\"\n", "", 1), "dry_run:", "amount: \"1190.00\"\ndry_run:", 1)
		},
		"a comment": func(s string) string { return strings.Replace(s, "dry_run:", "# checked\ndry_run:", 1) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atDesk(t, func(t *testing.T, o *office) {
				file := o.move(o.lay(approval()), vault.Approved)
				was := o.read(file)
				require.NotEqual(t, was, change(was))
				o.write(file, change(was))
				d := o.decide(approval())
				require.Equal(t, contract.VerdictApproved, d.Verdict, d.Problems)
				require.Equal(t, "500.00", d.Fields["line_1_unit_price"])
			})
		})
	}
}

// TestDecision_ChangesOfWhatWasShownStop each name what the owner has to put
// right.
func TestDecision_ChangesOfWhatWasShownStop(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ old, new, names string }{
		"amount":              {"amount: \"1190.00\"", "amount: \"11.90\"", "property amount was changed"},
		"amount as list":      {"amount: \"1190.00\"", "amount:\n  - \"1190.00\"", "property amount"},
		"fingerprint gone":    {"fingerprint: \"5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef\"\n", "", "property fingerprint is missing"},
		"dry run":             {"dry_run: false", "dry_run: true", "property dry_run was changed"},
		"other workflow":      {"workflow_id: \"invoice/0123456789abcdef\"", "workflow_id: \"invoice/other\"", "property workflow_id was changed"},
		"expiry":              {"expires: \"2026", "expires: \"2036", "property expires was changed"},
		"older revision":      {"revision: \"1\"", "revision: \"0\"", "Decide the newer note"},
		"body line edited":    {"| Pruning course | 2 | 500.00 |", "| Pruning course | 2 | 5.00 |", "text of the note was changed"},
		"body line removed":   {"Rule: invoice.over_limit\n", "", "text of the note was changed"},
		"words of the mail":   {"please invoice us", "please do not invoice us", "text of the note was changed"},
		"heading":             {"# Invoice Orchard Tools Ltd", "# Invoice Somebody Else", "text of the note was changed"},
		"line struck out":     {"- Yes: move", "- ~~Yes: move", "text of the note was changed"},
		"conflict marks":      {"## The mail", "<<<<<<< HEAD\n## The mail\n=======\n>>>>>>> theirs", "conflict"},
		"second property":     {"amount: \"1190.00\"", "amount: \"1190.00\"\namount: \"5\"", "twice"},
		"invisible character": {"Pruning course | 2", "Pruning\u202e course | 2", "invisible"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atDesk(t, func(t *testing.T, o *office) {
				file := o.move(o.lay(approval()), vault.Approved)
				o.edit(file, c.old, c.new)
				d := o.decide(approval())
				require.Equal(t, contract.VerdictProblem, d.Verdict)
				require.Contains(t, strings.Join(d.Problems, "\n"), c.names)
				require.Empty(t, d.Fields)
				o.move(file, vault.Rejected)
				require.Equal(t, rejectedOrUnreadable(d), o.decide(approval()).Verdict, "a no must count in whatever state a readable note is")
			})
		})
	}
}

func rejectedOrUnreadable(d contract.Decision) contract.Verdict {
	if strings.Contains(d.Problems[0], "cannot be read") {
		return contract.VerdictProblem
	}
	return contract.VerdictRejected
}

func TestDecision_TwoNotesDecideNothing(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		name := o.lay(approval())
		o.write("Approved/copy.md", o.read(name))
		d := o.decide(approval())
		require.Equal(t, contract.VerdictProblem, d.Verdict)
		require.Contains(t, d.Problems[0], "There are 2 notes")
		o.move(name, vault.Rejected)
		require.Equal(t, contract.VerdictProblem, o.decide(approval()).Verdict, "in both folders")
		o.remove("Approved/copy.md")
		require.Equal(t, contract.VerdictRejected, o.decide(approval()).Verdict)
	})
}

func TestDecision_ConflictCopyOfASyncToolStops(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		name := o.lay(approval())
		moved := o.move(name, vault.Approved)
		o.write(strings.TrimSuffix(moved, ".md")+".sync-conflict-20260302-101112-ABCDEFG.md", o.read(moved))
		require.Equal(t, contract.VerdictProblem, o.decide(approval()).Verdict)
	})
}

func TestDecision_MissingCountsAfterTheGraceOnly(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		name := o.lay(approval())
		text := o.read(name)
		o.remove(name)
		require.Equal(t, contract.VerdictPending, o.decide(approval()).Verdict)
		time.Sleep(grace - 2*time.Second)
		require.Equal(t, contract.VerdictPending, o.decide(approval()).Verdict)
		o.write("Approved/late by the sync tool.md", text)
		require.Equal(t, contract.VerdictApproved, o.decide(approval()).Verdict)
		o.remove("Approved/late by the sync tool.md")
		require.Equal(t, contract.VerdictPending, o.decide(approval()).Verdict, "the grace began anew")
		time.Sleep(grace)
		gone := o.decide(approval())
		require.Equal(t, contract.VerdictWithdrawn, gone.Verdict)
		require.Equal(t, grace, gone.SeenAt.Sub(gone.FileTime).Truncate(grace))
	})
}

func TestDecision_DamagedNoteIsNotADeletedOne(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]func(string) string{
		"broken YAML":             func(s string) string { return strings.Replace(s, "dry_run: false", "dry_run: [", 1) },
		"no closing line":         func(s string) string { return strings.Replace(s, "\n---\n", "\n", 1) },
		"far too long":            func(s string) string { return s + strings.Repeat("x", vault.MaxNoteBytes) },
		"request line half typed": func(s string) string { return strings.Replace(s, "request_id: \"", "request_id: ", 1) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atDesk(t, func(t *testing.T, o *office) {
				file := o.lay(approval())
				o.write(file, damage(o.read(file)))
				for range 3 {
					require.Equal(t, contract.VerdictPending, o.decide(approval()).Verdict)
					time.Sleep(grace)
				}
				o.open() // after a restart nobody remembers what lay there
				require.Equal(t, contract.VerdictPending, o.decide(approval()).Verdict)
				time.Sleep(grace)
				require.Equal(t, contract.VerdictPending, o.decide(approval()).Verdict)
				if strings.Contains(name, "request line") {
					return // moved, it names another request, which the bridge tells
				}
				o.move(file, vault.Approved)
				d := o.decide(approval())
				require.Equal(t, contract.VerdictProblem, d.Verdict)
				require.Contains(t, d.Problems[0], filepath.Base(file))
			})
		})
	}
}

func TestDecision_QuestionCountsWhenTicked(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		name := o.lay(clarification())
		o.edit(name, "2026-03-31", "2026-05-01")
		require.Equal(t, contract.VerdictPending, o.decide(clarification()).Verdict)
		require.False(t, o.Answered(name))
		o.edit(name, "answered: false", "answered: true")
		require.True(t, o.Answered(name))
		d := o.decide(clarification())
		require.Equal(t, contract.VerdictAnswered, d.Verdict, d.Problems)
		require.Equal(t, "2026-05-01", d.Fields["due_date"])
		require.NotContains(t, d.Fields, "answered")
		o.move(name, vault.Approved)
		require.Equal(t, contract.VerdictApproved, o.decide(clarification()).Verdict)
	})
}

func TestDecision_AnsweredOnlyByARealTick(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		name := o.lay(clarification())
		o.edit(name, "answered: false", "answered: \"true, I think\"")
		require.Equal(t, contract.VerdictPending, o.decide(clarification()).Verdict)
		require.False(t, o.Answered("Needs_Action/not there.md"))
	})
}

func TestDecision_OfAnotherRequestOrProcessDecidesNothing(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.move(o.lay(approval()), vault.Approved)
		stranger := approval()
		stranger.WorkflowID = "invoice/other"
		require.Equal(t, contract.VerdictPending, o.decide(stranger).Verdict)
		later := approval()
		later.Revision = 2
		require.Equal(t, contract.VerdictPending, o.decide(later).Verdict)
		unknown := approval()
		unknown.RequestID = "req-00000000-7"
		require.Equal(t, contract.VerdictPending, o.decide(unknown).Verdict)
		other := approval()
		other.Fingerprint = "00"
		require.Equal(t, contract.VerdictProblem, o.decide(other).Verdict)
		o.file(filing(approval(), "done"))
		require.Equal(t, contract.VerdictPending, o.decide(approval()).Verdict)
	})
}

func TestDecision_TimeIsThatOfTheMoveNotOfTheWriting(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		name := o.lay(approval())
		long := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
		require.NoError(t, os.Chtimes(o.path(name), long, long))
		name = o.move(name, vault.Approved)
		info, err := o.vault.Stat(name)
		require.NoError(t, err)
		require.True(t, info.ModTime.Equal(long))
		if info.ChangeTime.Equal(info.ModTime) {
			t.Skip("this system does not tell when a file was moved")
		}
		require.True(t, o.decide(approval()).FileTime.Equal(info.ChangeTime))
		future := time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC)
		require.NoError(t, os.Chtimes(o.path(name), future, future))
		require.True(t, o.decide(approval()).FileTime.Equal(future))
	})
}

func TestDecision_AClockThatRunsAheadDoesNotDecideInTheFuture(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.now = time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
		name := o.move(o.lay(approval()), vault.Approved)
		o.open()
		ahead := time.Date(2090, 1, 1, 0, 0, 0, 0, time.UTC)
		require.NoError(t, os.Chtimes(o.path(name), ahead, ahead))
		d := o.decide(approval())
		require.Equal(t, contract.VerdictApproved, d.Verdict)
		require.Equal(t, d.SeenAt, d.FileTime)
		require.Equal(t, 2021, d.FileTime.Year())
	})
}
