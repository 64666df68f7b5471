package redact

import (
	"regexp"
	"strings"
)

const (
	tracebackStart   = "Traceback (most recent call last)"
	tracebackLeftOut = "(server traceback left out)"
)

var (
	// What a Python exception line looks like: `ValueError: text`, `odoo.exceptions.UserError: text`, `KeyError`.
	exceptionLine = regexp.MustCompile(`^(?:[A-Za-z_]\w*\.)*\w*(?:Error|Exception|Warning|Exit|Interrupt)(?::|$)|^(?:[A-Za-z_]\w*\.)+[A-Z]\w*(?::|$)`)
	otherLine     = regexp.MustCompile(`^[A-Z]\w*: `)
	databaseNote  = regexp.MustCompile(`^(?:DETAIL|HINT|CONTEXT|QUERY|LINE|WARNING)\b`)
)

// lastTracebackLine replaces a server traceback by the line that says what went wrong. The lines above it carry source code,
// paths and sometimes values of the other side; the lines below it (DETAIL of the database) carry rows.
// Tracebacks inside JSON, with \n written as two characters, are handled as well.
func lastTracebackLine(s string) string {
	start := strings.Index(s, tracebackStart)
	if start < 0 {
		return s
	}
	before, block := s[:start], s[start:]
	sep := "\n"
	if !strings.Contains(block, sep) {
		sep = `\n`
	}
	certain, likely := "", ""
	for _, line := range strings.Split(block, sep)[1:] {
		line = strings.TrimRight(line, " \r")
		switch {
		case databaseNote.MatchString(line), strings.Contains(line, tracebackStart):
		case exceptionLine.MatchString(line):
			certain = line
		case otherLine.MatchString(line):
			likely = line
		}
	}
	switch {
	case certain != "":
		return before + certain
	case likely != "":
		return before + likely
	}
	return before + tracebackLeftOut
}
