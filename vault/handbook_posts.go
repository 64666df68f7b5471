package vault

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// SensitiveKinds are the kinds of sensitive content that a post can be watched for.
func SensitiveKinds() []string {
	return []string{"politics", "tragedy", "legal", "medical", "financial", "discount", "secret", "customer"}
}

// noKind in sensitive_kinds says that nothing is watched for but the owner's own words.
const noKind = "none"

var quietPattern = regexp.MustCompile(`^([01]?\d|2[0-3])[:.]([0-5]\d)\s*(?:-|–|to)\s*([01]?\d|2[0-3])[:.]([0-5]\d)$`)

// posts reads the rules for social posts.
func (r *handbookReader) posts() PostRules {
	p := PostRules{
		SensitiveWords: list(r, "sensitive_words", anyText),
		SensitiveKinds: list(r, "sensitive_kinds", sensitiveKind),
		DiscountLimit:  r.text("discount_limit", percent),
		XBudgetMonth:   r.text("x_budget_month", amount),
		MinGapMinutes:  r.text("min_gap_minutes", minutes),
	}
	p.QuietFrom, p.QuietTo, _ = strings.Cut(r.text("quiet_hours", quietHours), "-")
	if len(p.SensitiveKinds) > 1 && slices.Contains(p.SensitiveKinds, noKind) {
		r.add("sensitive_kinds", noKind, "it stands beside others; keep none alone, or take it out")
		p.SensitiveKinds = nil
	}
	return p
}

// quietHours gives "22:00-07:00", whichever way it was written.
func quietHours(s string) (string, error) {
	m := quietPattern.FindStringSubmatch(s)
	if m == nil {
		return "", errors.New("write it as 22:00-07:00")
	}
	from, to := fmt.Sprintf("%02s:%s", m[1], m[2]), fmt.Sprintf("%02s:%s", m[3], m[4])
	if from == to {
		return "", errors.New("the two times must differ; empty it for no quiet hours")
	}
	return from + "-" + to, nil
}

func sensitiveKind(s string) (string, error) {
	s = strings.ToLower(s)
	if s != noKind && !slices.Contains(SensitiveKinds(), s) {
		return "", errors.New("write one of " + strings.Join(SensitiveKinds(), ", ") + ", or none")
	}
	return s, nil
}

func minutes(s string) (string, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 24*60 || strings.HasPrefix(s, "+") {
		return "", errors.New("write a whole number of minutes from 0 to 1440")
	}
	return strconv.Itoa(n), nil
}
