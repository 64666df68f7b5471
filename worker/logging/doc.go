// Package logging makes the program's logger from the configuration: console
// or JSON on standard error, with every configured secret redacted. The audit
// log is something else, see vault/auditlog.
package logging
