//go:build !linux

package vault

import (
	"errors"
	"os"
)

// renameNoReplace has no portable form; the caller reserves the name instead.
func renameNoReplace(*os.Root, string, string) error { return errors.ErrUnsupported }
