package vault

import (
	"errors"
	"fmt"
	"net/mail"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	currencyPattern = regexp.MustCompile(`^[A-Z]{3}$`)
	amountPattern   = regexp.MustCompile(`^\d{1,12}(\.\d{1,4})?$`)
	ratePattern     = regexp.MustCompile(`^\d{1,9}(\.\d{1,9})?$`)
	percentPattern  = regexp.MustCompile(`^(\d{1,2}(\.\d{1,4})?|100(\.0{1,4})?)$`)
	domainPattern   = regexp.MustCompile(`^[\p{L}\d]([\p{L}\d-]*[\p{L}\d])?(\.[\p{L}\d]([\p{L}\d-]*[\p{L}\d])?)+$`)
	rateLinePattern = regexp.MustCompile(`^(\S+)\s*=\s*(\S+)\s+(\S+)\s*\(\s*(\S+)\s*\)$`)
	zeroPattern     = regexp.MustCompile(`^0+(\.0+)?$`)
)

func anyText(s string) (string, error) {
	if containsLineEnd(s) {
		return "", errors.New("write it on one line")
	}
	return s, nil
}

func email(s string) (string, error) {
	a, err := mail.ParseAddress(s)
	if err != nil || a.Name != "" || strings.ContainsAny(s, "<> ") {
		return "", errors.New("write one e-mail address such as anna@example.com")
	}
	return strings.ToLower(a.Address), nil
}

func domain(s string) (string, error) {
	s = strings.ToLower(strings.TrimPrefix(s, "@"))
	if !domainPattern.MatchString(s) {
		return "", errors.New("write a domain such as example.com")
	}
	return s, nil
}

func currencyCode(s string) (string, error) {
	s = strings.ToUpper(s)
	if !currencyPattern.MatchString(s) {
		return "", errors.New("write a three-letter currency code such as USD or EUR")
	}
	return s, nil
}

func amount(s string) (string, error) {
	if !amountPattern.MatchString(s) {
		return "", errors.New("write a plain number such as 100 or 99.50, without a currency sign or thousands separator")
	}
	return s, nil
}

func percent(s string) (string, error) {
	s = strings.TrimSpace(strings.TrimSuffix(s, "%"))
	if !percentPattern.MatchString(s) {
		return "", errors.New("write a percentage from 0 to 100 such as 19 or 7.7")
	}
	return s, nil
}

func days(least int) func(string) (string, error) {
	return func(s string) (string, error) {
		n, err := strconv.Atoi(s)
		if err != nil || n < least || n > 365 || strings.HasPrefix(s, "+") {
			return "", fmt.Errorf("write a whole number of days from %d to 365", least)
		}
		return strconv.Itoa(n), nil
	}
}

func yesNo(s string) (string, error) {
	switch strings.ToLower(s) {
	case "yes", "true":
		return "yes", nil
	case "no", "false":
		return "no", nil
	}
	return "", errors.New("write yes or no, or leave it empty")
}

func colleague(s string) (Colleague, error) {
	f, err := fields(s, 1, 2, "Name | e-mail")
	if err != nil {
		return Colleague{}, err
	}
	if f[1] == "" && strings.Contains(f[0], "@") {
		f[0], f[1] = "", f[0]
	}
	c := Colleague{Name: f[0]}
	if f[1] != "" {
		c.Email, err = email(f[1])
	}
	return c, err
}

func recurring(s string) (RecurringCustomer, error) {
	f, err := fields(s, 5, 5, "Name | e-mail | amount | currency | month")
	if err != nil {
		return RecurringCustomer{}, err
	}
	c := RecurringCustomer{Name: f[0]}
	if c.Email, err = email(f[1]); err != nil {
		return RecurringCustomer{}, err
	}
	if c.MinAmount, c.MaxAmount, err = amountOrRange(f[2]); err != nil {
		return RecurringCustomer{}, fmt.Errorf("the amount: %w", err)
	}
	if c.Currency, err = currencyCode(f[3]); err != nil {
		return RecurringCustomer{}, err
	}
	switch c.Period = strings.ToLower(f[4]); c.Period {
	case "week", "month", "quarter", "year":
		return c, nil
	}
	return RecurringCustomer{}, errors.New("end the line with week, month, quarter or year")
}

func rate(s string) (ExchangeRate, error) {
	form := errors.New("write it as: EUR = 1.08 USD (2026-11-20)")
	m := rateLinePattern.FindStringSubmatch(s)
	if m == nil || !ratePattern.MatchString(m[2]) || zeroPattern.MatchString(m[2]) {
		return ExchangeRate{}, form
	}
	from, err1 := currencyCode(m[1])
	to, err2 := currencyCode(m[3])
	_, err3 := time.Parse(time.DateOnly, m[4])
	if errors.Join(err1, err2, err3) != nil {
		return ExchangeRate{}, form
	}
	if from == to {
		return ExchangeRate{}, errors.New("the two currencies must differ")
	}
	return ExchangeRate{From: from, Rate: m[2], To: to, Date: m[4]}, nil
}

func known(s string) (KnownCustomer, error) {
	f, err := fields(s, 1, 3, "Name | e-mail | VAT ID")
	if err != nil {
		return KnownCustomer{}, err
	}
	c := KnownCustomer{Name: f[0], VATID: strings.ToUpper(strings.Join(strings.Fields(f[2]), ""))}
	if f[1] != "" {
		c.Email, err = email(f[1])
	}
	return c, err
}

// fields splits a line at its bars. A dash stands for an empty field; the first must say something.
func fields(s string, least, most int, form string) ([]string, error) {
	parts := strings.Split(s, "|")
	if len(parts) < least || len(parts) > most || containsLineEnd(s) {
		return nil, errors.New("write it as: " + form)
	}
	for i := range parts {
		if parts[i] = strings.TrimSpace(parts[i]); parts[i] == "-" {
			parts[i] = ""
		}
	}
	if parts[0] == "" {
		return nil, errors.New("the name is missing; write it as: " + form)
	}
	for len(parts) < most {
		parts = append(parts, "")
	}
	return parts, nil
}
