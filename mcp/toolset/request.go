package toolset

import (
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// laidNote is where a request's note may be read: while it waits, and where it is put away.
var laidNote = regexp.MustCompile(`^(` + contract.FolderPendingApproval + `|` + contract.FolderNeedsAction + `|` + contract.FolderCompleted + `)/[^/\\]+\.md$`)

// deskNote reads the note of a process's request from the vault. Its own history does not hold it where the desk is on the worker's machine.
// Nil when it is not there.
func (o *Office) deskNote(p connect.Process) (note *contract.Note, name string) {
	if p.RequestID == "" {
		return nil, ""
	}
	vaultDir := o.place().vault
	if laidNote.MatchString(p.NotePath) {
		folder, file := path.Split(p.NotePath)
		if n := requestIn(vaultDir, path.Clean(folder), file, p.RequestID); n != nil {
			return n, p.NotePath
		}
	}
	if p.Type == contract.GmailToOdooInvoice || !waits(p.Status) {
		return nil, ""
	}
	// A post's path is of the owner's own note; the request lies beside the others.
	folder, err := openFolder(vaultDir, contract.FolderPendingApproval)
	if err != nil {
		return nil, ""
	}
	defer func() { _ = folder.Close() }()
	entries, err := fs.ReadDir(folder.FS(), ".")
	if err != nil {
		return nil, ""
	}
	for _, e := range entries[:min(len(entries), maxNotes)] {
		if n := requestIn(vaultDir, contract.FolderPendingApproval, e.Name(), p.RequestID); n != nil {
			return n, path.Join(contract.FolderPendingApproval, e.Name())
		}
	}
	return nil, ""
}

// requestIn reads a file as the note of a request; nil when it is not that note.
func requestIn(vaultDir, folderName, file, requestID string) *contract.Note {
	if strings.HasPrefix(file, ".") || !strings.HasSuffix(file, noteEnding) {
		return nil
	}
	folder, err := openFolder(vaultDir, folderName)
	if err != nil {
		return nil
	}
	defer func() { _ = folder.Close() }()
	p, _, err := readIn(folder, file)
	if err != nil || p.one("request_id") != requestID {
		return nil
	}
	return noteOf(p.page.Body)
}

// noteOf reads the headings of a note that the employee has laid, with what stands below them.
func noteOf(body string) *contract.Note {
	n := &contract.Note{}
	var s *contract.Section
	fence := "" // of backticks; what a stranger wrote stands inside one, and cannot close it
	for row := range strings.Lines(body) {
		row = strings.TrimSpace(row)
		marks := row[:len(row)-len(strings.TrimLeft(row, "`"))]
		switch {
		case fence != "":
			if len(marks) >= len(fence) && marks == row {
				fence = ""
			}
			continue
		case len(marks) >= 3:
			fence = marks
			continue
		case row == "":
			continue
		}
		heading, isHeading := strings.CutPrefix(row, "## ")
		title, isTitle := strings.CutPrefix(row, "# ")
		bullet, isBullet := strings.CutPrefix(row, "- ")
		switch {
		case isHeading:
			n.Sections = append(n.Sections, contract.Section{Heading: unescaped(heading)})
			s = &n.Sections[len(n.Sections)-1]
		case isTitle && n.Title == "":
			n.Title = unescaped(title)
		case s == nil:
		case s.Heading == "What you can do" && isBullet:
			n.HowTo = append(n.HowTo, unescaped(bullet))
		case isBullet:
			s.Bullets = append(s.Bullets, unescaped(bullet))
		case strings.HasPrefix(row, "|"):
			addRow(s, row)
		default:
			s.Text = append(s.Text, unescaped(row))
		}
	}
	return n
}

// addRow adds a row of a table; the first one names the columns.
func addRow(s *contract.Section, row string) {
	const bar = "\x00" // stands for one that is no border
	cells := strings.Split(strings.Trim(strings.ReplaceAll(row, `\|`, bar), "|"), "|")
	for i := range cells {
		cells[i] = unescaped(strings.TrimSpace(strings.ReplaceAll(cells[i], bar, "|")))
	}
	switch {
	case len(s.Columns) == 0:
		s.Columns = cells
	case strings.Trim(cells[0], "-: ") != "":
		s.Rows = append(s.Rows, cells)
	}
}
