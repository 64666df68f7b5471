package social

import (
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// blockedNotice is the one notice about a platform's block, whichever post met
// it. While it lies on the desk the account is left alone.
func (c *carrier) blockedNotice(why string) contract.Note {
	name := platformName(c.post.Platform)
	n := c.notice("", name+" has blocked posts of this account", []string{
		why, "Nothing more is sent there while this note is here: sending on can make a block longer. The other platforms go on.",
	})
	n.RequestID, n.WorkflowID = "req-social-"+string(c.post.Platform)+"-blocked", "social/"+string(c.post.Platform)
	n.HowTo = []string{"Look at the account on " + name + ". When it may post again, delete this note or move it to Completed/: the next post is then sent."}
	return n
}

// tellBlocked says that a platform has blocked what the account publishes. A
// notice that the owner has deleted since is laid again.
func (c *carrier) tellBlocked(ctx workflow.Context, why string) {
	n := c.blockedNotice(why)
	err := flow.Clear(ctx, n, "It has blocked the account again.")
	if err == nil {
		_, err = flow.Do(ctx, contract.NotesEnsureNote, n, "say that the account is blocked")
	}
	if err != nil {
		workflow.GetLogger(ctx).Error("notice about a blocked account", "error", err)
	}
}

// leftAlone stops a post while the owner has not looked at a block that an
// earlier one has met.
func (c *carrier) leftAlone(ctx workflow.Context) *halt {
	if c.dry {
		return nil
	}
	d, err := flow.ReadDecision(ctx, c.blockedNotice(""))
	if err != nil || d.Path == "" {
		return nil // nothing is known of a block; the platform itself would say so
	}
	return refused(platformName(c.post.Platform) + " has blocked posts of this account, so nothing was sent. Look at the account, then delete the notice " + d.Path + ".")
}
