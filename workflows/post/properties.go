package post

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Now is the publish_at of a post that goes out at once.
const Now = "now"

// Assistant is the source of a note that an MCP client brought.
const Assistant = "assistant"

// ownKeys are the properties that the owner of a note may fill in.
func ownKeys() []string {
	return []string{
		"type", "ready", "platforms", "publish_at", "kind", "media", "alt_text", "link", "utm_source", "utm_medium", "utm_campaign",
		"first_comment", "reply_to", "recipient", "series", "until", "skip", "dry_run", "source", "again",
	}
}

func (r *reader) kind() contract.PostKind {
	switch v := strings.ToLower(r.one("kind")); v {
	case "", "post":
		return contract.PostPublic
	case "reply", "comment":
		return contract.PostReply
	case "dm", "message":
		return contract.PostDM
	default:
		r.problem("kind", "The kind “"+clip(v)+"” is not known; write post, reply or dm.")
		return contract.PostPublic
	}
}

func (r *reader) source() string {
	if strings.EqualFold(r.one("source"), Assistant) {
		return Assistant
	}
	return "owner"
}

func (r *reader) platforms() []contract.Platform {
	var named []string
	for _, v := range r.many("platforms") {
		named = append(named, strings.FieldsFunc(v, func(c rune) bool { return c == ',' || c == ';' })...)
	}
	var out []contract.Platform
	for _, name := range named {
		p, ok := PlatformNamed(name)
		switch {
		case strings.TrimSpace(name) == "":
		case !ok:
			r.problem("platforms", "“"+clip(strings.TrimSpace(name))+"” is no platform that can be posted to; write facebook, instagram or x.")
		case !slices.Contains(out, p):
			out = append(out, p)
		}
	}
	if len(named) == 0 {
		r.problem("platforms", "Say in platforms where it is to appear: facebook, instagram or x.")
	}
	// The order of the list says nothing; a fixed one keeps the fingerprint from changing with it.
	return slices.DeleteFunc(contract.Platforms(), func(p contract.Platform) bool { return !slices.Contains(out, p) })
}

// PlatformNamed finds the platform that a person means.
func PlatformNamed(name string) (contract.Platform, bool) {
	switch strings.ToLower(strings.TrimLeft(strings.TrimSpace(name), "#@")) {
	case "facebook", "fb":
		return contract.Facebook, true
	case "instagram", "insta", "ig":
		return contract.Instagram, true
	case "x", "twitter", "x (twitter)", "twitter/x":
		return contract.X, true
	}
	return "", false
}

// media pairs each file with the alternative text at the same place.
func (r *reader) media() []contract.PostMedia {
	alts := r.page.Properties["alt_text"]
	var out []contract.PostMedia
	for i, s := range r.page.Properties["media"] {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		m := contract.PostMedia{Source: mediaSource(s)}
		if i < len(alts) {
			m.Alt = Plain(strings.TrimSpace(alts[i]))
		}
		out = append(out, m)
	}
	if len(r.many("alt_text")) > len(out) {
		r.problem("alt_text", "There are more alternative texts than media; write one for each, in the same order.")
	}
	return out
}

// mediaSource takes the link marks of Obsidian and Markdown away.
func mediaSource(s string) string {
	s = strings.TrimPrefix(s, "!")
	if inner, ok := strings.CutPrefix(s, "[["); ok {
		inner = strings.TrimSuffix(inner, "]]")
		inner, _, _ = strings.Cut(inner, "|")
		inner, _, _ = strings.Cut(inner, "#")
		return strings.TrimSpace(inner)
	}
	if strings.HasPrefix(s, "[") && strings.HasSuffix(s, ")") {
		if i := strings.Index(s, "]("); i > 0 {
			inner := s[i+2 : len(s)-1]
			if plainPath, err := url.PathUnescape(inner); err == nil && !IsAddress(inner) {
				inner = plainPath
			}
			return strings.TrimSpace(inner)
		}
	}
	return strings.TrimSpace(s)
}

// IsAddress tells an address from a path of the vault.
func IsAddress(source string) bool {
	scheme, _, ok := strings.Cut(source, "://")
	return ok && len(scheme) > 0 && len(scheme) < 12 && !strings.ContainsAny(scheme, "/\\. ")
}

// link gives the address with its campaign; one that is there already stays.
func (r *reader) link() string {
	raw := r.one("link")
	campaign := map[string]string{}
	for _, key := range []string{"utm_source", "utm_medium", "utm_campaign"} {
		if v := r.one(key); v != "" {
			campaign[key] = v
		}
	}
	if raw == "" {
		if len(campaign) > 0 {
			r.hint("link", "The utm properties count only together with a link.")
		}
		return ""
	}
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") || strings.ContainsAny(raw, " \n\t<>\"") {
		r.problem("link", "The link is no address; write it whole, such as https://example.com/offer.")
		return ""
	}
	if u.User != nil {
		r.problem("link", "The link holds a user name or password; take it out.")
		return ""
	}
	return withCampaign(u, campaign)
}

// withCampaign adds each parameter once and leaves the rest of the address as
// it was written.
func withCampaign(u *url.URL, campaign map[string]string) string {
	have := u.Query()
	for _, key := range []string{"utm_source", "utm_medium", "utm_campaign"} {
		if campaign[key] == "" || have.Has(key) {
			continue
		}
		if u.RawQuery != "" && !strings.HasSuffix(u.RawQuery, "&") {
			u.RawQuery += "&"
		}
		u.RawQuery += key + "=" + url.QueryEscape(campaign[key])
	}
	return u.String()
}

func (r *reader) publishAt() string {
	v := r.one("publish_at")
	if strings.EqualFold(v, Now) {
		return Now
	}
	if v == "" {
		r.problem("publish_at", "Say in publish_at when it is to appear, such as 2026-12-01T09:00, or “now”.")
		return ""
	}
	return v
}

func (r *reader) series() *contract.Series {
	text := strings.ToLower(strings.Join(r.many("series"), ", "))
	if text == "" {
		return nil
	}
	s, ok := parseSeries(text)
	if !ok {
		r.problem("series", "The series “"+clip(text)+"” is not understood; write daily, weekly on monday, thursday, or monthly on 15.")
		return nil
	}
	if s.Until = r.one("until"); s.Until != "" && !isDay(s.Until) {
		r.problem("until", "Write the last day of the series as 2026-12-31.")
		s.Until = ""
	}
	for _, day := range r.many("skip") {
		if !isDay(day) {
			r.problem("skip", "“"+clip(day)+"” is no day; write each day that is left out as 2026-12-24.")
			continue
		}
		s.Skip = append(s.Skip, day)
	}
	return &s
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// parseSeries reads "daily", "weekly", "weekly on mon, thu", "monthly",
// "monthly on 31", "monthly on the last day".
func parseSeries(text string) (contract.Series, bool) {
	head, tail, _ := strings.Cut(strings.TrimSpace(text), " ")
	tail = strings.TrimPrefix(strings.TrimSpace(tail), "on ")
	switch strings.TrimRight(head, ",") {
	case "daily":
		return contract.Series{Every: "day"}, tail == ""
	case "weekly":
		s := contract.Series{Every: "week"}
		for _, word := range words(tail) {
			day, ok := weekday(word)
			if !ok {
				return contract.Series{}, false
			}
			if !slices.Contains(s.Weekdays, day) {
				s.Weekdays = append(s.Weekdays, day)
			}
		}
		slices.Sort(s.Weekdays)
		return s, true
	case "monthly":
		return monthly(strings.TrimPrefix(tail, "the "))
	}
	return contract.Series{}, false
}

func monthly(tail string) (contract.Series, bool) {
	s := contract.Series{Every: "month"}
	switch tail = strings.TrimSpace(strings.TrimRight(strings.TrimPrefix(tail, "day "), ".")); tail {
	case "":
		return s, true
	case "last", "last day":
		s.MonthDay = 31
		return s, true
	}
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		tail = strings.TrimSuffix(tail, ending)
	}
	day, err := strconv.Atoi(tail)
	s.MonthDay = day
	return s, err == nil && day >= 1 && day <= 31
}

func words(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(s, func(c rune) bool { return c == ',' || c == ';' || c == ' ' || c == '&' }) {
		if w != "and" && w != "on" {
			out = append(out, w)
		}
	}
	return out
}

func weekday(word string) (time.Weekday, bool) {
	word = strings.TrimRight(word, ".")
	for d := time.Sunday; d <= time.Saturday; d++ {
		name := strings.ToLower(d.String())
		if word == name || word == name+"s" || len(word) >= 2 && len(word) <= 4 && strings.HasPrefix(name, word) {
			return d, true
		}
	}
	return 0, false
}

// misspelt tells of properties that are almost one of ours; all others are the
// owner's own business.
func (r *reader) misspelt() {
	known := ownKeys()
	for _, key := range slices.Sorted(maps.Keys(r.page.Properties)) {
		if slices.Contains(known, key) {
			continue
		}
		for _, own := range known {
			if len(own) > 3 && slips(strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(key, "-", "_"), " ", "_")), own) <= 1 {
				r.problem(key, "The property “"+clip(key)+"” is not known; did you mean "+own+"?")
			}
		}
	}
}

// slips counts the letters to add, drop or replace to make b of a.
func slips(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// clip keeps a word of the owner's short within a sentence.
func clip(s string) string {
	const most = 40
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}
