package auditlog

import "path/filepath"

// link is one sound line as the naming of a break sees it.
type link struct {
	place
	prev, hash string
}

// explain names the kind of a break between two lines which are sound in themselves. It needs all links of the log, and
// is only called when something is broken.
func (v *verifier) explain() error {
	var links []link
	first := map[string]int{} // hash -> index of its first line
	second := map[string]bool{}
	at := -1
	for _, s := range v.snaps {
		err := eachLine(filepath.Join(v.dir, s.name), s.size, func(raw rawLine) error {
			p, ok := parse(raw.text)
			if !ok {
				return nil
			}
			here := place{s.name, raw.number}
			if here == (place{v.report.Broken.File, v.report.Broken.Line}) {
				at = len(links)
			}
			if _, there := first[p.Hash]; there {
				second[p.Hash] = true
			} else {
				first[p.Hash] = len(links)
			}
			links = append(links, link{here, p.PrevHash, p.Hash})
			return nil
		})
		if err != nil {
			return err
		}
	}
	if at < 0 {
		v.name(place{v.report.Broken.File, v.report.Broken.Line}, Removed, "the log changed while it was read; verify it again")
		return nil
	}
	v.classify(links, at, first, second)
	return nil
}

func (v *verifier) classify(links []link, at int, first map[string]int, twice map[string]bool) {
	here := links[at]
	before := genesis
	if at > 0 {
		before = links[at-1].hash
	}
	parent, parentThere := first[here.prev]
	if here.prev == genesis {
		parent, parentThere = -1, true
	}
	skipped := at+1 < len(links) && links[at+1].prev == before
	switch {
	case twice[here.hash]:
		v.name(here.place, Inserted, "a copy of a line that stands elsewhere")
	case parentThere && parent > at:
		v.name(here.place, Reordered, "the line written before this one stands after it")
	case skipped:
		v.name(here.place, Inserted, "the line after this one follows the line before it")
	case parentThere && parent < at-1:
		v.name(links[parent+1].place, Inserted, "this line is not part of the chain, the lines around it are")
	case at == 0:
		v.name(here.place, Removed, "the log does not begin here; the lines before this one are missing")
	default:
		v.name(here.place, Removed, "the line written before this one is missing or was replaced")
	}
}

func (v *verifier) name(at place, why Why, detail string) {
	v.report.Broken = &Break{File: at.file, Line: at.line, Why: why, Detail: detail}
}
