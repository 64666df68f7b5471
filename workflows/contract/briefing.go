package contract

import "time"

// BriefingInput starts WeeklyAuditAndBriefing.
type BriefingInput struct {
	// Week is the ISO week that is reported, such as "2026-W48". Empty = the last whole week before now in the owner's
	// zone; such a run only starts the one of that week and waits for it, since a Schedule cannot name the week in the ID.
	Week string `json:"week,omitempty"`
	// VaultQueue is the task queue of the host that holds the vault; empty = TaskQueue.
	VaultQueue string `json:"vault_queue,omitempty"`
}

// BriefingResult says where the two notes are.
type BriefingResult struct {
	Week     string `json:"week"`
	Audit    string `json:"audit,omitempty"`    // vault-relative, slashes
	Briefing string `json:"briefing,omitempty"` // vault-relative, slashes
	// Missing are the sources that are not on the pages, without their reasons.
	Missing []string `json:"missing,omitempty"`
	// SetAside are notes of an earlier run that the owner had written into and that were kept under another name.
	SetAside []string `json:"set_aside,omitempty"`
	// Headline is the briefing's own, for a line in a log or a terminal.
	Headline string `json:"headline,omitempty"`
	// Problem is why there are no notes, in a sentence for the owner; empty when they were made.
	Problem string `json:"problem,omitempty"`
	// Reminders are the suggestions of the page that are actions; each has a process of its own.
	Reminders []ReminderInput `json:"reminders,omitempty"`
	// Running is true when another run of the same week was already under way and made the notes.
	Running bool `json:"running,omitempty"`
}

// WeekSpan is an ISO week in the owner's zone, Monday to Sunday.
type WeekSpan struct {
	Week string `json:"week"` // "2026-W48"
	Zone string `json:"zone"` // IANA name
	From string `json:"from"` // Monday, ISO
	To   string `json:"to"`   // Sunday, ISO
	// Start and End are the instants at which Monday begins and Sunday is over; 167 to 169 hours lie between.
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
	// AsOf is when the pages are made, and Today the owner's date then; what is open is open at AsOf, whatever the week.
	AsOf  time.Time `json:"as_of"`
	Today string    `json:"today"` // ISO
}

// FindWeekInput asks for the span of a week; an empty Week is the last whole one before At.
type FindWeekInput struct {
	Week string    `json:"week,omitempty"`
	At   time.Time `json:"at"`
}

// Sources of a Week, and the names that a WeekMissing has.
const (
	SourceBooks     = "odoo"
	SourceAudit     = "audit_log"
	SourceVault     = "vault"
	SourceProcesses = "temporal"
	SourceMail      = "mail"
	SourcePosts     = "social"
)

// Week is everything that was gathered about a week. A source that is nil is missing, and Missing says why; a figure
// of it is then unknown, never zero.
type Week struct {
	Span      WeekSpan      `json:"span"`
	Books     *Books        `json:"books,omitempty"`
	Audit     *AuditWeek    `json:"audit,omitempty"`
	Vault     *VaultWeek    `json:"vault,omitempty"`
	Processes *ProcessWeek  `json:"processes,omitempty"`
	Mail      *MailWeek     `json:"mail,omitempty"`
	Posts     *PostWeek     `json:"posts,omitempty"`
	Missing   []WeekMissing `json:"missing,omitempty"`
	// CanDraft is true when a mail can be laid among the drafts of the owner's mailbox, so that a reminder is an action.
	CanDraft bool `json:"can_draft,omitempty"`
}

// WeekMissing is a source, or a part of one, that could not be read.
type WeekMissing struct {
	Source string `json:"source"`         // one of the Source constants of a Week
	Part   string `json:"part,omitempty"` // a part in words; empty = the whole source
	// Kind is why, of the closed set; FailNotConfigured is no fault.
	Kind FailureKind `json:"kind"`
	Why  string      `json:"why"` // a sentence for the owner with what to do
	// Since is the as-of time of the last pages that had the source; zero = none had it.
	Since time.Time `json:"since,omitzero"`
}

// WeekMoney is a sum of one currency.
type WeekMoney struct {
	Currency string  `json:"currency"` // ISO 4217
	Amount   Decimal `json:"amount"`
	Count    int     `json:"count"`
}

// WeekCount is how many there are of something.
type WeekCount struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// WeekTimes are durations of the same thing; Median and Longest are zero when Count is.
type WeekTimes struct {
	Count   int           `json:"count"`
	Median  time.Duration `json:"median"`
	Longest time.Duration `json:"longest"`
}

// ListWeekInput asks a source for what it knows about a week.
type ListWeekInput struct {
	Span WeekSpan `json:"span"`
}

// WeekFigures are what later weeks compare themselves with. They lie beside the audit note in the vault.
type WeekFigures struct {
	Week string    `json:"week"`
	AsOf time.Time `json:"as_of"`
	// Sources are those that had figures.
	Sources     []string         `json:"sources,omitempty"`
	Figures     []WeekFigure     `json:"figures,omitempty"`
	Suggestions []WeekSuggestion `json:"suggestions,omitempty"`
}

// WeekFigure is one figure by its name, which never changes: "revenue", "expenses.account.612".
type WeekFigure struct {
	Name  string  `json:"name"`
	Value Decimal `json:"value"`
	Unit  string  `json:"unit,omitempty"` // ISO 4217, "hours", "%"; empty = a count
}

// WeekSuggestion is what the owner was advised to do, so that the next week can say what became of it.
type WeekSuggestion struct {
	Key  string `json:"key"`  // names the matter, the same every week: "overdue/1234"
	Text string `json:"text"` // a sentence
	// Figure names the figure that was expected to change, and Value what it was.
	Figure string  `json:"figure,omitempty"`
	Value  Decimal `json:"value,omitempty"`
	Effect string  `json:"effect,omitempty"` // expected, in words
	// Action is what the suggestion does, ActionReminder; empty = it is advice. Request is the request that asks about it.
	Action  string `json:"action,omitempty"`
	Request string `json:"request,omitempty"`
	// PartnerID and Partner are whom the action is about, in Odoo.
	PartnerID int64  `json:"partner_id,omitempty"`
	Partner   string `json:"partner,omitempty"`
	// Became is how that request ended, a Status constant, and ClosedAt when; empty when it is not known. They are looked up
	// when later pages are made.
	Became   string    `json:"became,omitempty"`
	ClosedAt time.Time `json:"closed_at,omitzero"`
}

// Pages are the two notes as texts, front matter included, and the pictures that they show.
type Pages struct {
	Audit    string `json:"audit"`
	Briefing string `json:"briefing"`
	Headline string `json:"headline"` // plain text
	// Pictures lie in Audits/Charts/; a note shows one by its name, which holds the week.
	Pictures []Picture `json:"pictures,omitempty"`
}

// Picture is an SVG file. Its name is <name>.svg of lower-case letters, digits and dashes.
type Picture struct {
	Name string `json:"name"`
	SVG  string `json:"svg"`
}
