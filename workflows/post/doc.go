// Package post reads an owner's note of a social post, fits it to each
// platform, and says in plain words what must be put right before it can be
// published.
//
// Everything here is a pure function of the note, the facts about its media
// files, what the accounts say, what was published lately and the owner's zone:
// no clock, no file, no network, nothing of Temporal. Nothing is ever cut or
// changed silently: what a platform would not take as it stands is a problem,
// what it will show otherwise than written is a hint.
//
// Start reading in page.go (a note becomes a contract.Post), fit.go (a post
// becomes what each platform is sent), slots.go (when) and check.go (what is
// wrong with it).
package post
