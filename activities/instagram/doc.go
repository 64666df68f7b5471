// Package instagram holds the activities of the owner's Instagram account:
// images, carousels and reels, comments, answers and messages, and how they
// fared.
//
// What is posted is first a container, which nobody sees and which Instagram
// forgets after 24 hours; publishing it is one call, in one attempt. The
// container's ID is the key by which a lost answer is looked up: it knows for
// sure whether it was published. An image must lie on a public https address,
// which Instagram fetches; a video may also come from the media store, with a
// token of the login with Facebook. Without an account everything is described
// instead of carried out, as in a dry run. The package decides nothing about
// what may be posted and reaches no other platform.
//
// Failures are ApplicationErrors whose type is a contract.FailureKind and whose
// message is a sentence for the owner. A transient failure of PublishPost means
// that nothing was published: the container is not ready yet, or is gone, which
// FetchPrepared then tells. Details are contract.RateWait and
// contract.AccountBlocked; the latter comes with outcome_unknown, too, when
// Instagram blocks an action of which posts are known to have come out.
//
// Start reading in form.go (what a post becomes), then prepare.go, publish.go
// and find.go.
package instagram
