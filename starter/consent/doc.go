// Package consent is what signing in at any service through a browser on this
// machine has in common: sending the owner to the consent screen, the page to
// which that sends him back, how a browser is started, and a client that follows
// no redirect.
//
// It knows no service, keeps no secret and prints nothing but words for the
// owner; what a code is worth, its caller finds out. Start reading in ask.go.
package consent
