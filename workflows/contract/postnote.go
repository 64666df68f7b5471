package contract

import "time"

// NotePost is the type of the owner's own note of a post.
const NotePost = "social_post"

// FolderSocialPosts holds the owner's posts.
const FolderSocialPosts = "Social_Posts"

// ScheduledPostInput starts ScheduledSocialPost, the process of one note in
// Social_Posts/.
type ScheduledPostInput struct {
	PostID string `json:"post_id"`
	// DryRun asks for a dry run whatever the installation is set to.
	DryRun     bool   `json:"dry_run"`
	VaultQueue string `json:"vault_queue,omitempty"`
	// Done carries a series on: what was published before the history was cut.
	Done *SeriesState `json:"done,omitempty"`
	// Now carries on the slot of a post that is to go out at once.
	Now time.Time `json:"now,omitzero"`
}

// SeriesState is where a series stands.
type SeriesState struct {
	// Last is the last slot that was published, skipped or given up; the next one is after it.
	Last time.Time `json:"last,omitzero"`
	// Skipped are slots that were left out because the program did not run, at most 50.
	Skipped []time.Time `json:"skipped,omitempty"`
	Count   int         `json:"count"`
}

// PublishSlotInput starts PublishSocialPost, which carries one slot out.
type PublishSlotInput struct {
	PostID      string         `json:"post_id"`
	Title       string         `json:"title"`
	Slot        time.Time      `json:"slot"` // UTC
	Posts       []PlatformPost `json:"posts"`
	Fingerprint string         `json:"fingerprint"` // of Posts
	DryRun      bool           `json:"dry_run"`
	VaultQueue  string         `json:"vault_queue,omitempty"`
	// Rule and Approval say why it may go out: the policy rule, and "auto" or "approved".
	Rule      string `json:"rule"`
	Approval  string `json:"approval"`
	RequestID string `json:"request_id,omitempty"`
	// Series is true when the note stays where it is.
	Series bool `json:"series,omitempty"`
	// ContentHash is of the note as it was judged; what has to wait is held against it again.
	ContentHash string `json:"content_hash,omitempty"`
	// Unconfigured platforms have no credentials in this installation; what would go to them is described.
	Unconfigured []Platform `json:"unconfigured,omitempty"`
	// Until is after when nothing is begun any more: the next slot of a series, or when a post has become too old.
	Until time.Time `json:"until,omitzero"`
	Cost  Decimal   `json:"cost,omitempty"` // USD, of the whole slot on X
	// Check is set for a slot that is still to come: how the note is to be read once it has. Nothing is begun unless the note, the rules and
	// what is sent are then as they are here. nil = it is due, and begins.
	Check *ReadPostInput `json:"check,omitempty"`
}

// SignalSlotWord tells the process of a slot what that of the note wants of it.
// It carries a SlotWord. One that has begun answers how it stands.
const SignalSlotWord = "slot-word"

// SlotWord is for a slot that has not begun.
type SlotWord struct {
	// Number counts the words; the answer names the last one that had come.
	Number int `json:"number"`
	// Input takes the place of what was said before; nil = nothing is begun until it comes, which is answered.
	Input *PublishSlotInput `json:"input,omitempty"`
	// Over is true when the process of the note ends, and nothing comes unless the note is put back.
	Over bool `json:"over,omitempty"`
}

// PlatformResult is how one platform ended.
type PlatformResult struct {
	Platform Platform `json:"platform"`
	// Status is StatusDone, StatusDryRun, StatusRefused or StatusUnknown; while it has not ended StatusEffect or StatusWaitingSystem.
	Status string `json:"status"`
	// Outcome is of the first part; Parts of how many parts are out.
	Outcome PostOutcome `json:"outcome,omitzero"`
	Parts   int         `json:"parts,omitempty"`
	Of      int         `json:"of,omitempty"` // parts that there were to be
	// Rest are the IDs of the parts after the first that are out.
	Rest []string `json:"rest,omitempty"`
	// Sentence says what went wrong and what to do.
	Sentence string `json:"sentence,omitempty"`
}

// SlotResult is how a slot ended.
type SlotResult struct {
	Slot    time.Time        `json:"slot"`
	Results []PlatformResult `json:"results"`
	// Unbegun is true when nothing was begun and nothing will be without another SlotWord: something is not as it was when the slot was
	// prepared, or the process of the note has asked for it. Word is the Number of the last one.
	Unbegun bool `json:"unbegun,omitempty"`
	Word    int  `json:"word,omitempty"`
}

// Ended is true when nothing more will be done on the platform.
func (r PlatformResult) Ended() bool {
	return r.Status != StatusEffect && r.Status != StatusWaitingSystem
}

// Ended is true when every platform has.
func (r SlotResult) Ended() bool {
	for _, one := range r.Results {
		if !one.Ended() {
			return false
		}
	}
	return true
}

// ScheduledPostResult is how the process of a note ended.
type ScheduledPostResult struct {
	Status   string `json:"status"`
	NotePath string `json:"note_path,omitempty"`
	Slots    int    `json:"slots"` // that were carried out
}

// SignalPostChanged tells the process of a post that its note was moved,
// edited or deleted. It carries a PostSignal and decides nothing by itself.
const SignalPostChanged = "post-changed"

// SignalSlotResult tells the process of a note how one of its slots stands. It
// carries a SlotResult, and comes again until all of it has ended.
const SignalSlotResult = "slot-result"

// PostSignal is the payload of SignalPostChanged.
type PostSignal struct {
	PostID string    `json:"post_id"`
	Path   string    `json:"path,omitempty"`
	SeenAt time.Time `json:"seen_at"`
}

// ReadPostInput asks what the note of a post says now, fitted to the platforms
// and checked.
type ReadPostInput struct {
	PostID string `json:"post_id"`
	// After is the last slot that is settled; the slot that is asked about is the first one after it. Zero = none.
	After time.Time `json:"after,omitzero"`
	// Slot pins the slot that is being carried out; zero = the next one.
	Slot     time.Time `json:"slot,omitzero"`
	Accounts []Account `json:"accounts,omitempty"`
}

// States of a post's note.
const (
	PostReady     = "ready"     // the owner wants it published
	PostDraft     = "draft"     // not ready; nothing is done with it
	PostGone      = "gone"      // deleted, or moved to where posts do not belong
	PostWithdrawn = "withdrawn" // moved to Rejected/
	PostTwins     = "twins"     // two notes claim to be this post
)

// PostReading is what the note of a post says at a moment.
type PostReading struct {
	State string `json:"state"`
	Path  string `json:"path,omitempty"`
	// ContentHash is of everything in the note that decides what is sent, when and where.
	ContentHash string `json:"content_hash,omitempty"`
	Post        Post   `json:"post,omitzero"`
	// Slot is when it is to go out (UTC), SlotLocal the owner's words for it. Zero: no slot is left, or Problems say why.
	Slot      time.Time `json:"slot,omitzero"`
	SlotLocal string    `json:"slot_local,omitempty"`
	// SlotClock is the slot's time of day in the owner's zone, "09:00", for the handbook's quiet hours.
	SlotClock string `json:"slot_clock,omitempty"`
	// Missed are slots between After and now that were not carried out, oldest first, at most 50; Slot is then the last
	// of them, the one catch-up.
	Missed []time.Time `json:"missed,omitempty"`
	// Coming are the next slots after Slot, at most five.
	Coming []time.Time `json:"coming,omitempty"`
	// Beside is how many other posts are scheduled for Slot.
	Beside int `json:"beside,omitempty"`
	// Posts are exactly what will be sent, empty while there are Problems. Fingerprint covers them.
	Posts       []PlatformPost `json:"posts,omitempty"`
	Fingerprint string         `json:"fingerprint,omitempty"`
	Previews    []PostPreview  `json:"previews,omitempty"`
	Problems    []PostProblem  `json:"problems,omitempty"` // what must be put right first
	Hints       []PostProblem  `json:"hints,omitempty"`    // what is worth seeing and stops nothing
	// Sensitive is what the handbook's words and kinds object to.
	Sensitive []Sensitive `json:"sensitive,omitempty"`
	// Cost is what X charges for the slot, Spent what it has charged this month before it; both in USD.
	Cost     Decimal  `json:"cost,omitempty"`
	Spent    Decimal  `json:"spent,omitempty"`
	Handbook Handbook `json:"handbook,omitzero"`
}

// PostProblem is a sentence for the owner; Platform and Field are empty when
// it is about the whole note.
type PostProblem struct {
	Platform Platform `json:"platform,omitempty"`
	Field    string   `json:"field,omitempty"` // property of the note
	Sentence string   `json:"sentence"`
}

// PostPreview is a post as a platform will count and cut it.
type PostPreview struct {
	Platform Platform `json:"platform"`
	// Length of Limit in the platform's own counting.
	Length int `json:"length"`
	Limit  int `json:"limit"`
	// Shown is what stands above the platform's "more"; empty = the whole text.
	Shown string `json:"shown,omitempty"`
}

// Sensitive is a finding of the sensitivity check: Kind is one of the
// handbook's kinds, Words what was found in the text.
type Sensitive struct {
	Kind  string `json:"kind"`
	Words string `json:"words"`
}

// Social is what the handbook says about posts.
type Social struct {
	// QuietFrom and QuietTo ("22:00", "07:00", the owner's zone) are hours in which nothing is published by itself.
	QuietFrom string `json:"quiet_from,omitempty"`
	QuietTo   string `json:"quiet_to,omitempty"`
	// SensitiveWords make a post ask; Kinds are the kinds that are watched for (politics, tragedy, legal, medical,
	// financial, discount, secret, customer).
	SensitiveWords []string `json:"sensitive_words,omitempty"`
	Kinds          []string `json:"kinds,omitempty"`
	// DiscountLimit in per cent, over which a discount asks.
	DiscountLimit Decimal `json:"discount_limit,omitempty"`
	// XBudget is what X may charge in a month, in USD; empty = no limit.
	XBudget Decimal `json:"x_budget,omitempty"`
	// MinGapMinutes between two posts on one platform; 0 = not checked.
	MinGapMinutes int `json:"min_gap_minutes,omitempty"`
}

// EnsurePostNoteInput writes what the employee has to say into the owner's
// note: its own properties and its own part of the body. Everything else
// survives.
type EnsurePostNoteInput struct {
	PostID string `json:"post_id"`
	Status string `json:"status"` // one of the Status constants
	// Lead are sentences: what is in force, what must be put right.
	Lead     []string      `json:"lead,omitempty"`
	Problems []PostProblem `json:"problems,omitempty"`
	Hints    []PostProblem `json:"hints,omitempty"`
	Previews []PostPreview `json:"previews,omitempty"`
	Coming   []time.Time   `json:"coming,omitempty"`
	Slot     time.Time     `json:"slot,omitzero"`
	Cost     Decimal       `json:"cost,omitempty"`
	// Sections follow, such as the links of the slots that are done.
	Sections []Section `json:"sections,omitempty"`
	// Folder moves the note there; empty leaves it. A note that was filed with this outcome before, and that the owner has
	// moved since, stays where he put it, unless Back is set.
	Folder string `json:"folder,omitempty"`
	Back   bool   `json:"back,omitempty"`
	// Outcome is set with Folder (done, dry_run, failed, ...). Ready false unticks the note, so that it is not taken up again.
	Outcome string           `json:"outcome,omitempty"`
	Results []PlatformResult `json:"results,omitempty"`
}

// EnsurePublishedInput keeps in our own books what came of a slot on a
// platform, for the spend of the month, the texts published lately and the
// briefing.
type EnsurePublishedInput struct {
	PostID string         `json:"post_id"`
	Title  string         `json:"title"`
	Slot   time.Time      `json:"slot"`
	Post   PlatformPost   `json:"post"`
	Result PlatformResult `json:"result"`
	Cost   Decimal        `json:"cost,omitempty"` // USD
	// Metrics are added when they are known; After is 1h, 24h or 7d.
	Metrics *Metrics `json:"metrics,omitempty"`
	After   string   `json:"after,omitempty"`
}

// RemovePostInput starts RemoveSocialPost, which takes down what was published
// of a note, once the owner has approved it.
type RemovePostInput struct {
	PostID string `json:"post_id"`
	// DryRun asks for a dry run whatever the installation is set to.
	DryRun     bool   `json:"dry_run"`
	VaultQueue string `json:"vault_queue,omitempty"`
}

// FindPublishedInput asks what is out of a post.
type FindPublishedInput struct {
	PostID string `json:"post_id"`
}

// PublishedPosts are what our books say is out of a post, oldest first.
type PublishedPosts struct {
	Title string          `json:"title"`
	Path  string          `json:"path,omitempty"` // of the note
	Posts []PublishedPost `json:"posts,omitempty"`
}

// PublishedPost is one slot on one platform.
type PublishedPost struct {
	Slot   time.Time      `json:"slot"`
	Post   PlatformPost   `json:"post"`
	Result PlatformResult `json:"result"`
}
