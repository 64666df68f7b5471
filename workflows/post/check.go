package post

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Facts are what a post is checked against.
type Facts struct {
	Now  time.Time
	Zone *time.Location
	Slot time.Time
	// Accounts are what the platforms said last; a platform that is not among them is not judged.
	Accounts []contract.Account
	// Lately are the texts that were published in the last weeks, and what else is scheduled.
	Lately []Published
	Social contract.Social
}

// Published is a post that is out, or is scheduled, on one platform.
type Published struct {
	PostID   string
	Title    string
	Platform contract.Platform
	Text     string
	Words    *Words // of Text, where they are at hand; nil = they are made
	At       time.Time
	Out      bool // it is public; false: it is scheduled
}

// Check finds what must be put right before the posts can go out, and what is
// worth seeing.
func Check(p contract.Post, posts []contract.PlatformPost, f Facts) (problems, hints []contract.PostProblem) {
	c := &checker{post: p, facts: f}
	c.whole()
	for _, fitted := range posts {
		c.fitted = fitted
		c.kind()
		c.lengths()
		c.media()
		c.account()
		c.near()
		c.same()
	}
	return c.problems, c.hints
}

// checker collects what is wrong; fitted is the post that is being looked at.
type checker struct {
	post     contract.Post
	facts    Facts
	fitted   contract.PlatformPost
	problems []contract.PostProblem
	hints    []contract.PostProblem
}

// problem is about the platform that is being looked at.
func (c *checker) problem(field, sentence string) {
	c.add(&c.problems, contract.PostProblem{Platform: c.fitted.Platform, Field: field, Sentence: sentence})
}

func (c *checker) hint(field, sentence string) {
	c.add(&c.hints, contract.PostProblem{Platform: c.fitted.Platform, Field: field, Sentence: sentence})
}

func (c *checker) add(to *[]contract.PostProblem, p contract.PostProblem) {
	if !slices.Contains(*to, p) {
		*to = append(*to, p)
	}
}

// whole checks what does not depend on the platform.
func (c *checker) whole() {
	p := c.post
	if len(p.Platforms) > 1 && p.Kind != contract.PostPublic {
		c.problem("platforms", "A "+kindWord(p.Kind)+" goes to one platform; keep one in platforms.")
	}
	for _, t := range texts(p) {
		c.marks(t)
		c.secrets(t)
	}
	if strings.HasPrefix(p.Link, "http://") {
		c.hint("link", "The link is not secure (http); write https if the page has it.")
	}
}

// text is a piece of what is sent, with where it stands.
type text struct {
	where contract.Platform
	field string
	value string
}

// texts gives each text of the note once.
func texts(p contract.Post) []text {
	out := []text{{field: "text", value: p.Text}}
	for _, v := range p.Variants {
		out = append(out, text{where: v.Platform, field: "text", value: v.Text})
	}
	for _, t := range p.Thread {
		out = append(out, text{where: contract.X, field: "thread", value: t})
	}
	out = append(out, text{field: "first_comment", value: p.FirstComment}, text{field: "link", value: p.Link})
	for _, m := range p.Media {
		out = append(out, text{field: "alt_text", value: m.Alt})
	}
	return slices.DeleteFunc(out, func(t text) bool { return t.value == "" })
}

func kindWord(k contract.PostKind) string {
	if k == contract.PostDM {
		return "message"
	}
	return string(k)
}

func (c *checker) kind() {
	p := c.fitted
	switch p.Kind {
	case contract.PostReply:
		if p.ReplyTo == "" {
			c.problem("reply_to", "Say in reply_to what is answered: the address or ID of the post or comment.")
		}
	case contract.PostDM:
		if p.Recipient == "" {
			c.problem("recipient", "Say in recipient who gets the message: the ID or handle on "+Name(p.Platform)+".")
		}
		if strings.Trim(p.Recipient, "0123456789") != "" && p.Platform != contract.X {
			c.problem("recipient", "A message on "+Name(p.Platform)+" goes to the person's number there, not to a name; write the number that the conversation shows.")
		}
	default:
		if p.ReplyTo != "" || p.Recipient != "" {
			c.problem("kind", "There is a reply_to or recipient, but kind is not reply or dm; set kind, or empty them.")
		}
	}
	if p.Kind != contract.PostPublic && len(p.Media) > 0 && p.Platform != contract.X {
		c.problem("media", "A "+kindWord(p.Kind)+" on "+Name(p.Platform)+" is sent as text only; take the media out.")
	}
	if strings.TrimSpace(p.Text) == "" && len(p.Media) == 0 && p.Link == "" {
		c.problem("text", "There is no text for "+Name(p.Platform)+"; write it at the top of the note or under “## "+Name(p.Platform)+"”.")
	}
}

func (c *checker) lengths() {
	p := c.fitted
	if n, limit := lengthOf(p), limitOf(p); n > limit {
		c.problem("text", tooLong("The text", p.Platform, n, limit))
	}
	for i, t := range p.Thread {
		if n := Length(contract.X, t); n > XLimit {
			c.problem("thread", tooLong("Part "+strconv.Itoa(i+2)+" of the thread", contract.X, n, XLimit))
		}
	}
	if n, limit := Length(p.Platform, p.FirstComment), commentLimit(p.Platform); n > limit {
		c.problem("first_comment", tooLong("The first comment", p.Platform, n, limit))
	}
	if p.Platform != contract.Instagram {
		return
	}
	if n := tags(p.Text); n > instagramTags {
		c.problem("text", "There are "+strconv.Itoa(n)+" hashtags; Instagram takes "+strconv.Itoa(instagramTags)+". Take "+strconv.Itoa(n-instagramTags)+" out.")
	}
	if n := mentions(p.Text); n > instagramMentions {
		c.problem("text", "There are "+strconv.Itoa(n)+" mentions; Instagram takes "+strconv.Itoa(instagramMentions)+". Take "+strconv.Itoa(n-instagramMentions)+" out.")
	}
	c.comment("first_comment", p.FirstComment)
	if p.Kind == contract.PostReply {
		c.comment("text", p.Text)
	}
	if HasAddress(p.Text) && p.Kind == contract.PostPublic {
		c.hint("text", "Instagram does not make addresses in a caption clickable.")
	}
}

// comment tells what Instagram may refuse in a comment (Graph API, IG Media
// comments). It does not hold every account to it.
func (c *checker) comment(field, comment string) {
	if n := Length(contract.Instagram, comment); n > instagramCommentSoft {
		c.hint(field, "The comment has "+strconv.Itoa(n)+" characters; Instagram may refuse one of more than "+strconv.Itoa(instagramCommentSoft)+".")
	}
	if n := tags(comment); n > instagramCommentTags {
		c.hint(field, "There are "+strconv.Itoa(n)+" hashtags; Instagram may refuse a comment with more than "+strconv.Itoa(instagramCommentTags)+".")
	}
	if len(addresses(comment)) > 1 {
		c.hint(field, "Instagram may refuse a comment with more than one address.")
	}
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, comment)
	if len([]rune(letters)) > 1 && letters == strings.ToUpper(letters) && letters != strings.ToLower(letters) {
		c.hint(field, "Instagram may refuse a comment in capital letters only.")
	}
}

func tooLong(what string, where contract.Platform, n, limit int) string {
	how := "characters"
	if where == contract.X {
		how = "by X's counting (an address 23, an emoji or a CJK letter 2)"
	}
	return what + " is too long for " + Name(where) + ": " + strconv.Itoa(n) + " of " + strconv.Itoa(limit) + " " + how + ". Shorten it by " + strconv.Itoa(n-limit) + "."
}
