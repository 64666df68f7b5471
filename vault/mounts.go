package vault

import (
	"os"
	"path/filepath"
	"strings"
)

// mountNeedsPolling asks the system on which file system a folder lies. Where it cannot say, the self-test decides.
func (v *Vault) mountNeedsPolling(f Folder) (kind string, poll bool) {
	table, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return "", false
	}
	real, err := filepath.EvalSymlinks(filepath.Join(v.dir, string(f)))
	if err != nil {
		return "", false
	}
	return PollingMount(table, real)
}

// PollingMount reads a mount table in the form of /proc/self/mountinfo (man 5 proc_pid_mountinfo) and says on which kind of
// file system a directory lies, and whether changes made elsewhere make no events there: network shares, FUSE, and the
// shares between a host and its virtual machines, WSL2 among them.
func PollingMount(mountinfo []byte, dir string) (kind string, poll bool) {
	longest := -1
	for line := range strings.Lines(string(mountinfo)) {
		fields := strings.Fields(line)
		if len(fields) < 7 {
			continue
		}
		point := unescapeMount(fields[4])
		if len(point) < longest || !within(point, dir) {
			continue
		}
		for i := 6; i+1 < len(fields); i++ {
			if fields[i] == "-" {
				longest, kind = len(point), fields[i+1] // of two mounts on one place the later counts
				break
			}
		}
	}
	return kind, eventless(kind)
}

func eventless(kind string) bool {
	switch kind {
	case "nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "9p", "drvfs", "virtiofs", "vboxsf", "vmhgfs", "prl_fs", "fakeowner", "osxfs",
		"grpcfuse", "afs", "coda", "ncpfs", "ceph", "lustre", "glusterfs", "beegfs", "orangefs", "gfs2", "ocfs2", "davfs", "fuse", "fuseblk":
		return true
	}
	return strings.HasPrefix(kind, "fuse.")
}

func within(point, dir string) bool {
	if point == "/" || point == dir {
		return true
	}
	return strings.HasPrefix(dir, point+"/")
}

// unescapeMount undoes the octal escapes of the mount table.
func unescapeMount(s string) string {
	return strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`).Replace(s)
}
