package hostile

import (
	"os"
	"path/filepath"
	"strings"
)

// links are links and things that are no files.
func links() []Case {
	symlink := func(name, to, path string) Case {
		return custom("link: "+name, Told, func(d *Desk) error {
			full, err := d.make(path)
			if err != nil {
				return err
			}
			return os.Symlink(strings.ReplaceAll(to, "{dir}", d.Dir), full)
		})
	}
	out := []Case{
		beside(custom("link: to the pending note", Told, func(d *Desk) error {
			full, err := d.make("Approved/to pending.md")
			if err != nil {
				return err
			}
			return os.Symlink(filepath.Join("..", "Pending_Approval", d.Note), full)
		})),
		beside(hardLink("link: hard, to the pending note", "Pending_Approval/{stem}.md", "Approved/hard to pending.md")),
		symlink("to nowhere", "nowhere", "Approved/dangling.md"),
		symlink("to itself", "loop.md", "Approved/loop.md"),
		symlink("to a file of the system", "/etc/passwd", "Approved/passwd.md"),
		symlink("to an endless device", "/dev/zero", "Approved/zero.md"),
		symlink("to a blocking device", "/dev/tty", "Approved/tty.md"),
		symlink("to the program's own memory", "/proc/self/environ", "Approved/environ.md"),
		symlink("to the dashboard", "{dir}/Dashboard.md", "Approved/dashboard.md"),
		symlink("named like a folder, to the folder of what waits", "../Pending_Approval", "Approved/waiting"),
		symlink("named like a note, to the folder of what waits", "../Pending_Approval", "Approved/waiting.md"),
		symlink("to the whole vault", "{dir}", "Approved/vault"),
		symlink("among the mails", "/etc/passwd", "Inbox/passwd.eml"),
		symlink("to the whole disk", "/", "Rejected/disk"),
		outside("link: to the same text outside", "Approved/outside.md", os.Symlink),
		outside("link: hard, to the same text outside", "Approved/hard outside.md", os.Link),
		custom("link: a folder outside that holds the note", Told, func(d *Desk) error {
			if err := d.put("Completed/hostile folder/note.md", d.Text); err != nil {
				return err
			}
			full, err := d.make("Approved/linked folder")
			if err != nil {
				return err
			}
			return os.Symlink("../Completed/hostile folder", full)
		}),
		custom("folder: named like a note, and empty", Silent, func(d *Desk) error {
			full, err := d.make("Approved/empty.md")
			if err != nil {
				return err
			}
			return os.Mkdir(full, 0o755)
		}),
	}
	out[len(out)-1].Why = "an empty folder says nothing"
	return append(out, specials()...)
}

func hardLink(name, from, to string) Case {
	return custom(name, Told, func(d *Desk) error {
		full, err := d.make(to)
		if err != nil {
			return err
		}
		return os.Link(d.at(from), full)
	})
}

// outside links to a note's text that lies where nobody watches.
func outside(name, path string, link func(old, new string) error) Case {
	return custom(name, Told, func(d *Desk) error {
		kept := "Completed/hostile " + filepath.Base(path)
		if err := d.put(kept, d.Text); err != nil {
			return err
		}
		full, err := d.make(path)
		if err != nil {
			return err
		}
		return link(d.at(kept), full)
	})
}

// sizes are notes that are too small or too large.
func sizes() []Case {
	grown := func(size int) func(string) string {
		return func(text string) string {
			text += "\n"
			for len(text) < size {
				text += strings.Repeat("x", min(199, size-len(text)-1)) + "\n"
			}
			return text
		}
	}
	return []Case{
		text("size: nothing", Told, only("")),
		text("size: one byte", Told, only("x")),
		text("size: white space", Told, only(" \n\t\n \n")),
		text("size: only a fence", Told, only("---\n")),
		text("size: two fences", Told, only("---\n---\n")),
		text("size: as large as may be", Same, grown(64<<10)),
		text("size: one byte too large", Told, grown(64<<10+1)),
		text("size: 1 MB", Told, grown(1<<20)),
		text("size: 30 MB", Told, func(text string) string { return text + strings.Repeat("0123456789abcde\n", 30<<16) }),
		text("size: 30 MB without a word of ours", Told, only(strings.Repeat("0123456789abcde\n", 30<<16))),
		custom("size: 1 GB with nothing in it", Told, func(d *Desk) error {
			if err := d.put("Approved/sparse.md", d.Text); err != nil {
				return err
			}
			return os.Truncate(d.at("Approved/sparse.md"), 1<<30)
		}),
		text("size: cut off in the middle", Told, func(text string) string { return text[:len(text)/2] }),
		text("size: cut off in the properties", Told, func(text string) string { return text[:200] }),
		text("size: properties over 16 KB", Told, front("note: \""+strings.Repeat("y", 16<<10)+"\"\n")),
		text("size: thousands of properties", Told, front(strings.Repeat("k: 1\n", 5000))),
		text("size: the properties alone", Told, func(text string) string { return text[:strings.Index(text[4:], "---\n")+8] }),
		text("size: the text alone", Told, func(text string) string { return text[strings.Index(text[4:], "---\n")+8:] }),
		text("size: the note twice in one file", Same, func(text string) string { return strings.Replace(text, "\n---\n", "\n---\n---\n", 1) + text }),
	}
}

// places are folders in which a note may lie, once or twice.
func places() []Case {
	const unwatched = "the folder decides nothing"
	deep := func(levels int) string { return "Approved/" + strings.Repeat("d/", levels) }
	return []Case{
		file("place: a subfolder", Same, "Approved/2026/11/note.md", nil),
		file("place: a folder named like a note", Same, "Approved/folder.md/note.md", nil),
		file("place: eight folders deep", Same, deep(8)+"note.md", nil),
		file("place: too deep", Told, "Approved/e/"+strings.Repeat("e/", 9)+"note.md", nil),
		silent(hidden, file("place: a hidden subfolder", Silent, "Approved/.trash/note.md", nil)),
		silent("the folder of a download that is under way", file("place: a temporary subfolder", Silent, "Approved/new.part/note.md", nil)),
		silent(unwatched, file("place: another folder of that name in small letters", Silent, "approved/note.md", nil)),
		silent(unwatched, file("place: a folder named like Approved", Silent, "Approved (1)/note.md", nil)),
		silent(unwatched, beside(file("place: a copy among what is completed", Silent, "Completed/hostile copy.md", nil))),
		silent(unwatched, beside(file("place: a copy at the top of the vault", Silent, "hostile copy.md", nil))),
		silent(unwatched, beside(file("place: a copy among the plans", Silent, "Plans/hostile copy.md", nil))),
		beside(file("place: waiting and approved", Told, "Approved/both.md", nil)),
		beside(file("place: waiting and rejected", Told, "Rejected/both.md", nil)),
		beside(file("place: waiting twice", Told, "Pending_Approval/twice.md", nil)),
		beside(file("place: a copy among the questions", Told, "Needs_Action/copy.md", nil)),
		beside(file("place: a copy among the posts", Told, "Social_Posts/copy.md", nil)),
		beside(file("place: a copy among the mails", Told, "Inbox/copy.md", nil)),
		twice("place: approved and rejected", "Approved/torn.md", "Rejected/torn.md"),
		twice("place: two subfolders", "Approved/one/same.md", "Approved/two/same.md"),
		file("place: ticked as answered among the questions", Told, "Needs_Action/ticked.md", front("answered: true\n")),
	}
}
