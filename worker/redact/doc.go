// Package redact holds the one redaction function of the product. It guards log lines, errors and the audit log.
//
// A [Redactor] knows the configured secret values, and takes them out of any text in every form in which they
// commonly travel: as they are, URL-, JSON-, XML- and base64-encoded. It also takes out what looks like a secret although nobody
// configured it: authorization headers, user info and token parameters in URLs, PEM blocks, well-known token shapes. Server
// tracebacks are cut down to the line that says what went wrong.
//
// It must not read configuration, environment or files, and it must not import anything of ours: everything may
// import it. It is the second line of defence; the first is not to put a secret into a message.
//
// Start reading at redact.go; core.go wraps a zap core.
package redact
