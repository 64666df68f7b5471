package odoo

import (
	"crypto/sha1" //nolint:gosec // Odoo's own checksum of attachments, not a protection
	"encoding/hex"
	"fmt"
	"path"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/mime"
	"github.com/autonomous-employee/employee/workflows/reading/trust"
)

// Limits of what is attached beside the mail, which holds everything. A mail
// with more files is no letter, and each is a call of its own.
const (
	maxPapers     = 20
	maxPaperBytes = 12 << 20 // of all together; a mail that is read at all has 25 MB
	maxPaperName  = 100      // characters
	maxLeftOut    = 10       // sentences
)

// paper is something to be attached under its key.
type paper struct {
	key, name, mimetype string
	content             []byte
}

// wanted is the attachment as it must stand in Odoo.
func (p paper) wanted() contract.Attachment {
	sum := sha1.Sum(p.content) //nolint:gosec // see the import
	return contract.Attachment{Name: p.name, Size: int64(len(p.content)), SHA1: hex.EncodeToString(sum[:])}
}

// papers are the files of a mail: those that may stand beside it in Odoo, and
// why the others may not.
type papers struct {
	harmless []paper
	leftOut  []string
	size     int
}

// papersOf opens a mail. One that must not be parsed has none. Pictures within
// the text, such as logos, are no papers.
func papersOf(mail []byte) papers {
	var out papers
	if len(mail) > mime.MaxSize || mime.Scan(mail) != "" {
		return out
	}
	msg, err := mime.Parse(mail)
	if err != nil {
		return out
	}
	for _, a := range msg.Attachments {
		if a.Inline && strings.HasPrefix(a.Type, "image/") {
			continue
		}
		if why := out.take(a); why != "" && len(out.leftOut) < maxLeftOut {
			out.leftOut = append(out.leftOut, why)
		}
	}
	return out
}

// take adds a file, or says why not.
func (p *papers) take(a mime.Attachment) string {
	if a.Problem != "" {
		return a.Problem
	}
	if why, ok := trust.Harmless(trust.Attachment{Name: a.Name, Type: a.Type, Content: a.Content, Inline: a.Inline}); !ok {
		return why
	}
	name := paperName(a, len(p.harmless)+1)
	switch {
	case len(p.harmless) == maxPapers:
		return fmt.Sprintf("%s is more than the %d files that are attached one by one.", name, maxPapers)
	case p.size+len(a.Content) > maxPaperBytes:
		return fmt.Sprintf("%s would make it more than the %d MB that are attached one by one.", name, maxPaperBytes>>20)
	}
	p.size += len(a.Content)
	p.harmless = append(p.harmless, paper{name: name, mimetype: mediaTypeOf(a), content: a.Content})
	return ""
}

// paperName is the file's own name, its end kept when it is cut.
func paperName(a mime.Attachment, number int) string {
	runes := []rune(strings.TrimSpace(a.Name))
	if len(runes) == 0 {
		return fmt.Sprintf("attachment %d", number)
	}
	return string(runes[max(0, len(runes)-maxPaperName):])
}

// mediaTypeOf goes by the ending and never by what the sender declares: Odoo
// shows a file by it, and a page would then run in the owner's browser.
func mediaTypeOf(a mime.Attachment) string {
	switch strings.ToLower(path.Ext(a.Name)) {
	case ".pdf":
		return "application/pdf"
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".csv":
		return "text/csv"
	case ".txt":
		return "text/plain"
	case ".docx":
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case ".xlsx":
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return "application/octet-stream"
}
