package vault

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// PostExample is a line of policy_examples about a post, a reply or a message. What it leaves out is as harmless as can be.
type PostExample struct {
	Kind      string // "post", "reply" or "message"
	Text      string // "" = nothing that is sensitive
	Platform  string // "x", "facebook" or "instagram"; "" = one that charges nothing
	Assistant bool   // an assistant wrote it
	Late      time.Duration
	Clock     string // time of day at which it would go out, "23:30"; "" = none that is quiet
	Spent     string // what X has charged this month before, in USD; "" = nothing
}

const postExampleForm = "is not understood; use \"the text\" in quotes, on x, on facebook, on instagram, from an assistant, 31 minutes late, at 23:30 or spent 9.90"

var (
	latePattern  = regexp.MustCompile(`^(\d{1,4}) (minutes?|hours?) late$`)
	clockPattern = regexp.MustCompile(`^at ([01]\d|2[0-3]):[0-5]\d$`)
	postPattern  = regexp.MustCompile(`(?i)^\s*(post|reply|message)\b`)
)

// aboutPost tells whether the case of an example is a post, and not an invoice.
func aboutPost(side string) bool { return postPattern.MatchString(side) }

// postExample reads the case of an example: the kind, which may be followed at once by the text, and then what is said about it.
func postExample(side string) (*PostExample, error) {
	word := postPattern.FindString(side)
	e := &PostExample{Kind: strings.ToLower(strings.TrimSpace(word))}
	said := map[string]bool{}
	rest := strings.TrimSpace(side[len(word):])
	for _, part := range quotedOrNoComma.FindAllString(rest, -1) {
		for _, one := range besideText(strings.TrimSpace(part)) {
			about, err := e.take(one)
			if err != nil {
				return nil, err
			}
			if said[about] {
				return nil, errors.New("the line says twice what the " + about + " is; say it once")
			}
			said[about] = true
		}
	}
	return e, nil
}

// besideText parts a text in quotes from what stands beside it without a comma, as in: post "50 % off" on x.
func besideText(part string) []string {
	first, last := strings.Index(part, `"`), strings.LastIndex(part, `"`)
	if first < 0 || first == last {
		return []string{part}
	}
	var out []string
	for _, s := range []string{part[:first], part[first : last+1], part[last+1:]} {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func (e *PostExample) take(part string) (about string, err error) {
	if strings.HasPrefix(part, `"`) {
		e.Text = strings.Trim(part, `"`)
		return "text", nil
	}
	switch lower := strings.ToLower(part); {
	case lower == "on x", lower == "on facebook", lower == "on instagram":
		e.Platform = strings.TrimPrefix(lower, "on ")
		return "platform", nil
	case lower == "from an assistant":
		e.Assistant = true
		return "author", nil
	case latePattern.MatchString(lower):
		m := latePattern.FindStringSubmatch(lower)
		n, err := strconv.Atoi(m[1])
		e.Late = time.Duration(n) * time.Minute
		if strings.HasPrefix(m[2], "hour") {
			e.Late = time.Duration(n) * time.Hour
		}
		return "lateness", err
	case clockPattern.MatchString(lower):
		e.Clock = strings.TrimPrefix(lower, "at ")
		return "time of day", nil
	case strings.HasPrefix(lower, "spent "):
		e.Spent, err = amount(strings.TrimPrefix(lower, "spent "))
		return "spending", err
	}
	return "", errors.New(`"` + shorten(part, 40) + `" ` + postExampleForm)
}
