package hostile

import "strings"

const hidden = "a hidden file is none of the owner's notes: Obsidian does not show it"

// names are honest texts under names that some program stumbles over.
func names() []Case {
	var out []Case
	for name, path := range map[string]string{
		"plain move":             "{stem}.md",
		"composed accents":       "Mu\u00fcller NFC.md",
		"decomposed accents":     "Mu\u0308ller NFD.md",
		"ending in capitals":     "LOUD.MD",
		"ending in mixed case":   "mixed.Md",
		"space before the dot":   "space .md",
		"two dots before md":     "two..md",
		"space in front":         " space.md",
		"dots that look like up": "%2e%2e%2fetc%2fpasswd.md",
		"backslashes":            `a\..\..\evil.md`,
		"an option of a command": "-rf.md",
		"shell characters":       "$(reboot);`id`&&.md",
		"device con":             "CON.md",
		"device nul":             "nul.md",
		"device com1":            "COM1.txt.md",
		"device lpt":             "LPT¹.md",
		"250 bytes":              strings.Repeat("n", 247) + ".md",
		"many bytes a letter":    strings.Repeat("\u6f22", 80) + ".md",
		"colons and stars":       `a:b*c?"<>|.md`,
		"obsidian link marks":    "[[note]]#^block.md",
		"emoji":                  "\U0001F44D\U0001F3FD.md",
		"zero width in the name": "in\u200bvisible.md",
		"homoglyph name":         "\u0406nvoice.md",
		"only digits":            "0.md",
		"a query":                "x.md?status=approved.md",
		"html":                   "<img src=x>.md",
		"a template":             "<% tp.system %>.md",
		"looks like an id":       "req-0123456789abcdef-0.md",
	} {
		out = append(out, file("name: "+name, Same, "Approved/"+path, nil))
	}
	for name, path := range map[string]string{
		"trailing dot":       "dot.md.",
		"trailing dots":      "dots.md...",
		"trailing space":     "space.md ",
		"text file":          "note.md.txt",
		"plain text":         "note.txt",
		"long ending":        "note.markdown",
		"line end":           "a\nb.md",
		"tab":                "a\tb.md",
		"escape":             "a\x1b[2Jb.md",
		"delete":             "a\x7fb.md",
		"right to left":      "a\u202Edm.b.md",
		"isolate":            "a\u2066b.md",
		"line separator":     "a\u2028b.md",
		"byte order mark":    "\uFEFFa.md",
		"not UTF-8":          "a\xffb.md",
		"half a letter":      "a\xc3.md",
		"C1 control":         "a\u0085b.md",
		"carriage return":    "a\rb.md",
		"arabic letter mark": "a\u061Cb.md",
	} {
		out = append(out, file("name: "+name, Told, "Approved/"+path, nil))
	}
	for name, path := range map[string]string{"leading dot": ".note.md", "leading dots": "..note.md", "only the ending": ".md", "dots and the ending": "...md"} {
		out = append(out, silent(hidden, file("name: "+name, Silent, "Approved/"+path, nil)))
	}
	return append(out,
		twice("name: composed and decomposed twins", "Approved/Zoë.md", "Approved/Zoe\u0308.md"),
		twice("name: case twins", "Approved/invoice.md", "Approved/INVOICE.md"),
		twice("name: twins but for a trailing space", "Approved/twin.md", "Approved/twin .md"),
		twice("name: twins but for something invisible", "Approved/unseen.md", "Approved/un\u200bseen.md"),
	)
}

// leftovers are what editors, browsers and sync tools leave behind.
func leftovers() []Case {
	const why = "a leftover of an editor, browser or sync tool is not the note, which lies beside it or comes after it"
	var out []Case
	for _, name := range []string{
		"left.md~", "left.md.tmp", "left.md.temp", "left.md.part", "left.md.partial", "left.md.crdownload", "left.md.download", ".left.md.swp",
		".left.md.swx", "left.md.bak", ".#left.md", "#left.md#", "~$left.md", ".~lock.left.md#", "._left.md", ".syncthing.left.md.tmp", "~syncthing~left.md.tmp",
		".vault-abc.tmp", ".goutputstream-ABC123", ".fuse_hidden0001", ".nfs0000001", ".trashed-17-left.md", "left.md.orig", "left.md.rej",
	} {
		out = append(out, silent(why, file("leftover: "+name, Silent, "Approved/"+name, nil)))
	}
	return out
}

// copies are the names that sync tools and git give to the second version of a
// note. Where the name alone does not tell, the note beside it does.
func copies() []Case {
	var out []Case
	for _, ending := range []string{
		" (conflicted copy 2026-11-30)", " (conflicted copy 2026-11-30 101010)", " (Anna's conflicted copy 2026-11-30)", " (ANNA-PC's conflicted copy 2026-11-30)",
		" (Annas in Konflikt stehende Kopie 2026-11-30)", " (Copie en conflit de Anna 2026-11-30)", " (copia en conflicto de Anna 2026-11-30)", " (Case Conflict)",
		" (Unicode Encoding Conflict)", ".sync-conflict-20261130-101010", ".sync-conflict-20261130-101010-ABCDEFG", " (SFConflict anna@example.org 2026-11-30-10-10-10)",
		"_conflict-20261130-101010", ".Conflict", "-DESKTOP-AB12CD3", "-LAPTOP-AB12CD34", "_BASE_1234", "_LOCAL_1234", "_REMOTE_1234", "_BACKUP_1234",
	} {
		out = append(out, file("copy:"+ending, Told, "Approved/conflict"+ending+".md", nil))
	}
	for i, ending := range []string{" 2", " (1)", " copy", " - Copy", "-DESKTOP-ABC", "-MacBook"} {
		dir := "Approved/twin " + string(rune('a'+i)) + "/"
		out = append(out, twice("copy beside its original:"+ending, dir+"note.md", dir+"note"+ending+".md"),
			file("copy whose original is gone:"+ending, Same, "Approved/alone"+ending+".md", nil))
	}
	marks := "<<<<<<< HEAD\namount: \"1.00\"\n=======\namount: \"2.00\"\n>>>>>>> other\n"
	return append(out,
		file("copy: not downloaded by iCloud", Told, "Approved/.{stem}.md.icloud", only("bplist00")),
		text("copy: git marks in the properties", Told, front(marks)),
		text("copy: git marks in the text", Told, body(marks)),
		text("copy: git marks with a common part", Told, body("<<<<<<< a\nx\n||||||| b\ny\n=======\nz\n>>>>>>> c")),
	)
}
