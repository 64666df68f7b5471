// Package facebook holds the activities of the owner's Facebook page: posts,
// photos, videos and reels, comments, answers and messages, and how they fared.
//
// It publishes exactly the post whose fingerprint was judged, in one attempt: a
// call whose answer was lost ends in outcome_unknown and is looked up with
// FindPost, never repeated here. What is uploaded beforehand is not public and
// may be lost. Without a page everything is described instead of carried out,
// as in a dry run. It decides nothing about what may be posted and reaches no
// other platform.
//
// Failures are ApplicationErrors whose type is a contract.FailureKind and whose
// message is a sentence for the owner. PublishPost adds to the usual meanings:
// conflict = Facebook says that the post is the same as the page's last one
// (evidence that an attempt before has come through); transient = nothing was
// published, perhaps because an upload is gone, which FetchPrepared then tells.
// Details are contract.RateWait and contract.AccountBlocked.
//
// Start reading in form.go (what a post becomes), then prepare.go, publish.go
// and find.go.
package facebook
