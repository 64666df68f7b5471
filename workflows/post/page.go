package post

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Page is a note of the owner's as it was parsed.
type Page struct {
	Title string // the file's name without its ending
	// Properties are those at the top of the note; one value is a list of one, an empty one an empty list.
	Properties map[string][]string
	Body       string
}

// Draft is what a page says. Post holds what could be read even when there are
// Problems.
type Draft struct {
	Post  contract.Post
	Ready bool // the owner has ticked it
	// Problems must be put right first; Hints are worth seeing and stop nothing.
	Problems []contract.PostProblem
	Hints    []contract.PostProblem
}

// Read takes a page apart. The media have their source and alternative text
// only; their facts come from the files.
func Read(p Page) Draft {
	r := &reader{page: p}
	d := Draft{Ready: r.yes("ready")}
	d.Post = contract.Post{
		PostID: r.one("post_id"), Title: p.Title, Kind: r.kind(), Platforms: r.platforms(),
		Media: r.media(), Link: r.link(), FirstComment: Plain(r.one("first_comment")),
		ReplyTo: r.one("reply_to"), Recipient: r.one("recipient"),
		PublishAt: r.publishAt(), Series: r.series(), DryRun: r.yes("dry_run"), Source: r.source(),
	}
	r.body(&d.Post)
	r.together(d.Post)
	r.misspelt()
	d.Problems, d.Hints = r.problems, r.hints
	return d
}

// reader collects what is wrong while it reads.
type reader struct {
	page     Page
	problems []contract.PostProblem
	hints    []contract.PostProblem
}

func (r *reader) problem(field, sentence string) {
	r.problems = append(r.problems, contract.PostProblem{Field: field, Sentence: sentence})
}

func (r *reader) hint(field, sentence string) {
	r.hints = append(r.hints, contract.PostProblem{Field: field, Sentence: sentence})
}

// one gives a property that holds one value; a list is told.
func (r *reader) one(key string) string {
	values := r.many(key)
	switch len(values) {
	case 0:
		return ""
	case 1:
		return values[0]
	default:
		r.problem(key, "Write one value into "+key+", not a list.")
		return ""
	}
}

// many gives the values of a property that are not empty.
func (r *reader) many(key string) []string {
	var out []string
	for _, v := range r.page.Properties[key] {
		if v = strings.TrimSpace(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}

// yes is true for a ticked box; a word that says neither is told.
func (r *reader) yes(key string) bool {
	switch v := r.one(key); strings.ToLower(v) {
	case "true", "yes":
		return true
	case "", "false", "no":
		return false
	default:
		r.problem(key, "The property "+key+" is a box to tick; write true or false.")
		return false
	}
}

// together tells what does not go with something else in the note.
func (r *reader) together(p contract.Post) {
	for _, v := range p.Variants {
		if !slices.Contains(p.Platforms, v.Platform) {
			r.hint("platforms", "There is a text for "+Name(v.Platform)+", but "+string(v.Platform)+" is not in platforms, so it is not sent.")
		}
	}
	if len(p.Thread) > 0 && !slices.Contains(p.Platforms, contract.X) {
		r.hint("platforms", "The thread is for X only, and x is not in platforms, so it is not sent.")
	}
	if p.FirstComment != "" && slices.Contains(p.Platforms, contract.X) && p.Kind == contract.PostPublic {
		r.hints = append(r.hints, contract.PostProblem{Platform: contract.X, Field: "first_comment", Sentence: "X has no first comment; there it is left out. Put it under “## Thread” to send it as a reply to your own post."})
	}
	if p.Series != nil && strings.EqualFold(p.PublishAt, Now) {
		r.problem("publish_at", "A series needs the day and time of its first post, such as 2026-12-01T09:00, not “now”.")
	}
	if p.Series == nil && (len(r.many("until")) > 0 || len(r.many("skip")) > 0) {
		r.hint("series", "until and skip count only together with series, such as “weekly on monday”.")
	}
}

// Name is how a person calls a platform.
func Name(p contract.Platform) string {
	switch p {
	case contract.Facebook:
		return "Facebook"
	case contract.Instagram:
		return "Instagram"
	case contract.X:
		return "X"
	default:
		return string(p)
	}
}

// Plain gives a text as it is sent: NFC, line ends "\n", no blanks at the ends
// of lines, no blank lines around it.
func Plain(s string) string {
	s = norm.NFC.String(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"))
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t\u00a0")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
