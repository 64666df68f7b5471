package ready

import "os"

// File is the open file that holds the lock.
func (l *Lock) File() *os.File { return l.file }
