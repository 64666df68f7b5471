package notes

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const keyAnswered = "answered"

// FetchDecision reads what the vault says about a request now. It changes
// nothing. A note that lies in two folders, has a twin, or was changed where
// it may not be gives VerdictProblem with the reasons; a note that has been
// missing for the grace period gives VerdictWithdrawn.
func (d *Desk) FetchDecision(ctx context.Context, in contract.FetchDecisionInput) (contract.Decision, error) {
	out := contract.Decision{RequestID: in.RequestID, Verdict: contract.VerdictPending, SeenAt: d.opts.Clock().UTC()}
	entry, found, err := d.register.Get(in.RequestID)
	if err != nil {
		return out, err
	}
	if !found || entry.Closed || entry.Note.WorkflowID != in.WorkflowID || entry.Note.Revision != in.Revision {
		return out, nil
	}
	if in.Fingerprint != entry.Note.Fingerprint {
		out.Verdict, out.Problems = contract.VerdictProblem, []string{"What was shown for this request is not what its process holds. Nothing is done with it; was DATA_DIR brought back from an old copy?"}
		return out, nil
	}
	// The pause is read before the note: an owner who takes a note back and then lifts the pause must not be overtaken.
	rules, err := d.handbook()
	if err != nil {
		return out, err
	}
	seen, err := d.sightings(ctx, in.RequestID, entry.Path)
	if err != nil {
		return out, err
	}
	if len(seen) == 0 {
		seen = d.unlooked()
	}
	since := d.Missing(in.RequestID, len(seen) == 0)
	switch {
	case len(seen) == 0 && out.SeenAt.Sub(since) >= d.opts.Grace:
		out.Verdict, out.FileTime = contract.VerdictWithdrawn, since.UTC()
		return out, nil
	case len(seen) == 0:
		return out, nil
	case len(seen) > 1:
		out.Verdict, out.Problems = contract.VerdictProblem, severalNotes(seen)
		return out, nil
	}
	out, err = d.readOne(out, entry, seen[0])
	if out.Verdict == contract.VerdictApproved || out.Verdict == contract.VerdictAnswered {
		out.Handbook = rules
	}
	return out, err
}

func (d *Desk) readOne(out contract.Decision, entry Entry, s vault.Sighting) (contract.Decision, error) {
	out.Path = s.Path
	verdict, decided := byFolder(s.Folder)
	if s.Problem != "" {
		if decided {
			out.Verdict, out.Problems = contract.VerdictProblem, []string{s.Path + " cannot be read as it is: " + s.Problem}
		}
		return out, nil
	}
	note, info, err := d.vault.ReadSettled(s.Path)
	var refusal *vault.Refusal
	switch {
	case errors.As(err, &refusal):
		if decided {
			out.Verdict, out.Problems = contract.VerdictProblem, []string{refusal.Sentence}
		}
		return out, nil
	case err != nil:
		return out, err
	}
	out.SnoozedUntil = d.readSnooze(note, out.SeenAt).until
	answered, _ := note.GetBool(keyAnswered)
	if s.Folder == vault.NeedsAction && answered {
		verdict, decided = contract.VerdictAnswered, true
	}
	if !decided {
		return out, nil
	}
	out.FileTime = decidedAt(info, out.SeenAt)
	if verdict == contract.VerdictRejected {
		out.Verdict = verdict // a no counts in whatever state the note is
		return out, nil
	}
	laid, err := entry.laid(note)
	if err != nil {
		return out, err
	}
	problems := entry.changes(laid, note)
	if len(problems) > 0 {
		out.Verdict, out.Problems = contract.VerdictProblem, problems
		return out, nil
	}
	out.Verdict, out.Fields, out.ContentHash = verdict, entry.editable(laid, note), hash(note)
	return out, nil
}

// unlooked gives a folder into which the watcher does not look: a request that
// cannot be found may lie in it, and is not withdrawn.
func (d *Desk) unlooked() []vault.Sighting {
	for _, s := range d.finder.Broken() {
		if s.Refused == vault.TooDeep {
			return []vault.Sighting{s}
		}
	}
	return nil
}

func byFolder(f vault.Folder) (contract.Verdict, bool) {
	switch f {
	case vault.Approved:
		return contract.VerdictApproved, true
	case vault.Rejected:
		return contract.VerdictRejected, true
	default:
		return contract.VerdictPending, false
	}
}

// editable takes the properties the owner may change, and lines he added. A
// property that stands as it was laid gives the exact value it was made from,
// because what is shown may be shortened.
func (e Entry) editable(laid, note *vault.Note) map[string]string {
	out := map[string]string{}
	for _, f := range e.Note.Fields {
		v, ok := note.Get(f.Key)
		was, shown := laid.Get(f.Key)
		switch {
		case !ok && shown:
			out[f.Key] = "" // the owner has deleted the property, and sees none
		case !ok:
		case shown && v == was:
			out[f.Key] = f.Value
		default:
			out[f.Key] = v
		}
	}
	for _, key := range note.Keys() {
		if _, known := out[key]; known || !strings.HasPrefix(key, "line_") {
			continue
		}
		if v, ok := note.Get(key); ok {
			out[key] = v
		}
	}
	delete(out, keyAnswered)
	return out
}

func hash(note *vault.Note) string {
	sum := sha256.Sum256(note.Bytes())
	return hex.EncodeToString(sum[:])
}

// maxSeveral is how many of several notes are named, each in a sentence of its
// own: one long sentence would be cut.
const maxSeveral = 10

func severalNotes(seen []vault.Sighting) []string {
	told := []string{fmt.Sprintf("There are %d notes for this request. Keep one, in the folder that says what you want, and delete the others:", len(seen))}
	for i, s := range seen {
		switch {
		case i == maxSeveral:
			return append(told, fmt.Sprintf("… and %d more.", len(seen)-maxSeveral))
		case s.Problem != "":
			told = append(told, s.Path+" ("+s.Problem+")")
		default:
			told = append(told, s.Path)
		}
	}
	return told
}

// decidedAt is when the file was moved or written, as the file system tells. A
// clock that runs ahead does not make a decision come from the future.
func decidedAt(info vault.FileInfo, seen time.Time) time.Time {
	at := info.ModTime.UTC()
	if moved := info.ChangeTime.UTC(); moved.After(at) {
		at = moved // a rename leaves the time of the last writing as it was
	}
	if at.After(seen) {
		return seen
	}
	return at
}
