// Package xclient speaks X's API v2 for one account: posts (through gotwi), and
// what gotwi lacks: the own timeline with both dialects of fields, media
// uploads, direct messages and the renewal of OAuth 2 tokens.
//
// It knows neither Temporal nor the contract, and it never repeats a write that
// may have been carried out. Every request goes over one transport (wire.go)
// that puts the base URL in, signs, and keeps status, headers and body: what a
// call came to is judged from those alone (classify.go), because gotwi loses
// the status of many answers. Failures are *Error.
//
// gotwi is given a new client and a new input for each call, since it writes
// the token into the input. Start reading at Client in client.go and posts.go;
// token.go keeps the token file, whose refresh token X replaces at each use.
package xclient
