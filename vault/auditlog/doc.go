// Package auditlog keeps the audit log: what the employee meant to do, what came of it, and what happened beside it.
//
// # Files
//
// One JSON object a line in DIR/YYYY-MM-DD.json (UTC day). The folder is made with mode 0700, files with 0600. Nothing is ever deleted. Next to the
// day files live `.lock` (held during an append), `.head` (the last acknowledged line, see below) and, after a crash in the middle of
// a write, `YYYY-MM-DD.torn` with the half line that was set aside. A finished day may be compressed to YYYY-MM-DD.json.gz; it is still read.
// When the clock goes back over midnight the log stays in the newest file, so that the order of the files is the order of the chain.
//
// # Canonical form of the hash
//
// Keys stand in the order of [Record], then prev_hash, then hash, as the last member. The hash is the lower-case hex SHA-256 of the
// line exactly as written, without its last member `,"hash":"…"` (the closing brace stays). prev_hash is the hash of the line before,
// also across files; the very first line has 64 zeros. So any tool can check the chain:
//
//	sed -E 's/,"hash":"[0-9a-f]{64}"\}$/}/' | while read -r line; do printf %s "$line" | sha256sum; done
//
// # Promises
//
// [Log.Append] returns without error only when the line is on the disk (fsync). A record ID is written once: a second append of the
// same ID is a no-op, also when another process wrote the first. A torn last line is set aside and the log goes on. `.head` lets
// [Verify] notice that acknowledged lines at the end are gone, which a chain alone cannot; it guards against accidents, not against somebody who
// can write to the folder: for that, keep the head hash which Verify prints somewhere else.
//
// The package must not know secrets, workflows or notes, and must not import anything of ours: the redaction function comes in
// through [Options]. Text of people goes through [Person] and [Short] before it is put into a record.
//
// Start reading at record.go, then append.go and verify.go.
package auditlog
