package vault_test

import (
	"os"
	"os/exec"
	"syscall"
)

// ownMounts lets the command mount without being seen by anybody else.
func ownMounts(cmd *exec.Cmd) bool {
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	return true
}

func mountSmall(dir string) error {
	return syscall.Mount("small", dir, "tmpfs", 0, "size=1m")
}

func remountReadOnly(dir string) error {
	return syscall.Mount("small", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=1m")
}
