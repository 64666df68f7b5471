package vault

import (
	"fmt"
	"slices"
	"strings"
)

// Handbook is the front matter of Company_Handbook.md: the owner's rules as text, without any judgement of them. An empty
// field means that the owner has not said, never a default. Amounts, rates and numbers are decimal text with a point.
type Handbook struct {
	OwnerName      string
	OwnerCompany   string
	OwnerEmails    []string // lower case
	OwnerDomains   []string // lower case, without @
	OwnerAddresses []string // postal, free text
	Colleagues     []Colleague
	FormSenders    []string // lower case; addresses of web forms whose mails speak for somebody else

	HomeCurrency      string // ISO 4217
	DollarMeans       string // ISO 4217; what "$" alone means; empty: ask
	DefaultTaxPercent string // 0 to 100
	DefaultNetDays    string // 0 to 365
	PricesIncludeTax  string // "yes", "no" or empty
	QuotationProduct  string // internal reference or exact name of a product in Odoo

	ApprovalExpiresDays string // 1 to 365
	AutoLimit           string
	AutoLimitCurrency   string // ISO 4217

	RecurringCustomers []RecurringCustomer
	ExchangeRates      []ExchangeRate
	KnownCustomers     []KnownCustomer

	// Posts are the rules for social posts.
	Posts PostRules

	// PolicyExamples are cases with what the owner expects of each.
	PolicyExamples []PolicyExample
}

// PostRules are the owner's rules for social posts.
type PostRules struct {
	QuietFrom, QuietTo string   // times of day such as "22:00"; both or none
	SensitiveWords     []string // as written
	SensitiveKinds     []string // of SensitiveKinds, or "none" alone
	DiscountLimit      string   // per cent, 0 to 100
	XBudgetMonth       string   // USD
	MinGapMinutes      string   // 0 to 1440
}

// Colleague is somebody of the owner's own business.
type Colleague struct{ Name, Email string }

// RecurringCustomer may be invoiced without asking, once a period and within a range of amounts.
type RecurringCustomer struct {
	Name, Email          string
	MinAmount, MaxAmount string // both are within; an empty minimum is none
	Currency             string // ISO 4217
	Period               string // "week", "month", "quarter" or "year"
}

// ExchangeRate says that one unit of From is worth Rate units of To, as the owner wrote it on Date.
type ExchangeRate struct{ From, Rate, To, Date string }

// KnownCustomer is a customer that the owner vouches for; Email and VATID may be empty.
type KnownCustomer struct{ Name, Email, VATID string }

// HandbookProblem is one line of the handbook that cannot be used.
type HandbookProblem struct {
	Key      string // "" when the page as a whole cannot be read
	Line     string // the bad item, shortened; "" when the key itself is the trouble
	Sentence string // what to do
}

func (p HandbookProblem) String() string {
	switch {
	case p.Key == "":
		return p.Sentence
	case p.Line == "":
		return p.Key + ": " + p.Sentence
	}
	return fmt.Sprintf("%s: %q: %s", p.Key, p.Line, p.Sentence)
}

// HandbookError lists everything in the handbook that cannot be used.
type HandbookError struct{ Problems []HandbookProblem }

func (e *HandbookError) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = p.String()
	}
	return HandbookPage + ": " + strings.Join(lines, "; ")
}

// ReadHandbook reads Company_Handbook.md of the vault, as ParseHandbook does.
func (v *Vault) ReadHandbook() (Handbook, error) {
	data, err := v.ReadFile(HandbookPage, MaxNoteBytes)
	if err != nil {
		return Handbook{}, fmt.Errorf("reading the handbook: %w", err)
	}
	return ParseHandbook(data)
}

// ParseHandbook reads the handbook. A value that cannot be used is left empty and named in the *HandbookError, which holds all
// problems at once; the caller must show them, and must not take an empty value for a permission.
func ParseHandbook(data []byte) (Handbook, error) {
	n, err := ParseNote(data)
	if err != nil {
		return Handbook{}, &HandbookError{Problems: []HandbookProblem{{Sentence: "the page cannot be read: " + err.Error()}}}
	}
	if len(n.Keys()) == 0 {
		return Handbook{}, &HandbookError{Problems: []HandbookProblem{{
			Sentence: "the page has no rules at its top; delete it and restart to get the starter page again",
		}}}
	}
	r := &handbookReader{note: n}
	h := Handbook{
		OwnerName:           r.text("owner_name", anyText),
		OwnerCompany:        r.text("owner_company", anyText),
		OwnerEmails:         list(r, "owner_emails", email),
		OwnerDomains:        list(r, "owner_domains", domain),
		OwnerAddresses:      list(r, "owner_addresses", anyText),
		Colleagues:          list(r, "colleagues", colleague),
		FormSenders:         list(r, "form_senders", email),
		HomeCurrency:        r.text("home_currency", currencyCode),
		DollarMeans:         r.text("dollar_means", currencyCode),
		DefaultTaxPercent:   r.text("default_tax_percent", percent),
		DefaultNetDays:      r.text("default_net_days", days(0)),
		PricesIncludeTax:    r.text("prices_include_tax", yesNo),
		QuotationProduct:    r.text("quotation_product", anyText),
		ApprovalExpiresDays: r.text("approval_expires_days", days(1)),
		AutoLimit:           r.text("auto_limit", amount),
		AutoLimitCurrency:   r.text("auto_limit_currency", currencyCode),
		RecurringCustomers:  list(r, "recurring_customers", recurring),
		ExchangeRates:       list(r, "exchange_rates", rate),
		KnownCustomers:      list(r, "known_customers", known),
		PolicyExamples:      list(r, "policy_examples", example),
		Posts:               r.posts(),
	}
	h.ExchangeRates = r.oneRateEach(h.ExchangeRates)
	r.misspelt()
	if len(r.problems) > 0 {
		return h, &HandbookError{Problems: r.problems}
	}
	return h, nil
}

type handbookReader struct {
	note     *Note
	asked    []string
	problems []HandbookProblem
}

// text reads one value; empty stays empty without a check.
func (r *handbookReader) text(key string, check func(string) (string, error)) string {
	r.asked = append(r.asked, key)
	kind, ok := r.note.Kind(key)
	if !ok {
		return ""
	}
	if kind == ListValue {
		r.add(key, "", "write one value, not a list")
		return ""
	}
	raw, _ := r.note.Get(key)
	if raw = strings.TrimSpace(raw); raw == "" {
		return ""
	}
	value, err := check(raw)
	if err != nil {
		r.add(key, raw, err.Error())
		return ""
	}
	return value
}

// list reads each item; a bad one is left out and told.
func list[T any](r *handbookReader, key string, check func(string) (T, error)) []T {
	r.asked = append(r.asked, key)
	items, _ := r.note.GetList(key)
	var values []T
	for _, raw := range items {
		if raw = strings.TrimSpace(raw); raw == "" {
			continue
		}
		value, err := check(raw)
		if err != nil {
			r.add(key, raw, err.Error())
			continue
		}
		values = append(values, value)
	}
	return values
}

func (r *handbookReader) add(key, line, sentence string) {
	r.problems = append(r.problems, HandbookProblem{Key: key, Line: shorten(line, 80), Sentence: sentence})
}

// oneRateEach leaves out the rates of two currencies that have more than one line: which of them counts is the owner's to say.
func (r *handbookReader) oneRateEach(rates []ExchangeRate) []ExchangeRate {
	pair := func(x ExchangeRate) [2]string { return [2]string{min(x.From, x.To), max(x.From, x.To)} }
	lines := map[[2]string]int{}
	for _, x := range rates {
		if lines[pair(x)]++; lines[pair(x)] == 2 {
			r.add("exchange_rates", x.From+" = "+x.Rate+" "+x.To, "there is more than one line for these two currencies; keep one")
		}
	}
	return slices.DeleteFunc(rates, func(x ExchangeRate) bool { return lines[pair(x)] > 1 })
}

// misspelt tells of keys that are almost one of ours; all other keys are the owner's own business.
func (r *handbookReader) misspelt() {
	for _, key := range r.note.Keys() {
		if slices.Contains(r.asked, key) {
			continue
		}
		for _, own := range r.asked {
			if slips(strings.ToLower(key), own) <= 2 {
				r.add(shorten(key, 40), "", fmt.Sprintf("this rule is not known; did you mean %s?", own))
				break
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
