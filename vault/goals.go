package vault

import (
	"errors"
	"regexp"
	"strings"
)

// Goals is the front matter of Business_Goals.md and what stands under its heading for the quarter. An empty field means
// that the owner has no such goal.
type Goals struct {
	RevenueMonth    string   // what is to be invoiced in a month, decimal text with a point
	RevenueCurrency string   // ISO 4217
	ResponseHours   string   // within how many hours a mail should be settled, a whole number
	Quarter         []string // in the owner's words, one a line
}

// hoursPattern allows a year, and no goal of no time at all.
var hoursPattern = regexp.MustCompile(`^[1-9][0-9]{0,3}$`)

func hours(s string) (string, error) {
	if !hoursPattern.MatchString(s) {
		return "", errors.New("write whole hours such as 24")
	}
	return s, nil
}

// quarterHeading stands above the goals that are words.
const quarterHeading = "## This quarter"

// ParseGoals reads the goals page. A value that cannot be used is left empty and told in problems.
func ParseGoals(data []byte) (g Goals, problems []HandbookProblem) {
	n, err := ParseNote(data)
	if err != nil {
		return Goals{}, []HandbookProblem{{Sentence: "the page cannot be read: " + err.Error()}}
	}
	r := &handbookReader{note: n}
	g = Goals{RevenueMonth: r.text("revenue_goal_month", amount), RevenueCurrency: r.text("revenue_goal_currency", currencyCode)}
	g.ResponseHours = r.text("response_goal_hours", hours)
	switch {
	case g.RevenueMonth != "" && g.RevenueCurrency == "":
		r.add("revenue_goal_currency", "", "say in which currency the revenue goal is, such as USD")
	case g.RevenueMonth == "" && g.RevenueCurrency != "" && len(r.problems) == 0:
		r.add("revenue_goal_month", "", "there is a currency but no amount; write one, or empty both")
	}
	r.misspelt()
	_, quarter, _ := strings.Cut(n.Body, "\n"+quarterHeading+"\n")
	quarter, _, _ = strings.Cut(quarter, "\n#")
	for _, line := range strings.Split(quarter, "\n") {
		if goal, ok := strings.CutPrefix(strings.TrimSpace(line), "- "); ok && strings.TrimSpace(goal) != "" {
			g.Quarter = append(g.Quarter, strings.TrimSpace(goal))
		}
	}
	return g, r.problems
}
