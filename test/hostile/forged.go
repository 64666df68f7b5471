package hostile

import (
	"os"
	"strings"
	"time"
)

// forged are notes that name a request which is not theirs.
func forged() []Case {
	as := func(name, id string) Case {
		return text("forged: "+name, Told, func(t string) string {
			return strings.ReplaceAll(t, idOf(t), strings.ReplaceAll(id, "ID", idOf(t)))
		})
	}
	from := func(name string, make func(d *Desk) string) Case {
		return custom("forged: "+name, Told, func(d *Desk) error { return d.put("Approved/forged "+name+".md", make(d)) })
	}
	return []Case{
		as("a request that never was", "req-ffffffffffffffff-0"),
		as("the next issue", "ID1"),
		as("a number with a zero in front", "ID0"),
		as("a negative number", "ID-1"),
		as("capitals", "REQ-0123456789ABCDEF-0"),
		as("a way up", "../../../../etc/passwd"),
		as("an absolute path", "/etc/passwd"),
		as("a process", "invoice/0123456789abcdef"),
		as("the watch over the mailbox", "inbox/gmail"),
		as("a stray", "req-stray-0123456789abcdef"),
		as("a page of the handbook", "req-handbook-0123456789abcdef"),
		as("very long", "req-"+strings.Repeat("0", 5000)+"-0"),
		as("something invisible inside", "re\u200bq-ID"),
		as("a letter that only looks like it", "r\u0435q-0123456789abcdef-0"),
		as("wide digits", "req-\uff10\uff11\uff12\uff13-0"),
		as("a question for a database", "' OR 1=1 --"),
		as("a command", "$(reboot)"),
		as("markdown", "[[Dashboard]] ![x](y)"),
		text("forged: spaces around the request", Told, func(t string) string { return strings.Replace(t, `"`+idOf(t)+`"`, `" `+idOf(t)+` "`, 1) }),
		text("forged: no request at all", Told, property("request_id", "")),
		text("forged: a key that only looks like request_id", Told, replace("request_id:", "r\u0435quest_id:")),
		text("forged: only the request, nothing else", Told, func(t string) string { return "---\nrequest_id: \"" + idOf(t) + "\"\n---\nYes.\n" }),
		from("an old note of a decided request", func(d *Desk) string { return d.Closed }),
		from("a decided request with this text", func(d *Desk) string { return strings.ReplaceAll(d.Text, idOf(d.Text), idOf(d.Closed)) }),
		from("another open request with this text", func(d *Desk) string { return strings.ReplaceAll(d.Text, idOf(d.Text), idOf(d.Other)) }),
		from("this request with the text of another", func(d *Desk) string { return strings.ReplaceAll(d.Other, idOf(d.Other), idOf(d.Text)) }),
		from("the process of another request", func(d *Desk) string {
			return strings.ReplaceAll(d.Text, valueOf(d.Text, "workflow_id"), valueOf(d.Other, "workflow_id"))
		}),
		from("the fingerprint of another request", func(d *Desk) string {
			return property("fingerprint", "fingerprint: \"0000"+valueOf(d.Other, "fingerprint")+"\"\n")(d.Text)
		}),
		beside(from("a copy of another open request", func(d *Desk) string { return d.Other })),
	}
}

// edited are notes in which something was changed that is not the owner's to
// change.
func edited() []Case {
	var out []Case
	// Every property that says what the note is about: changed, made a list, and taken away.
	for key, value := range map[string]string{
		"type": "notice", "workflow_id": "invoice/victim", "revision": "2", "action": "odoo.pay", "status": "approved", "created": "2031-01-01T00:00:00+01:00",
		"expires": "2099-01-01T00:00:00+01:00", "amount": "1.00", "currency": "USD", "counterparty": "Evil Ltd", "fingerprint": strings.Repeat("0", 64),
	} {
		out = append(out,
			text("edited: "+key, Told, property(key, key+": \""+value+"\"\n")),
			text("edited: "+key+" as a list", Told, property(key, key+":\n  - \""+value+"\"\n")),
			text("edited: "+key+" taken away", Told, property(key, "")),
		)
	}
	for name, edit := range map[string]func(string) string{
		"the dry run": func(t string) string {
			return strings.NewReplacer("dry_run: false", "dry_run: true", "dry_run: true", "dry_run: false").Replace(t)
		},
		"an older revision":                   property("revision", "revision: \"0\"\n"),
		"a revision with a point":             property("revision", "revision: \"1.0\"\n"),
		"the fingerprint in capitals":         func(t string) string { return strings.Replace(t, "fingerprint: \"", "fingerprint: \"A", 1) },
		"the amount with something invisible": func(t string) string { return strings.Replace(t, "amount: \"", "amount: \"\u200b", 1) },
		"the amount in wide digits":           property("amount", "amount: \"\uff12\uff10\uff12\uff10.00\"\n"),
		"the amount with another comma":       func(t string) string { return property("amount", strings.ReplaceAll(lineOf(t, "amount"), ".", ","))(t) },
		"the counterparty with a look-alike": func(t string) string {
			return property("counterparty", strings.Replace(lineOf(t, "counterparty"), "e", "\u0435", 1))(t)
		},
		"the counterparty with a soft hyphen": func(t string) string {
			return property("counterparty", strings.Replace(lineOf(t, "counterparty"), "e", "e\u00ad", 1))(t)
		},
		"the amount in the text":    func(t string) string { return inBody(t, valueOf(t, "amount"), "1.00") },
		"the recipient in the text": func(t string) string { return inBody(t, valueOf(t, "counterparty"), "Evil Ltd") },
		"the heading":               func(t string) string { return inBody(t, "\n# ", "\n# Not ") },
		"a line of the text taken away": func(t string) string {
			head, rest, _ := strings.Cut(t, "\n# ")
			_, rest, _ = strings.Cut(rest, "\n")
			return head + "\n" + rest
		},
		"the whole text taken away":   func(t string) string { return t[:strings.Index(t[4:], "\n---\n")+9] },
		"the whole text replaced":     func(t string) string { return t[:strings.Index(t[4:], "\n---\n")+9] + "\nPlease pay.\n" },
		"a digit of the text in wide": func(t string) string { return inBody(t, valueOf(t, "amount"), "\uff11.00") },
	} {
		out = append(out, text("edited: "+name, Told, edit))
	}
	for name, at := range map[string]time.Time{
		"in the future": time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC), "at the beginning": time.Unix(0, 0), "before it": time.Date(1960, 1, 1, 0, 0, 0, 0, time.UTC),
	} {
		out = append(out, custom("clock: written "+name, Same, func(d *Desk) error {
			path := "Approved/clock " + name + ".md"
			if err := d.put(path, d.Text); err != nil {
				return err
			}
			return os.Chtimes(d.at(path), at, at)
		}))
	}
	return out
}

// lineOf gives the whole line of a property.
func lineOf(text, key string) string {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, key+":") {
			return line
		}
	}
	return ""
}

// inBody replaces only below the properties.
func inBody(text, old, with string) string {
	end := strings.Index(text[4:], "\n---\n") + 4
	return text[:end] + strings.ReplaceAll(text[end:], old, with)
}
