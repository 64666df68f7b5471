// Package consent is what signing in at any service through a browser on this
// machine has in common: the page to which the consent screen sends the owner
// back, and how a browser is started.
//
// It knows no service, keeps no secret and prints nothing but words for the
// owner; what a code is worth, its caller finds out. Start reading in wayback.go.
package consent
