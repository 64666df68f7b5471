// Package xlogin connects an account on X: the command `x-login`, which runs X's
// OAuth 2 flow with PKCE and a state, with a redirect to this machine, and
// writes the token file that the worker renews by itself.
//
// It asks for what publishing needs, and for messages only when that is wished.
// No token, code or secret is ever printed. It shares the token file's format
// with the client of X (package xauth) and nothing else. Start reading in
// login.go.
package xlogin
