package vocab

import (
	"fmt"
	"regexp"
	"strings"
)

// classSection begins the name of a section that holds a class of words.
const classSection = "class "

// noClass is a class that nothing has replaced, since the file has none of that
// name; it would match its own name in a mail, which is never there.
var noClass = regexp.MustCompile(`(?:^|[^?P])<([a-z][a-z ]*)>`)

// classesOf collects the classes of a data file. "<give>" in a pattern stands
// for any line of the section "class give"; a class may use those above it.
func classesOf(code, data string, late bool) (*strings.Replacer, error) {
	var pairs []string
	name, members := "", []string{}
	replacer := strings.NewReplacer()
	closeClass := func() {
		if name != "" && len(members) > 0 {
			pairs = append(pairs, "<"+name+">", "(?:"+strings.Join(members, "|")+")")
			replacer = strings.NewReplacer(pairs...)
		}
		name, members = "", nil
	}
	for n, line := range strings.Split(data, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			closeClass()
			name, _ = strings.CutPrefix(strings.Trim(line, "[]"), classSection)
			if !strings.HasPrefix(line, "["+classSection) {
				name = ""
			}
		case name != "":
			member := replacer.Replace(line)
			if !late {
				if _, err := compile(member, wordSets{}, late); err != nil {
					return nil, fmt.Errorf("vocabulary %s line %d: %w", code, n+1, err)
				}
			}
			members = append(members, member)
		}
	}
	closeClass()
	return replacer, nil
}
