// Package chaos kills the real worker again and again and looks whether
// anything was lost or done twice.
//
// The worker runs as a process, against fakes of Odoo, X, Facebook and
// Instagram that keep their own accounts, and dies of kill -9 at random moments
// and at named ones, which are met from outside: a gate before each outside
// system stops the world before a call, between its commit and its answer, and
// before the first call after it; between an answer and the line with its
// result the test holds the log's lock. It also kills when it has dropped a
// mail, laid a post or moved a note, and when a note was filed. Nothing in the
// product knows of it. After some kills half a line is left at the end of the
// log, as a death in the middle of the write leaves it.
//
// What is looked at in the end is what others would see: the drafts, customers
// and attachments in Odoo, the posts on each platform, the notes, every line of
// the log and its chain, and Temporal's histories. CHAOS_KILLS says how many
// kills (30 when not set; allow go test about 12 s for each with -timeout),
// CHAOS_SEED repeats the dice of a run. Start reading at TestChaos_... in
// chaos_test.go.
package chaos
