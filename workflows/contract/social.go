package contract

import "time"

// Platform is an outside place that posts go to.
type Platform string

const (
	Facebook  Platform = "facebook"
	Instagram Platform = "instagram"
	X         Platform = "x"
)

// Platforms lists all of them, in the order in which they are shown.
func Platforms() []Platform { return []Platform{Facebook, Instagram, X} }

// PostKind says whom a post speaks to.
type PostKind string

const (
	PostPublic PostKind = "post"
	PostReply  PostKind = "reply" // always asks
	PostDM     PostKind = "dm"    // always asks
)

// Post is what the owner's note says, before it is fitted to the platforms.
type Post struct {
	PostID    string     `json:"post_id"`
	Title     string     `json:"title"` // the note's name, for people
	Kind      PostKind   `json:"kind"`
	Platforms []Platform `json:"platforms"`
	Text      string     `json:"text"`
	// Variants replace Text on a platform.
	Variants     []PostVariant `json:"variants,omitempty"`
	Media        []PostMedia   `json:"media,omitempty"`
	Link         string        `json:"link,omitempty"` // UTM parameters included
	FirstComment string        `json:"first_comment,omitempty"`
	Thread       []string      `json:"thread,omitempty"`    // X: the posts after the first one
	ReplyTo      string        `json:"reply_to,omitempty"`  // address or ID of what is answered
	Recipient    string        `json:"recipient,omitempty"` // of a dm: the platform's ID or handle
	// PublishAt is as written: a local time "2026-12-01T09:00" in the owner's zone, or "now".
	PublishAt string  `json:"publish_at"`
	Series    *Series `json:"series,omitempty"`
	DryRun    bool    `json:"dry_run,omitempty"`
	// Source is who wrote it: owner or assistant (an MCP client). What an assistant brings always asks.
	Source string `json:"source,omitempty"`
}

// PostVariant is the text for one platform.
type PostVariant struct {
	Platform Platform `json:"platform"`
	Text     string   `json:"text"`
}

// Kinds of media.
const (
	MediaImage = "image"
	MediaGIF   = "gif" // moving; one that stands still is an image
	MediaVideo = "video"
)

// PostMedia is a file that goes along. Its facts come from the decoded bytes,
// never from the name; they are empty while it could not be read.
type PostMedia struct {
	// Source is a vault-relative path with slashes, or a public https address. Instagram fetches images by itself and
	// takes no upload of one (upload_type=resumable is for videos), so an image for it must be a public https address.
	Source string `json:"source"`
	Alt    string `json:"alt,omitempty"`

	Kind   string `json:"kind,omitempty"`
	Type   string `json:"type,omitempty"` // MIME type
	Bytes  int64  `json:"bytes,omitempty"`
	Width  int    `json:"width,omitempty"`  // pixels, as shown (after rotation)
	Height int    `json:"height,omitempty"` // pixels, as shown
	// DurationMS is a video's or a moving GIF's length.
	DurationMS int64 `json:"duration_ms,omitempty"`
	// SHA256 (hex) names the bytes in the media store; empty for an address that the platform fetches by itself.
	SHA256 string `json:"sha256,omitempty"`
}

// Series is a post that repeats, in the owner's zone.
type Series struct {
	Every string `json:"every"` // day | week | month
	// Weekdays of a weekly series, 0 = Sunday; empty: that of the first slot.
	Weekdays []time.Weekday `json:"weekdays,omitempty"`
	// MonthDay of a monthly series, 1-31; a month that is shorter takes its last day.
	MonthDay int      `json:"month_day,omitempty"`
	Until    string   `json:"until,omitempty"` // last day, ISO
	Skip     []string `json:"skip,omitempty"`  // days left out, ISO
}

// PlatformPost is exactly what will be sent to one platform in one slot. The
// approval's fingerprint covers every field.
type PlatformPost struct {
	// BusinessKey names this post in our own books ("AS-" and 16 hex digits): series + slot + platform.
	BusinessKey  string      `json:"business_key"`
	Platform     Platform    `json:"platform"`
	Kind         PostKind    `json:"kind"`
	Text         string      `json:"text"`
	Media        []PostMedia `json:"media,omitempty"`
	Link         string      `json:"link,omitempty"` // a field of its own (Facebook); elsewhere it is in Text
	FirstComment string      `json:"first_comment,omitempty"`
	Thread       []string    `json:"thread,omitempty"`
	ReplyTo      string      `json:"reply_to,omitempty"`
	Recipient    string      `json:"recipient,omitempty"`
}

// Parts is of how many calls that publish the post consists: the post itself,
// then its thread or its first comment.
func (p PlatformPost) Parts() int {
	n := 1 + len(p.Thread)
	if p.FirstComment != "" {
		n++
	}
	return n
}

// PartText is the text of a part, counted from 0. The first comment comes last.
func (p PlatformPost) PartText(part int) string {
	switch {
	case part == 0:
		return p.Text
	case part <= len(p.Thread):
		return p.Thread[part-1]
	}
	return p.FirstComment
}

// Account is what a platform says about the account that would post.
type Account struct {
	Platform   Platform `json:"platform"`
	Configured bool     `json:"configured"`
	ID         string   `json:"id,omitempty"`
	Name       string   `json:"name,omitempty"` // handle or page name
	// TokenExpires is when the credentials end by themselves; zero = they do not, or it cannot be told. A token that is
	// renewed without the owner has none.
	TokenExpires time.Time `json:"token_expires,omitzero"`
	// QuotaUsed of QuotaTotal posts in the platform's window; a total of 0 = not told.
	QuotaUsed  int `json:"quota_used,omitempty"`
	QuotaTotal int `json:"quota_total,omitempty"`
	// LongVideos is true when the account may post videos over the platform's usual length.
	LongVideos bool      `json:"long_videos,omitempty"`
	AsOf       time.Time `json:"as_of,omitzero"`
	// Problem is a sentence for the owner when the account cannot post: credentials refused, rights missing, blocked.
	Problem string `json:"problem,omitempty"`
}

// FetchAccountInput asks about the account that is configured for a platform.
type FetchAccountInput struct{}

// States of Prepared.
const (
	PreparedReady      = "ready"      // it can be published
	PreparedProcessing = "processing" // ask again after CheckAfter
	PreparedFailed     = "failed"     // Problem says why; prepare anew or give up
	PreparedExpired    = "expired"    // prepare anew
	PreparedPublished  = "published"  // a lost answer has done it
)

// Prepared is what was uploaded for a post and is not public yet. Losing it
// harms nobody: the platform forgets it.
type Prepared struct {
	MediaIDs    []string      `json:"media_ids,omitempty"`
	ContainerID string        `json:"container_id,omitempty"` // Instagram
	State       string        `json:"state"`
	CheckAfter  time.Duration `json:"check_after,omitempty"`
	Expires     time.Time     `json:"expires,omitzero"`
	Problem     string        `json:"problem,omitempty"`
	// Retry is true when preparing anew may help (a fetch that timed out), false when the platform refuses the content.
	Retry bool `json:"retry,omitempty"`
}

// PreparePostInput uploads what a post needs. With DryRun nothing is uploaded
// and Prepared is ready.
type PreparePostInput struct {
	Post   PlatformPost `json:"post"`
	DryRun bool         `json:"dry_run"`
}

// FetchPreparedInput asks how far the platform is with what was uploaded.
type FetchPreparedInput struct {
	Post     PlatformPost `json:"post"`
	Prepared Prepared     `json:"prepared"`
}

// PublishPostInput makes one part of a post public. It gets one attempt.
type PublishPostInput struct {
	Post PlatformPost `json:"post"`
	// Part is counted from 0; parts after the first need Parent.
	Part     int      `json:"part"`
	Parent   string   `json:"parent,omitempty"` // ID of the post that this part hangs on
	Prepared Prepared `json:"prepared,omitzero"`
	DryRun   bool     `json:"dry_run"`
	// Fingerprint of the post that was judged; the activity refuses when the post does not match it.
	Fingerprint string `json:"fingerprint"`
}

// PostOutcome is one published part.
type PostOutcome struct {
	ID          string    `json:"id,omitempty"`
	URL         string    `json:"url,omitempty"` // permalink; empty until it was read back
	PublishedAt time.Time `json:"published_at,omitzero"`
	DryRun      bool      `json:"dry_run,omitempty"`
	// Request is the exact call of a dry run, without secrets.
	Request string `json:"request,omitempty"`
}

// FindPostInput looks for a part whose answer was lost. It never writes.
type FindPostInput struct {
	Post     PlatformPost `json:"post"`
	Part     int          `json:"part"`
	Parent   string       `json:"parent,omitempty"`
	Prepared Prepared     `json:"prepared,omitzero"`
	// Since is when the attempt began on the platform's clock; what is older, less two seconds of skew, is another post.
	Since time.Time `json:"since"`
	// OurClock is true when Since could only be had from this side's clock.
	OurClock bool `json:"our_clock,omitempty"`
}

// FoundPosts are the posts that match. Certain is true when the platform has
// told for sure (a container's status), so that no second look is needed.
type FoundPosts struct {
	Posts   []PostOutcome `json:"posts,omitempty"`
	Certain bool          `json:"certain,omitempty"`
}

// VerifyPostInput reads a published post back.
type VerifyPostInput struct {
	Post PlatformPost `json:"post"`
	ID   string       `json:"id"`
}

// DeletePostInput takes a published post away. It gets one attempt; one that
// is gone already is a success.
type DeletePostInput struct {
	Platform Platform `json:"platform"`
	ID       string   `json:"id"`
	DryRun   bool     `json:"dry_run"`
}

// FetchMetricsInput asks how a post fared.
type FetchMetricsInput struct {
	Platform Platform `json:"platform"`
	ID       string   `json:"id"`
	Media    string   `json:"media,omitempty"` // kind of its first media, which decides what can be asked
}

// Metrics are counts at a moment. A metric that the platform does not give is
// in Missing, never zero.
type Metrics struct {
	AsOf    time.Time `json:"as_of"`
	Values  []Metric  `json:"values,omitempty"`
	Missing []string  `json:"missing,omitempty"`
}

// Metric is one count under one of the names below.
type Metric struct {
	Name  string `json:"name"`
	Count int64  `json:"count"`
}

// Names of metrics, the same on every platform that has them.
const (
	MetricViews     = "views"
	MetricReach     = "reach"
	MetricLikes     = "likes" // all reactions on Facebook
	MetricComments  = "comments"
	MetricShares    = "shares" // reposts on X
	MetricSaves     = "saves"  // bookmarks on X
	MetricClicks    = "clicks"
	MetricQuotes    = "quotes"
	MetricTotalActs = "total_interactions"
)

// RateWait is the detail of a rate_limited failure: when the platform lets us
// go on.
type RateWait struct {
	Until time.Time `json:"until"`
}

// AccountBlocked is the detail of an auth or invalid failure after which the
// account is left alone until the owner has looked at it.
type AccountBlocked struct {
	Platform Platform `json:"platform"`
	// SentAt is as Sent's where the call may have come through in spite of it.
	SentAt time.Time `json:"sent_at,omitzero"`
}

// Sent is the detail of a publishing call that may have come through, and of
// its heartbeats.
type Sent struct {
	// At is when the attempt began on the platform's own clock, which no setting of this machine's moves; zero = the platform tells no time.
	At time.Time `json:"sent_at,omitzero"`
}
