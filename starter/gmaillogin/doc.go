// Package gmaillogin connects a Gmail account: the command `gmail-login`, which
// runs Google's OAuth flow for desktop apps with a redirect to this machine,
// PKCE and a state, and writes the token file.
//
// It asks for reading only, unless labels are wished for. No token and no
// secret is ever printed. It shares the two file formats with the activities
// (package gmailauth) and nothing else. Start reading in login.go.
package gmaillogin
