package score

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"time"

	"github.com/shopspring/decimal"
)

// maxLabel is the longest line of a label file; a label is a few kilobytes.
const maxLabel = 1 << 20

var (
	// plainNumber has no exponent, which would make a number of any length.
	plainNumber = regexp.MustCompile(`^-?\d{1,15}(\.\d{1,9})?$`)
	isoCurrency = regexp.MustCompile(`^[A-Z]{3}$`)
	address     = regexp.MustCompile(`^[^\s@<>]+@[^\s@<>]+$`)
	period      = regexp.MustCompile(`^\d{4}-\d{2}(-\d{2}/\d{4}-\d{2}-\d{2})?$`)
)

// ParseLabels reads a file of labels, one JSON object a line. The error names
// every line that cannot be scored, the notes say what is left out of scoring.
// name stands in both for the file.
func ParseLabels(name string, content []byte) (labels []Label, notes []string, err error) {
	var wrong []error
	seen := map[string]int{}
	unknown := map[string]int{}
	scanner := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	scanner.Buffer(nil, maxLabel)
	at := 0
	for scanner.Scan() {
		at++
		line := bytes.TrimSpace(scanner.Bytes())
		if len(line) == 0 {
			continue
		}
		l, odd, err := parseLabel(line)
		if first, twice := seen[l.ID]; twice && err == nil {
			err = fmt.Errorf("the id %s is used on line %d already; give each mail an id of its own", l.ID, first)
		}
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s, line %d: %w", name, at, err))
			continue
		}
		seen[l.ID] = at
		for _, o := range odd {
			unknown[o]++
		}
		labels = append(labels, l)
	}
	if scanner.Err() != nil {
		wrong = append(wrong, fmt.Errorf("%s, line %d: the line is longer than 1 MB; write one mail's label on each line", name, at+1))
	}
	for what, n := range unknown {
		notes = append(notes, fmt.Sprintf("%s: %s is not understood and not scored (on %d lines)", name, what, n))
	}
	sort.Strings(notes)
	return labels, notes, errors.Join(wrong...)
}

// form is the JSON of a label, with the fields that have a fixed shape.
type form struct {
	ID           string                     `json:"id"`
	File         string                     `json:"file"`
	Category     string                     `json:"category"`
	Language     string                     `json:"language"`
	Subtype      string                     `json:"subtype"`
	Expected     string                     `json:"expected"`
	AskAbout     []string                   `json:"ask_about"`
	Flags        []string                   `json:"flags"`
	Implied      []string                   `json:"implied"`
	Lines        []map[string]Value         `json:"lines"`
	Alternatives map[string]json.RawMessage `json:"alternatives"`
}

func parseLabel(line []byte) (l Label, odd []string, err error) {
	var all map[string]json.RawMessage
	if json.Unmarshal(line, &all) != nil {
		return l, nil, errors.New("this is not a JSON object; write one mail's label as {...} on one line")
	}
	var f form
	if err := json.Unmarshal(line, &f); err != nil {
		return l, nil, shapeError(err)
	}
	l = Label{
		ID: f.ID, File: f.File, Category: f.Category, Language: f.Language, Subtype: f.Subtype, Expected: f.Expected,
		AskAbout: f.AskAbout, Flags: f.Flags, Implied: f.Implied, Fields: map[string]Value{}, Alternatives: map[string][]Value{},
	}
	if err := l.identity(); err != nil {
		return l, nil, err
	}
	_, l.QuestionsLabelled = all["ask_about"]
	short := isShort(all)
	if short {
		odd = append(odd, "null outside of lines, in the short form of a label,")
	}
	for key, raw := range all {
		switch {
		case slices.Contains(Scalars(), key):
			var v Value
			if err := v.UnmarshalJSON(raw); err != nil {
				return l, nil, fmt.Errorf("%s is not a value; %w", key, err)
			}
			if err := checkValue(key, v); err != nil {
				return l, nil, err
			}
			if v.Stated || !short {
				l.Fields[key] = v
			}
		case !slices.Contains(unscored(), key):
			odd = append(odd, "the field "+key)
		}
	}
	if err := l.putLines(f.Lines, all); err != nil {
		return l, nil, err
	}
	oddNames, err := l.putAlternatives(f.Alternatives)
	if p := l.Fields[ServicePeriod]; p.Stated && !period.MatchString(p.Text) {
		odd = append(odd, "a service_period other than YYYY-MM or start/end")
	}
	return l, append(append(odd, oddNames...), l.oddWords()...), err
}

func outOfPercent(text string) bool {
	d := decimal.RequireFromString(text)
	return d.IsNegative() || d.GreaterThan(decimal.NewFromInt(100))
}

// isShort tells labels in which nobody thought about other readings of a field;
// null then says that it was not looked at, rather than that the mail is silent.
func isShort(all map[string]json.RawMessage) bool {
	_, implied := all["implied"]
	_, alternatives := all["alternatives"]
	return !implied && !alternatives
}

// unscored are the fields of a label that are for people or have their own shape.
func unscored() []string {
	return []string{
		"id", "file", "category", "slug", "language", "subtype", "expected", "ask_about", "lines", "flags", "notes",
		"implied", "alternatives", "candidates", "amends", "kind", "origin", "is_invoice_request", "delivery_date",
	}
}

func (l Label) identity() error {
	switch {
	case l.ID == "":
		return errors.New("id is missing; give the mail a short name")
	case l.File == "":
		return errors.New("file is missing; name the mail's file, relative to the labels")
	case !allOutcomes([]string{l.Expected}):
		return errors.New("expected must be draft, ask, ignore or fraud")
	}
	return nil
}

func allOutcomes(words []string) bool {
	for _, w := range words {
		if !slices.Contains([]string{Draft, Ask, Ignore, Fraud}, w) {
			return false
		}
	}
	return true
}

func shapeError(err error) error {
	var shape *json.UnmarshalTypeError
	if errors.As(err, &shape) && shape.Field != "" {
		return fmt.Errorf("%s has the wrong shape; see the README for its form", shape.Field)
	}
	return errors.New("a field has the wrong shape; see the README for the form of a label")
}

func checkValue(field string, v Value) error {
	if !v.Stated {
		return nil
	}
	switch {
	case slices.Contains(decimals(), field):
		if !plainNumber.MatchString(v.Text) {
			return fmt.Errorf("%s is not a decimal number; write it like \"1234.50\", or null", field)
		}
		if (field == DiscountPercent || field == TaxPercent) && outOfPercent(v.Text) {
			return fmt.Errorf("%s is not between 0 and 100", field)
		}
	case field == DueDate:
		if _, err := time.Parse(time.DateOnly, v.Text); err != nil {
			return fmt.Errorf("%s is not a date; write it like \"2026-12-31\", or null", field)
		}
	case field == Currency && !isoCurrency.MatchString(v.Text):
		return fmt.Errorf("%s is not an ISO 4217 code; write it like \"EUR\", or null when the mail leaves it open", field)
	case field == TaxIncluded && v.Text != "true" && v.Text != "false":
		return fmt.Errorf("%s must be true, false or null", field)
	case (field == CustomerEmail || field == InvoiceEmail) && !address.MatchString(v.Text):
		return fmt.Errorf("%s is not a plain e-mail address; write it like \"name@firm.example\", or null", field)
	}
	return nil
}
