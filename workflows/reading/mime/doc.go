// Package mime turns the bytes of a mail into its header fields, both text
// alternatives and its attachments.
//
// Scan comes first and is cheap: it refuses what no parser should be given
// (too large, nested too deeply, no mail at all) in one pass over the bytes.
// Parse then reads what Scan let through. The library finds the parts; what
// the bytes of a part mean (transfer encoding, charset, soft line ends, file
// names) is decided here, so that a damaged mail loses as little as it can and
// no charset is guessed in silence.
//
// It must not follow, open or run anything, and nothing here quotes the mail
// or the parser in an error, because both come from a stranger.
//
// Start reading in scan.go, then parse.go.
package mime
