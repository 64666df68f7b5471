package config

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"unicode/utf8"
)

const dotenvName = ".env"

// maxDotenv bounds `.env`; a real one has a few kilobytes.
const maxDotenv = 256 << 10

var envName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// setting is a value of `.env` with its line, counted from 1.
type setting struct {
	value string
	line  int
}

// parseDotenv reads KEY=VALUE lines: `export ` before the key, comments, single quotes (as they are) and double quotes (with \n, \t, \r,
// \" \\ and \$). Values stay on one line, and $ means nothing: a password is taken as it is written. Errors name line and reason, never the value.
func parseDotenv(raw []byte) (map[string]setting, []Problem) {
	settings := map[string]setting{}
	var bad []Problem
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	for i, text := range strings.Split(string(raw), "\n") {
		number := i + 1
		key, value, err := parseLine(strings.TrimSuffix(text, "\r"))
		if err == nil && key != "" {
			if before, there := settings[key]; there {
				err = fmt.Errorf("%s stands in line %d already; keep one of them", key, before.line)
			} else {
				settings[key] = setting{value: value, line: number}
			}
		}
		if err != nil {
			bad = append(bad, Problem{Name: fmt.Sprintf(".env line %d", number), What: err.Error()})
		}
	}
	return settings, bad
}

// parseLine returns an empty key for a blank line and a comment.
func parseLine(text string) (key, value string, err error) {
	text = strings.TrimSpace(text)
	if text == "" || strings.HasPrefix(text, "#") {
		return "", "", nil
	}
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return "", "", errors.New("not readable as text; save the file as UTF-8")
	}
	if rest, ok := strings.CutPrefix(text, "export"); ok && rest != "" && (rest[0] == ' ' || rest[0] == '\t') {
		text = strings.TrimSpace(rest)
	}
	key, rest, ok := strings.Cut(text, "=")
	if !ok {
		return "", "", errors.New("has no =; write NAME=value, or put # before a comment")
	}
	key = strings.TrimSpace(key)
	if !envName.MatchString(key) {
		return "", "", errors.New("what stands before = is not a name; use letters, digits and _")
	}
	value, err = parseValue(strings.TrimSpace(rest))
	if err != nil {
		return "", "", fmt.Errorf("%s: %w", key, err)
	}
	return key, value, nil
}

func parseValue(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	switch text[0] {
	case '\'':
		end := strings.IndexByte(text[1:], '\'')
		if end < 0 {
			return "", errors.New("the quote is not closed; add ' at the end")
		}
		return text[1 : 1+end], afterQuote(text[end+2:])
	case '"':
		return parseDouble(text[1:])
	}
	// A # starts a comment only after a space: passwords and colours contain it.
	for i := 0; i < len(text); i++ {
		if text[i] == '#' && (i == 0 || text[i-1] == ' ' || text[i-1] == '\t') {
			return strings.TrimSpace(text[:i]), nil
		}
	}
	return text, nil
}

func parseDouble(text string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			return b.String(), afterQuote(text[i+1:])
		case '\\':
			i++
			if i == len(text) {
				return "", errors.New("the line ends after a \\; write \\\\ for a backslash inside double quotes")
			}
			c, ok := unescape(text[i])
			if !ok {
				return "", errors.New("an unknown \\ sequence; write \\\\ for a backslash, or use single quotes")
			}
			b.WriteByte(c)
		default:
			b.WriteByte(text[i])
		}
	}
	return "", errors.New(`the quote is not closed; add " at the end`)
}

func unescape(c byte) (byte, bool) {
	switch c {
	case 'n':
		return '\n', true
	case 't':
		return '\t', true
	case 'r':
		return '\r', true
	case '"', '\\', '$', '\'':
		return c, true
	}
	return 0, false
}

func afterQuote(rest string) error {
	rest = strings.TrimSpace(rest)
	if rest == "" || strings.HasPrefix(rest, "#") {
		return nil
	}
	return errors.New("something follows the closing quote; only a # comment may")
}

// readDotenv returns nothing when there is no file.
func readDotenv(path string) (map[string]setting, []Problem) {
	raw, err := readBounded(path, maxDotenv)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, []Problem{{Name: ".env", What: fmt.Sprintf("cannot be read (%v); correct the file or remove it", reason(err))}}
	}
	return parseDotenv(raw)
}
