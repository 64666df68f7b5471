package notes

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	keyType      = "type"
	keyRequest   = "request_id"
	keyStatus    = "status"
	keyFiled     = "filed"
	keyOutcome   = "outcome"
	keyOdoo      = "odoo_url"
	keyRevision  = "revision"
	keyPrint     = "fingerprint"
	statusWaits  = "pending"
	statusNotice = "notice"
)

// render makes the note's text from its data. The same data give the same
// bytes.
func (d *Desk) render(n contract.Note) (*vault.Note, error) {
	out := vault.NewNote(body(n))
	status := statusWaits
	if n.Type == contract.NoteNotice {
		status = statusNotice
	}
	editable := map[string]bool{}
	for _, f := range n.Fields {
		editable[f.Key] = true
	}
	for _, p := range [][2]string{
		{keyType, n.Type}, {keyRequest, n.RequestID}, {"workflow_id", n.WorkflowID}, {keyRevision, strconv.Itoa(n.Revision)},
		{"action", n.Action}, {keyStatus, status}, {"created", d.moment(n.Created)}, {"expires", d.moment(n.Expires)},
		{"amount", string(n.Amount)}, {"currency", n.Currency}, {"counterparty", plain(n.Counterparty, maxInline)}, {keyPrint, n.Fingerprint},
	} {
		if !editable[p[0]] && p[1] != "" {
			out.Set(p[0], p[1])
		}
	}
	out.SetBool("dry_run", n.DryRun)
	for _, f := range n.Fields {
		if f.Check {
			out.SetBool(f.Key, f.Value == "true")
			continue
		}
		out.Set(f.Key, plain(f.Value, maxInline))
	}
	return out, out.Check()
}

// moment writes a time in the owner's zone; zero gives "".
func (d *Desk) moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(d.opts.Zone).Format(time.RFC3339)
}

func body(n contract.Note) string {
	var b strings.Builder
	line := func(s string) { b.WriteString(s + "\n") }
	line("\n# " + inline(n.Title) + "\n")
	for _, s := range n.Lead {
		line(inline(s) + "\n")
	}
	if len(n.HowTo) > 0 {
		line("## What you can do\n")
		bullets(&b, n.HowTo)
	}
	for _, s := range n.Sections {
		section(&b, s)
	}
	return b.String()
}

func section(b *strings.Builder, s contract.Section) {
	b.WriteString("## " + inline(s.Heading) + "\n\n")
	for _, t := range s.Text {
		b.WriteString(inline(t) + "\n\n")
	}
	bullets(b, s.Bullets)
	if len(s.Columns) > 0 && len(s.Rows) > 0 {
		table(b, s.Columns, s.Rows)
	}
	for _, l := range s.Links {
		if target := target(l.Target); target != "" {
			b.WriteString("[" + inline(l.Text) + "](" + target + ")\n\n")
		}
	}
	if s.Quote != "" {
		b.WriteString(block(s.Quote, maxBlock) + "\n\n")
	}
	if s.Code != "" {
		b.WriteString(block(s.Code, maxCode) + "\n\n")
	}
}

func bullets(b *strings.Builder, items []string) {
	for _, item := range items {
		b.WriteString("- " + inline(item) + "\n")
	}
	if len(items) > 0 {
		b.WriteString("\n")
	}
}

func table(b *strings.Builder, columns []string, rows [][]string) {
	row := func(cells []string) {
		for i := range columns {
			cell := ""
			if i < len(cells) {
				cell = inline(cells[i])
			}
			b.WriteString("| " + cell + " ")
		}
		b.WriteString("|\n")
	}
	row(columns)
	b.WriteString(strings.Repeat("| --- ", len(columns)) + "|\n")
	for i, r := range rows {
		if i == maxRows {
			row([]string{"… and " + strconv.Itoa(len(rows)-maxRows) + " more"})
			break
		}
		row(r)
	}
	b.WriteString("\n")
}

// target gives the address of a link of ours as Markdown takes it: http(s), or
// a path in the vault. Anything else gives "".
func target(t string) string {
	if u, err := url.Parse(t); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		return strings.NewReplacer("(", "%28", ")", "%29", " ", "%20", "<", "%3C", ">", "%3E").Replace(u.String())
	}
	if strings.Contains(t, "://") || strings.HasPrefix(t, "/") {
		return ""
	}
	parts := strings.Split(t, "/")
	for i, p := range parts {
		parts[i] = strings.NewReplacer("(", "%28", ")", "%29").Replace(url.PathEscape(p))
	}
	return strings.Join(parts, "/")
}
