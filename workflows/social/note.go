package social

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// shown is what stands in the owner's note while the post waits.
func (p *process) shown(status, lead string) contract.EnsurePostNoteInput {
	r := p.reading
	note := contract.EnsurePostNoteInput{
		Status: status, Lead: []string{lead}, Hints: append(append([]contract.PostProblem(nil), r.Hints...), p.warnings...),
		Previews: r.Previews, Coming: r.Coming, Slot: r.Slot, Cost: r.Cost,
	}
	if p.status.DryRun {
		note.Lead = append(note.Lead, "Dry run: what would be sent is described exactly; nothing leaves.")
	}
	if len(p.warnings) > 0 {
		note.Lead = append(note.Lead, "What is named under the hints does not let the employee in at the moment. The other platforms go out on time; it follows once that is put right.")
	}
	note.Sections = append(p.lastSection(), p.skipped(r.Missed)...)
	return note
}

// tell writes our part of the owner's note, when it would say something else
// than before.
func (p *process) tell(ctx workflow.Context, note contract.EnsurePostNoteInput) error {
	note.PostID = p.in.PostID
	raw, err := json.Marshal(note)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(raw)
	if said := hex.EncodeToString(sum[:]); said != p.told {
		ref, err := flow.Do(ctx, contract.PostsEnsureNote, note, "say in the note how it stands")
		if err != nil {
			return err
		}
		p.told = said
		if ref.Path != "" {
			p.reading.Path = ref.Path
		}
	}
	return nil
}

// when is the slot as the owner reads it.
func (p *process) when() string {
	if p.reading.SlotLocal != "" {
		return p.reading.SlotLocal
	}
	return stamp(p.reading.Slot)
}

// noteFor begins a note beside the owner's own.
func (p *process) noteFor(noteType, folder, title string) contract.Note {
	slot := p.reading.Slot
	// A request of another execution is closed and stays so; the run keeps the names apart.
	return contract.Note{
		RequestID: contract.PostRequestID(p.in.PostID+"\n"+p.runID, slot, p.requests), WorkflowID: p.journal.About, Revision: 1,
		Type: noteType, Folder: folder, Title: title, Created: p.started, DryRun: p.status.DryRun,
	}
}

// request is the note that a yes is asked for.
func (p *process) request(ctx workflow.Context, j policy.Judgement) contract.Note {
	r := p.reading
	note := p.noteFor(contract.NoteApproval, contract.FolderPendingApproval, capital(kindWord(r.Post.Kind))+" "+p.name())
	note.Action, note.Fingerprint, note.Expires = actionPublish, r.Fingerprint, p.expires(ctx)
	note.Lead = append(append([]string(nil), p.setback...), p.willHappen(ctx))
	if r.Cost != "" && r.Cost != "0" {
		note.Amount, note.Currency = r.Cost, "USD"
	}
	for _, post := range r.Posts {
		note.Sections = append(note.Sections, postSection(post, r.Previews)...)
	}
	why := contract.Section{Heading: "Why you are asked", Text: []string{j.Reason, "Rule: " + j.Rule}}
	for _, s := range r.Sensitive {
		why.Bullets = append(why.Bullets, "Found: "+s.Words+" ("+s.Kind+")")
	}
	note.Sections = append(note.Sections, why)
	note.Sections = append(note.Sections, p.skipped(r.Missed)...)
	if len(r.Hints) > 0 {
		note.Sections = append(note.Sections, problemSection("Worth a look", r.Hints))
	}
	if r.Path != "" {
		note.Sections = append(note.Sections, contract.Section{Heading: "Your note", Links: []contract.Link{{Text: p.name(), Target: r.Path}}})
	}
	note.HowTo = []string{
		"Yes: move this note to Approved/.",
		"No: move it to Rejected/.",
		"To change what is published, edit your own note; you are then asked again with the change.",
	}
	return note
}

func (p *process) willHappen(ctx workflow.Context) string {
	r := p.reading
	var names []string
	for _, post := range r.Posts {
		names = append(names, platformName(post.Platform))
	}
	what := capital(an(r.Post.Kind)) + " on " + strings.Join(names, ", ")
	when := " will be published at " + p.when() + "; if you approve later than that, at once."
	if !r.Slot.After(workflow.Now(ctx)) {
		when = " was to be published at " + p.when() + ". With your approval it is published at once."
	}
	if p.status.DryRun {
		return "Dry run: nothing is sent, the requests are only described. " + what + when
	}
	return what + when
}

// expires counts from the slot, so that a post for next month can be approved
// until then; a slot of a series waits no longer than the next one.
func (p *process) expires(ctx workflow.Context) time.Time {
	if p.series() && len(p.reading.Coming) > 0 {
		return p.reading.Coming[0]
	}
	days := p.reading.Handbook.ExpiresDays
	if days <= 0 {
		days = defaultExpiry
	}
	return later(p.reading.Slot, workflow.Now(ctx)).AddDate(0, 0, days)
}

// file closes the open request, if there is one.
func (p *process) file(ctx workflow.Context, outcome, why string) error {
	if !p.laid {
		return nil
	}
	_, err := flow.Do(ctx, contract.NotesEnsureFiled, contract.FileNoteInput{
		Note: p.note, Folder: contract.FolderCompleted, Status: "completed", Outcome: outcome,
		Result: []contract.Section{{Heading: "How it ended", Text: []string{why}}},
	}, "file the request")
	if err != nil {
		return err
	}
	p.laid, p.yes, p.note = false, nil, contract.Note{}
	p.requests++ // a closed request is not opened again
	flow.DrainDecisions(ctx)
	return nil
}

// postSection shows what will be sent to one platform, to the letter.
func postSection(post contract.PlatformPost, previews []contract.PostPreview) []contract.Section {
	s := contract.Section{Heading: platformName(post.Platform), Quote: post.Text}
	for _, v := range previews {
		if v.Platform == post.Platform {
			s.Bullets = append(s.Bullets, fmt.Sprintf("%d of %d characters", v.Length, v.Limit))
			if v.Shown != "" {
				s.Bullets = append(s.Bullets, "Shown above \"more\": "+v.Shown)
			}
		}
	}
	for _, row := range [][2]string{{"Answers", post.ReplyTo}, {"To", post.Recipient}, {"Link", post.Link}} {
		if row[1] != "" {
			s.Bullets = append(s.Bullets, row[0]+": "+row[1])
		}
	}
	for _, m := range post.Media {
		line := capital(m.Kind) + ": " + m.Source
		if m.Alt != "" {
			line += " (" + m.Alt + ")"
		}
		s.Bullets = append(s.Bullets, line)
	}
	out := []contract.Section{s}
	for i, text := range post.Thread {
		out = append(out, contract.Section{Heading: fmt.Sprintf("%s, part %d", platformName(post.Platform), i+2), Quote: text})
	}
	if post.FirstComment != "" {
		out = append(out, contract.Section{Heading: platformName(post.Platform) + ", first comment", Quote: post.FirstComment})
	}
	return out
}

func problemSection(heading string, problems []contract.PostProblem) contract.Section {
	s := contract.Section{Heading: heading}
	for _, p := range problems {
		text := p.Sentence
		if p.Platform != "" {
			text = platformName(p.Platform) + ": " + text
		}
		s.Bullets = append(s.Bullets, text)
	}
	return s
}

// skipped lists what a series has left out, those in hand among them.
func (p *process) skipped(missed []time.Time) []contract.Section {
	all := append([]time.Time(nil), p.state.Skipped...)
	for _, m := range missed {
		if m.Before(p.reading.Slot) {
			all = append(all, m)
		}
	}
	if len(all) == 0 {
		return nil
	}
	s := contract.Section{Heading: "Left out", Text: []string{"The employee did not run at these times (UTC), or a later one had come; at most one is made up for:"}}
	for _, t := range all {
		s.Bullets = append(s.Bullets, t.UTC().Format("2006-01-02 15:04"))
	}
	return []contract.Section{s}
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func kindWord(k contract.PostKind) string {
	switch k {
	case contract.PostReply:
		return "reply"
	case contract.PostDM:
		return "direct message"
	}
	return "post"
}

func an(k contract.PostKind) string { return "a " + kindWord(k) }

func platformName(p contract.Platform) string {
	switch p {
	case contract.Facebook:
		return "Facebook"
	case contract.Instagram:
		return "Instagram"
	case contract.X:
		return "X"
	}
	return string(p)
}
