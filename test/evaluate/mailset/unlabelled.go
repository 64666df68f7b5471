package mailset

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/autonomous-employee/employee/test/evaluate/score"
)

// loadUnlabelled takes a table of suppliers' mails when there is one, else
// every file that may be a mail.
func loadUnlabelled(t tree, shown string) (Set, error) {
	set := Set{Name: shown}
	for _, name := range t.names() {
		if path.Base(name) == tableName {
			return loadTable(t, name, set)
		}
	}
	for _, name := range t.names() {
		if !maybeMail(name) {
			continue
		}
		raw, err := t.read(name)
		if err != nil {
			return set, fmt.Errorf("%s cannot be read: %w", path.Join(shown, name), err)
		}
		set.Mails = append(set.Mails, Mail{Raw: raw, Label: score.Label{ID: name, File: name, Expected: score.Ignore, Origin: score.Ordinary}})
	}
	if len(set.Mails) == 0 {
		return set, fmt.Errorf("%s holds no mails; name a folder of mails: %w", shown, errNothing)
	}
	return set, nil
}

// maybeMail leaves out what corpora keep beside their mails.
func maybeMail(name string) bool {
	base := path.Base(name)
	beside := []string{
		".md", ".json", ".jsonl", ".csv", ".xml", ".html", ".pdf", ".png", ".jpg", ".py", ".rb", ".js", ".golden", ".out", ".cats",
	}
	return base != "cmds" && !strings.HasPrefix(base, ".") && !slices.Contains(beside, path.Ext(base))
}

// loadTable makes a mail of each row: a plain text with the row's sender.
func loadTable(t tree, name string, set Set) (Set, error) {
	shown := path.Join(set.Name, name)
	content, err := t.read(name)
	if err != nil {
		return set, fmt.Errorf("%s cannot be read: %w", shown, err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff")))).ReadAll()
	if err != nil || len(rows) == 0 {
		return set, fmt.Errorf("%s is not a table in CSV form; mend it: %w", shown, errNothing)
	}
	column := map[string]int{}
	for _, need := range []string{"email_id", "subject", "body", "sender_name", "sender_email"} {
		at := slices.Index(rows[0], need)
		if at < 0 {
			return set, fmt.Errorf("%s has no column %s; name a table of mails: %w", shown, need, errNothing)
		}
		column[need] = at
	}
	for _, row := range rows[1:] {
		id := row[column["email_id"]]
		set.Mails = append(set.Mails, Mail{
			Raw:   rowMail(row[column["sender_name"]], row[column["sender_email"]], row[column["subject"]], row[column["body"]]),
			Label: score.Label{ID: id, File: name, Expected: score.Ignore, Origin: score.Supplier},
		})
	}
	return set, nil
}

func rowMail(name, address, subject, body string) []byte {
	oneLine := strings.NewReplacer("\r", " ", "\n", " ")
	return []byte("From: " + oneLine.Replace(name) + " <" + oneLine.Replace(address) + ">\r\nTo: me@x.example\r\nSubject: " + oneLine.Replace(subject) +
		"\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + body)
}
