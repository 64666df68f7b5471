//go:build !linux

package vault_test

import (
	"errors"
	"os/exec"
)

func ownMounts(*exec.Cmd) bool { return false }

func mountSmall(string) error { return errors.ErrUnsupported }

func remountReadOnly(string) error { return errors.ErrUnsupported }
