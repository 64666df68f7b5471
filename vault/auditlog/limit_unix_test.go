//go:build unix

package auditlog_test

import (
	"os/signal"
	"syscall"
)

// limitFileSize makes every write beyond n bytes of a file fail in this process.
func limitFileSize(n uint64) bool {
	signal.Ignore(syscall.SIGXFSZ)
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: n, Max: n}) == nil
}
