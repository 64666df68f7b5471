package hostile

import "syscall"

// specials are pipes and sockets, whose opening would block or fail.
func specials() []Case {
	node := func(name, path string, mode uint32) Case {
		return custom("special: "+name, Told, func(d *Desk) error {
			full, err := d.make(path)
			if err != nil {
				return err
			}
			return syscall.Mknod(full, mode|0o644, 0)
		})
	}
	return []Case{
		node("pipe", "Approved/pipe.md", syscall.S_IFIFO),
		node("pipe named like nothing", "Approved/pipe", syscall.S_IFIFO),
		node("pipe among what is rejected", "Rejected/pipe.md", syscall.S_IFIFO),
		node("pipe among the mails", "Inbox/pipe.eml", syscall.S_IFIFO),
		node("socket", "Approved/socket.md", syscall.S_IFSOCK),
	}
}
