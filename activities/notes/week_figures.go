package notes

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

const (
	figuresFolder = "Figures" // below Audits/
	// maxFigures bounds one week's file, and maxPast the weeks that are compared with: a year, and what a chart of it begins with.
	maxFigures = 512 << 10
	maxPast    = 60
	// maxWritten is how many earlier texts of a note are known again.
	maxWritten = 8
)

// weekFile is what is kept of a week: in the vault, beside the audit, so that
// it is there again when the vault is brought back, and not in the front matter,
// where a slip of the pen would change what later weeks are compared with.
// Obsidian does not list it.
type weekFile struct {
	Figures contract.WeekFigures `json:"figures"`
	// Written are the SHA-256 (hex) of the notes' texts as we wrote them, the newest last, by path.
	Written map[string][]string `json:"written"`
}

func figuresPath(w string) string { return vault.Audits.Join(figuresFolder, w+".json") }

// planFigures keeps the figures of a week and what its notes will be.
func (d *Desk) planFigures(figures contract.WeekFigures, texts map[string]string) (weekFile, error) {
	before, err := d.readFile(figures.Week)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errDamaged) {
		return weekFile{}, err
	}
	next := weekFile{Figures: figures, Written: map[string][]string{}}
	for name, text := range texts {
		known := slices.DeleteFunc(slices.Clone(before.Written[name]), func(h string) bool { return h == digest([]byte(text)) })
		known = append(known, digest([]byte(text)))
		next.Written[name] = known[max(len(known)-maxWritten, 0):]
	}
	raw, err := json.MarshalIndent(next, "", " ")
	if err != nil {
		return next, fmt.Errorf("keeping the figures of %s: %w", figures.Week, err)
	}
	if len(raw) > maxFigures {
		return next, invalid("the figures of the week are larger than 512 KB", nil)
	}
	return next, d.ensureFile(figuresPath(figures.Week), append(raw, '\n'), maxFigures)
}

var errDamaged = errors.New("the file is damaged")

func (d *Desk) readFile(w string) (weekFile, error) {
	var f weekFile
	raw, err := d.vault.ReadFile(figuresPath(w), maxFigures)
	if err != nil {
		return f, err
	}
	if err := json.Unmarshal(raw, &f); err != nil || f.Figures.Week != w {
		return weekFile{}, fmt.Errorf("%s: %w", figuresPath(w), errDamaged)
	}
	return f, nil
}

func (d *Desk) readFigures(w string) (contract.WeekFigures, error) {
	f, err := d.readFile(w)
	return f.Figures, err
}

// keptWeeks names the weeks whose figures are kept, oldest first.
func (d *Desk) keptWeeks() ([]string, error) {
	names, err := d.vault.List(vault.Audits.Join(figuresFolder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var weeks []string
	for _, name := range names {
		w, ok := strings.CutSuffix(path.Base(name), ".json")
		if _, err := week.Parse(w); ok && err == nil {
			weeks = append(weeks, w)
		}
	}
	return weeks, nil
}

// pastFigures gives the figures of the weeks before one, oldest first. A week
// whose file is damaged is left out and named.
func (d *Desk) pastFigures(before string) (past []contract.WeekFigures, broken []contract.WeekMissing, err error) {
	weeks, err := d.keptWeeks()
	if err != nil {
		return nil, nil, err
	}
	weeks = slices.DeleteFunc(weeks, func(w string) bool { return w >= before })
	for _, w := range weeks[max(len(weeks)-maxPast, 0):] {
		f, err := d.readFigures(w)
		if errors.Is(err, errDamaged) {
			broken = append(broken, contract.WeekMissing{
				Source: contract.SourceVault, Part: "the figures of " + w, Kind: contract.FailInvalid,
				Why: figuresPath(w) + " is damaged, so nothing is compared with that week. Bring it back from a backup, or make the week again: go run ./starter briefing --week " + w,
			})
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		past = append(past, f)
	}
	return past, broken, nil
}
