package contract

import "time"

// AuditWeek is what the audit log says of a week. Counts are of lines with a timestamp in the week.
type AuditWeek struct {
	ReadAt time.Time `json:"read_at"`
	Lines  int       `json:"lines"`
	// Effects are lines of phase result: what was carried out, described, refused or became unknown.
	Effects   int `json:"effects"`
	Done      int `json:"done"`
	DryRun    int `json:"dry_run"`
	Refused   int `json:"refused"` // by policy, by the content, or because it was called off: nothing is broken
	Failed    int `json:"failed"`
	Unknown   int `json:"unknown"`
	Automatic int `json:"automatic"` // effects that policy let out without asking
	Approved  int `json:"approved"`  // effects that the owner had approved
	Rejected  int `json:"rejected"`  // decisions of the owner against
	// Actions are lines by action, most first, at most 40; Systems are all, by the name before the action's dot.
	Actions []WeekCount   `json:"actions,omitempty"`
	Systems []AuditSystem `json:"systems,omitempty"`
	// Unreadable counts lines of the whole log that are no records, and so in no other count.
	Unreadable int        `json:"unreadable,omitempty"`
	Chain      AuditChain `json:"chain"`
}

// AuditSystem counts the effects on one system, and what went wrong with it.
type AuditSystem struct {
	System  string `json:"system"`
	Effects int    `json:"effects"`
	Refused int    `json:"refused,omitempty"`
	// Errors are failures and unknown outcomes.
	Errors int `json:"errors,omitempty"`
}

// AuditChain is the check of the whole log, not of the week alone.
type AuditChain struct {
	Whole bool `json:"whole"` // every hash and link holds
	// Broken names the first broken place as file:line and says how; empty when Whole.
	Broken string `json:"broken,omitempty"`
	Head   string `json:"head"` // hash of the last line, hex; kept elsewhere it proves the log later
	Lines  int    `json:"lines"`
	// Intents and Results should be equal, but for Unfinished: an intent without a result may have happened.
	Intents    int       `json:"intents"`
	Results    int       `json:"results"`
	Unfinished []string  `json:"unfinished,omitempty"` // "file:line action", at most 20
	Open       int       `json:"open,omitempty"`       // of Unfinished in all
	Torn       []string  `json:"torn,omitempty"`       // half lines that a crash left; no damage
	First      time.Time `json:"first,omitzero"`
	Last       time.Time `json:"last,omitzero"`
}

// VaultWeek is what lies on the owner's desk, and what was decided in the week.
type VaultWeek struct {
	ReadAt time.Time `json:"read_at"`
	// Waiting are the open requests, oldest first, at most 50, of Waits in all. What they are worth is in Worth.
	Waiting []WaitingNote `json:"waiting,omitempty"`
	Waits   int           `json:"waits"`
	// Approvals counts those of Waits that wait for a yes or no.
	Approvals int         `json:"approvals"`
	Worth     []WeekMoney `json:"worth,omitempty"`
	// NeedsAction counts notes in Needs_Action/.
	NeedsAction int `json:"needs_action"`
	// Outcomes counts requests that ended in the week, by how: a Status constant such as done, rejected, expired.
	Outcomes []WeekCount `json:"outcomes,omitempty"`
	// Decided are the times from the note to the end of its request, of requests that the owner decided and that ended in the week.
	// Automatic ones are not among them.
	Decided   WeekTimes   `json:"decided"`
	Automatic int         `json:"automatic"`
	Expired   int         `json:"expired"`
	Drafted   []WeekMoney `json:"drafted,omitempty"` // drafts made in the week, really and not as a dry run
	Goals     WeekGoals   `json:"goals"`
	Rates     []Rate      `json:"rates,omitempty"` // the handbook's
}

// WaitingNote is one open request.
type WaitingNote struct {
	RequestID    string    `json:"request_id"`
	Type         string    `json:"type"` // one of the Note constants
	Title        string    `json:"title"`
	Path         string    `json:"path,omitempty"` // vault-relative, slashes
	Counterparty string    `json:"counterparty,omitempty"`
	Amount       Decimal   `json:"amount,omitempty"`
	Currency     string    `json:"currency,omitempty"`
	Created      time.Time `json:"created"`
	Expires      time.Time `json:"expires,omitzero"`
	DryRun       bool      `json:"dry_run,omitempty"`
}

// WeekGoals is the owner's page of goals. Unreadable says why nothing of it can be used; Problems are single lines.
type WeekGoals struct {
	RevenueMonth Decimal  `json:"revenue_month,omitempty"`
	Currency     string   `json:"currency,omitempty"`
	Quarter      []string `json:"quarter,omitempty"` // in the owner's words, at most 10
	// ResponseHours is within how many hours a mail should be settled; 0 = no goal.
	ResponseHours int      `json:"response_hours,omitempty"`
	Problems      []string `json:"problems,omitempty"`
	Unreadable    string   `json:"unreadable,omitempty"`
}

// ProcessWeek is what Temporal knows of the processes.
type ProcessWeek struct {
	ReadAt  time.Time `json:"read_at"`
	Started int       `json:"started"` // in the week
	Closed  int       `json:"closed"`  // in the week
	Open    int       `json:"open"`    // now
	// Kinds are the processes that closed in the week or are open now, by type and state.
	Kinds []ProcessKind `json:"kinds,omitempty"`
	// Steps compare planned with actual durations, by type and step.
	Steps []ProcessStep `json:"steps,omitempty"`
	// Slowest are the processes that closed in the week and took longest, at most 5.
	Slowest []SlowProcess `json:"slowest,omitempty"`
	// Looked is how many histories Steps stand on; More is true when there were others.
	Looked int  `json:"looked"`
	More   bool `json:"more,omitempty"`
	// Failed counts processes that failed, timed out or were terminated in the week: each is a bug.
	Failed int `json:"failed"`
}

// ProcessKind counts processes of a type in a state.
type ProcessKind struct {
	Type  string `json:"type"`
	State string `json:"state"` // a Status constant, or Temporal's word when there is none
	Open  bool   `json:"open,omitempty"`
	Count int    `json:"count"`
}

// ProcessStep is one state that processes of a type pass through. Total says where the time goes: the step with the most is
// the bottleneck.
type ProcessStep struct {
	Type    string        `json:"type"`
	Step    string        `json:"step"` // a Status constant
	Planned time.Duration `json:"planned"`
	Times   WeekTimes     `json:"times"`
	Total   time.Duration `json:"total"`
	Over    int           `json:"over,omitempty"`    // took longer than planned
	Retried int           `json:"retried,omitempty"` // attempts of activities beyond the first
	// Owner is true for a step that the owner's decision takes.
	Owner bool `json:"owner,omitempty"`
}

// SlowProcess is a process that took long.
type SlowProcess struct {
	WorkflowID   string        `json:"workflow_id"`
	Type         string        `json:"type"`
	Counterparty string        `json:"counterparty,omitempty"`
	Took         time.Duration `json:"took"`
	Slowest      string        `json:"slowest,omitempty"` // its longest step
	SlowestTook  time.Duration `json:"slowest_took,omitempty"`
}

// MailWeek is how mails were dealt with. A mail is answered when its request is settled, since the employee sends none itself.
type MailWeek struct {
	ReadAt   time.Time `json:"read_at"`
	Received int       `json:"received"` // in the week
	// Settled are the times from a mail's arrival to the end of its request, of requests that ended in the week.
	Settled    WeekTimes `json:"settled"`
	WithinGoal int       `json:"within_goal"` // of Settled; meaningless without a goal
	GoalHours  int       `json:"goal_hours,omitempty"`
	// Unanswered are customers with mails that wait now, most first, at most 20; Waits counts all the mails.
	Unanswered []UnansweredMails `json:"unanswered,omitempty"`
	Waits      int               `json:"waits"`
	More       bool              `json:"more,omitempty"`
	// Since is since when the mailbox cannot be looked through, and Why; zero when it can. What came later is not counted.
	Since time.Time `json:"since,omitzero"`
	Why   string    `json:"why,omitempty"`
}

// UnansweredMails are one customer's mails that wait.
type UnansweredMails struct {
	Customer string    `json:"customer"`
	Count    int       `json:"count"`
	Oldest   time.Time `json:"oldest"`
	Path     string    `json:"path,omitempty"` // of the oldest one's note
}

// PostWeek is what was published. Configured is false when no platform is.
type PostWeek struct {
	ReadAt     time.Time      `json:"read_at"`
	Configured bool           `json:"configured"`
	Platforms  []PlatformWeek `json:"platforms,omitempty"`
	// Best is the post with the most engagement.
	Best *BestPost `json:"best,omitempty"`
	// Upcoming are the next 14 days', by time, at most 30.
	Upcoming []UpcomingPost `json:"upcoming,omitempty"`
	Missing  []WeekMissing  `json:"missing,omitempty"`
}

// PlatformWeek is one platform. Before are the four weeks before, newest first, as far as they are known.
type PlatformWeek struct {
	Platform string            `json:"platform"` // facebook | instagram | x
	Week     PlatformFigures   `json:"week"`
	Before   []PlatformFigures `json:"before,omitempty"`
	// Spend is what the platform charged for publishing (X); empty = nothing is charged or it is unknown.
	Spend *WeekMoney `json:"spend,omitempty"`
	// Since is since when its figures cannot be read, and Why; zero when they can.
	Since time.Time `json:"since,omitzero"`
	Why   string    `json:"why,omitempty"`
}

// PlatformFigures are one week's. Reach and Engagement are nil when the platform does not tell.
type PlatformFigures struct {
	Week       string `json:"week,omitempty"`
	Planned    int    `json:"planned"`
	Published  int    `json:"published"`
	Failed     int    `json:"failed"`
	Unknown    int    `json:"unknown,omitempty"`
	DryRun     int    `json:"dry_run,omitempty"`
	Reach      *int   `json:"reach,omitempty"`
	Engagement *int   `json:"engagement,omitempty"`
}

// BestPost is a published post.
type BestPost struct {
	Platform   string    `json:"platform"`
	Title      string    `json:"title"`
	URL        string    `json:"url,omitempty"`
	Published  time.Time `json:"published"`
	Engagement int       `json:"engagement"`
	Reach      *int      `json:"reach,omitempty"`
}

// UpcomingPost is a post that waits for its time.
type UpcomingPost struct {
	Platform string    `json:"platform"`
	Title    string    `json:"title"`
	At       time.Time `json:"at"`
	Path     string    `json:"path,omitempty"`
}
