// Package social is the process of posts: ScheduledSocialPost follows one note
// in Social_Posts/ from the owner's tick to the links in Completed/, and
// PublishSocialPost carries one of its slots out on each platform.
//
// It is deterministic workflow code and decides the order of business only:
// what the note says and whether it fits is read by an activity, the rules are
// in policy, every outside call is an activity. Whatever wakes the process has
// the note read anew, and what goes out is what was read and judged in the
// last step before. Publishing has one attempt; a lost answer is looked up.
//
// Many posts may be due at the same second. So the slot's process is started a
// minute before, where nobody has to be asked: in the moment it looks at the
// note once more, writes the intent and sends, and everything else comes after.
// Until it has begun, the process of the note can have it hold back.
// Start reading in workflow.go; follow.go is what the process of the note does
// about a slot, standby.go, publish.go and carrier.go are the slot, lost.go what
// follows a lost answer.
package social
