// Package media says what a media file really is, by decoding its bytes, and
// keeps the bytes of files that go along with posts.
//
// A file is judged by what is in it, never by its name: a video renamed to
// .jpg, a file that was cut off, a picture that would fill the memory and a
// file of no bytes are each a [Problem] with a sentence for the owner. Nothing
// is ever converted. An address is fetched by a client that connects to public
// hosts only, whatever a name resolves to.
//
// The package knows neither Temporal nor the contract nor any platform's rules.
// Start reading in decode.go, then store.go and fetch.go.
package media
