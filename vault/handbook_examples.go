package vault

import (
	"errors"
	"regexp"
	"strings"
)

// PolicyExample is one line of policy_examples: a case, and what the owner expects to be decided about it. Amounts are
// decimal text with a point; an empty Currency is that of auto_limit.
type PolicyExample struct {
	Line string // as written, to be told again

	// Post is what the line is about when that is a post, a reply or a message; the fields about an invoice are empty then.
	Post *PostExample

	// Customer is a name of recurring_customers; "" stands for somebody made up, who is then new or not.
	Customer string
	New      bool // without any earlier invoice

	Recurring        bool   // a recurring rule made up for the case; RuleMax empty: up to the amount
	RuleMin, RuleMax string // its range

	Amount, Currency string
	Foreign          bool   // in another currency than the limit's, whichever that is
	Rate             string // worth of one unit of it in the limit's currency; "": the rates of the handbook
	NoRate           bool   // as if the handbook had no rates

	Usual      string // what the earlier invoices came to; "" = not looked at
	Suspicious bool
	Invoiced   bool // there is such an invoice already

	Want string // "automatic", "asks" or "refused"
	Rule string // the rule that must decide; "" = any
}

const exampleForm = "write it as: known customer, recurring, 80 -> automatic"

var (
	outcomePattern  = regexp.MustCompile(`^(automatic|asks|refused)(?:\s*\(\s*([a-z_.]{1,60})\s*\))?$`)
	costPattern     = regexp.MustCompile(`(?i)^(\d+(?:\.\d+)?)(?:\s+([A-Za-z]{3}|in another currency))?$`)
	wordsPattern    = regexp.MustCompile(`(?i)^(customer|recurring|rate|usually)\s+(.+)$`)
	rangePattern    = regexp.MustCompile(`^(\S+?)\s*(?:-|–|\sto\s)\s*(\S+)$`)
	exampleArrow    = regexp.MustCompile(`->|→`)
	quotedOrNoComma = regexp.MustCompile(`(?:"[^"]*"|[^,"])+`)
)

// example reads one line: what is the case, parted by commas, an arrow, and what is expected of it.
func example(s string) (PolicyExample, error) {
	e := PolicyExample{Line: s}
	sides := exampleArrow.Split(s, -1)
	if len(sides) != 2 || containsLineEnd(s) || strings.Count(s, `"`)%2 != 0 {
		return PolicyExample{}, errors.New(exampleForm)
	}
	m := outcomePattern.FindStringSubmatch(strings.ToLower(strings.TrimSpace(sides[1])))
	if m == nil {
		return PolicyExample{}, errors.New("end the line with automatic, asks or refused; the rule that must decide may follow, as in: asks (over_limit)")
	}
	e.Want, e.Rule = m[1], m[2]
	if aboutPost(sides[0]) {
		post, err := postExample(sides[0])
		e.Post = post
		return e, err
	}
	said := map[string]bool{}
	for _, part := range quotedOrNoComma.FindAllString(sides[0], -1) {
		about, err := e.take(strings.TrimSpace(part))
		if err != nil {
			return PolicyExample{}, err
		}
		if said[about] {
			return PolicyExample{}, errors.New("the line says twice what the " + about + " is; say it once")
		}
		said[about] = true
	}
	return e, e.check(said)
}

// take understands one part of a line and says what it is about.
func (e *PolicyExample) take(part string) (about string, err error) {
	switch lower := strings.ToLower(part); lower {
	case "known customer", "new customer":
		e.New = lower == "new customer"
		return "customer", nil
	case "recurring":
		e.Recurring = true
		return "recurring rule", nil
	case "suspicious":
		e.Suspicious = true
		return lower, nil
	case "already invoiced":
		e.Invoiced = true
		return lower, nil
	case "no rate":
		e.NoRate = true
		return "rate", nil
	}
	if m := costPattern.FindStringSubmatch(part); m != nil {
		return "amount", e.takeAmount(m[1], strings.ToLower(m[2]))
	}
	if m := wordsPattern.FindStringSubmatch(part); m != nil {
		return e.takeWords(strings.ToLower(m[1]), strings.TrimSpace(m[2]))
	}
	return "", errors.New(`"` + shorten(part, 40) + `" is not understood; begin with post, reply or message, or use known customer, new customer, customer NAME, recurring, an amount such as 80 or 80 EUR, ` +
		"rate 1.25, no rate, usually 20, suspicious or already invoiced")
}

func (e *PolicyExample) takeAmount(value, currency string) (err error) {
	if e.Amount, err = amount(value); err != nil {
		return err
	}
	if e.Foreign = currency == "in another currency"; e.Foreign || currency == "" {
		return nil
	}
	e.Currency, err = currencyCode(currency)
	return err
}

func (e *PolicyExample) takeWords(word, value string) (about string, err error) {
	switch word {
	case "customer":
		if e.Customer = strings.TrimSpace(strings.Trim(value, `"`)); e.Customer == "" {
			err = errors.New("the name of the customer is missing")
		}
		return word, err
	case "recurring":
		e.Recurring = true
		e.RuleMin, e.RuleMax, err = amountOrRange(value)
		return "recurring rule", err
	case "rate":
		if e.Rate = value; !ratePattern.MatchString(value) || zeroPattern.MatchString(value) {
			err = errors.New("write the rate as a plain number such as 1.25")
		}
		return word, err
	default:
		e.Usual, err = amount(value)
		return "usual amount", err
	}
}

// check sees that the parts make a case.
func (e *PolicyExample) check(said map[string]bool) error {
	switch {
	case !said["customer"]:
		return errors.New("say who it is: known customer, new customer or customer NAME")
	case !said["amount"]:
		return errors.New("say how much it is, such as 80 or 80 EUR")
	case e.Customer != "" && e.Recurring:
		return errors.New("a customer with a name is looked up in recurring_customers, so leave the word recurring out")
	case e.Rate != "" && !e.Foreign:
		return errors.New("a rate belongs to an amount in another currency, such as: 70 in another currency, rate 1.25")
	case e.Foreign && !said["rate"]:
		return errors.New("say at which rate, such as: 70 in another currency, rate 1.25")
	}
	return nil
}

// amountOrRange reads "80", which is any amount up to 80, or "60-90".
func amountOrRange(s string) (least, most string, err error) {
	m := rangePattern.FindStringSubmatch(s)
	if m == nil {
		most, err = amount(s)
		return "", most, err
	}
	if least, err = amount(m[1]); err != nil {
		return "", "", err
	}
	if most, err = amount(m[2]); err != nil {
		return "", "", err
	}
	if larger(least, most) {
		return "", "", errors.New("write the smaller amount first, such as 60-90")
	}
	return least, most, nil
}

// larger compares two amounts as decimal text, without the rounding of a float.
func larger(a, b string) bool {
	wholeA, centsA, _ := strings.Cut(a, ".")
	wholeB, centsB, _ := strings.Cut(b, ".")
	wholeA, wholeB = strings.TrimLeft(wholeA, "0"), strings.TrimLeft(wholeB, "0")
	if len(wholeA) != len(wholeB) {
		return len(wholeA) > len(wholeB)
	}
	if wholeA != wholeB {
		return wholeA > wholeB
	}
	return strings.TrimRight(centsA, "0") > strings.TrimRight(centsB, "0")
}
