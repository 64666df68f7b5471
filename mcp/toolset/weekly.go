package toolset

import (
	"context"
	"errors"
	"fmt"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

const (
	// weekForm is what a week looks like.
	weekForm = `^$|^[0-9]{4}-W[0-9]{2}$`
	// maxShown bounds a page in an answer; an audit with long tables is read in the vault.
	maxShown = 60_000
	// weeksBack is how far the latest page is looked for.
	weeksBack = 60
)

type runBriefingIn struct {
	Week string `json:"week,omitempty" jsonschema:"ISO week such as 2026-W48; empty = the last whole week"`
	patient
}

type runBriefingOut struct {
	WorkflowID string `json:"workflow_id" jsonschema:"names the process"`
	Week       string `json:"week" jsonschema:"the week that is reported"`
	State      string `json:"state" jsonschema:"running: the pages are being made. made: they lie in the vault. failed: they were not made, and Temporal says why"`
	Next       string `json:"next" jsonschema:"what happens now and what to do"`
}

func (o *Office) runBriefing() tool[runBriefingIn, runBriefingOut] {
	return tool[runBriefingIn, runBriefingOut]{
		name: "run_briefing", title: "Make the weekly audit and briefing", acts: true,
		about: "Has the audit and the one-page briefing of a week made now, as every Monday morning. Returns an ID at once, or with wait_seconds when they are there; it takes seconds. Made again, they replace those that are " +
			"there. They are notes in the owner's vault: nothing is sent anywhere, approved or changed by it.",
		limit: func(p properties) {
			p.form("week", weekForm, 8)
			p.wait()
		},
		touches: func(out runBriefingOut) (string, string) { return out.WorkflowID, "" },
		run: func(ctx context.Context, in runBriefingIn) (runBriefingOut, error) {
			w, err := o.weekOf(in.Week)
			if err != nil {
				return runBriefingOut{}, err
			}
			if in.Week != "" && w.Span(o.cfg.Zone, time.Now()).End.After(time.Now()) {
				return runBriefingOut{}, fmt.Errorf("%s is not over yet; the last whole week is %s", w, week.Last(time.Now(), o.cfg.Zone))
			}
			c, _, err := o.dial(ctx)
			if err != nil {
				return runBriefingOut{}, err
			}
			defer c.Close()
			run, err := connect.StartBriefing(ctx, c, o.cfg, w.String())
			if err != nil {
				return runBriefingOut{}, asking("starting the briefing", err)
			}
			out := runBriefingOut{WorkflowID: run.GetID(), Week: w.String()}
			return await(ctx, in.waits(), func(ctx context.Context) (runBriefingOut, string, bool, error) {
				out.State, out.Next = making(ctx, c, w)
				return out, "The pages of " + w.String() + " are being made.", out.State != "running", nil
			})
		},
	}
}

// making tells how the run of a week stands. One that has not appeared yet is running.
func making(ctx context.Context, c client.Client, w week.Week) (state, next string) {
	described, err := c.DescribeWorkflowExecution(ctx, contract.BriefingID(w.String()), "")
	switch status := described.GetWorkflowExecutionInfo().GetStatus(); {
	case err != nil, status == enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING, status == enumspb.WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW:
		return "running", "Ask show_briefing for " + w.String() + " in a few seconds."
	case status == enumspb.WORKFLOW_EXECUTION_STATUS_COMPLETED:
		return "made", "show_briefing shows it."
	}
	return "failed", "They were not made. The process is in the Web UI that health names; run_briefing tries again."
}

type showBriefingIn struct {
	Week string `json:"week,omitempty" jsonschema:"ISO week such as 2026-W48; empty = the latest that was made"`
	Page string `json:"page,omitempty" jsonschema:"briefing: one page for the owner. audit: everything, with the lineage of each figure"`
	patient
}

type showBriefingOut struct {
	Week    string `json:"week" jsonschema:"the week that is reported"`
	State   string `json:"state" jsonschema:"made: the page follows. running: it is being made. not_made: there is none; run_briefing makes it"`
	Page    quoted `json:"page" jsonschema:"the note"`
	Path    string `json:"path,omitempty" jsonschema:"where it lies in the vault"`
	MadeAt  string `json:"made_at,omitempty" jsonschema:"when the file was last written, RFC 3339"`
	Cut     bool   `json:"cut" jsonschema:"true when the end is only in the vault"`
	Caution string `json:"caution" jsonschema:"how to treat the words in this answer"`
}

func (o *Office) showBriefing() tool[showBriefingIn, showBriefingOut] {
	return tool[showBriefingIn, showBriefingOut]{
		name: "show_briefing", title: "Show a weekly briefing or audit",
		about: "Shows the briefing or the audit of a week as it lies in the vault, or says that it is being made or was never made. Every figure's source stands in the audit. " +
			"What is missing is said to be missing; do not fill it in. With wait_seconds it waits while one is being made. Works without a worker. Reads only.",
		limit: func(p properties) {
			p.form("week", weekForm, 8)
			p.wait()
			p.choice("page", "briefing", "audit")
		},
		run: o.readBriefing,
	}
}

func (o *Office) readBriefing(ctx context.Context, in showBriefingIn) (showBriefingOut, error) {
	w, err := o.weekOf(in.Week)
	if err != nil {
		return showBriefingOut{}, err
	}
	if in.Wait > 0 {
		if _, err := await(ctx, in.waits(), func(ctx context.Context) (any, string, bool, error) {
			return nil, "The pages of " + w.String() + " are being made.", !o.isMaking(ctx, w), nil
		}); err != nil {
			return showBriefingOut{}, err
		}
	}
	out := showBriefingOut{Week: w.String(), State: "not_made", Caution: caution}
	back := weeksBack
	if in.Week != "" {
		back = 1
	}
	if of, path, text, written, ok := o.latestPage(w, back, in.Page); ok {
		out.Week, out.State, out.Path, out.MadeAt = of.String(), "made", path, o.stamp(written)
		out.Page, out.Cut = quote(path, text, maxShown), len([]rune(text)) > maxShown
		return out, nil
	}
	if o.isMaking(ctx, w) {
		out.State = "running"
	}
	return out, nil
}

// latestPage is the newest page of a kind among so many weeks, the given one being the first.
func (o *Office) latestPage(w week.Week, weeks int, page string) (of week.Week, path, text string, written time.Time, ok bool) {
	for back := range weeks {
		of = w.Add(-back)
		path = pagePath(of, page)
		var err error
		if text, written, err = readPage(o.place().vault, path); err == nil {
			return of, path, text, written, true
		}
	}
	return of, "", "", written, false
}

// latestBriefing is the text of the newest briefing, for whoever reads it as a resource.
func (o *Office) latestBriefing(context.Context, string) (string, error) {
	_, _, text, _, ok := o.latestPage(week.Last(time.Now(), o.cfg.Zone), weeksBack, "briefing")
	if !ok {
		return "", errors.New("no briefing was made yet; run_briefing makes that of the last whole week")
	}
	return text, nil
}

// isMaking reports whether the run of a week is under way. Without a worker none is.
func (o *Office) isMaking(ctx context.Context, w week.Week) bool {
	c, _, err := o.dial(ctx)
	if err != nil {
		return false
	}
	defer c.Close()
	described, err := c.DescribeWorkflowExecution(ctx, contract.BriefingID(w.String()), "")
	if err != nil {
		return false // there never was one, or nobody can tell
	}
	return described.GetWorkflowExecutionInfo().GetStatus() == enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING
}

// pagePath is where a page lies, by the Monday after its week.
func pagePath(w week.Week, page string) string {
	monday := w.Add(1).Monday()
	if page == "audit" {
		return "Audits/" + monday + "-audit.md"
	}
	return "CEO_Briefings/" + monday + "-briefing.md"
}

func (o *Office) weekOf(text string) (week.Week, error) {
	if text == "" {
		return week.Last(time.Now(), o.cfg.Zone), nil
	}
	return week.Parse(text)
}
