package doctor

import (
	"context"
	"fmt"
	"io"
	"slices"
	"sync"
	"text/tabwriter"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/connect"
)

// patience is for all checks together; what has not answered by then is wrong.
const patience = 8 * time.Second

// State is how a thing stands.
type State string

// The states. Off is what is not there because nobody wants it, or cannot be
// told while no worker runs.
const (
	OK    State = "ok"
	Wrong State = "WRONG"
	Off   State = "-"
)

// Line is one finding.
type Line struct {
	Name  string `json:"name"`
	State State  `json:"state"`
	// Says is a phrase, and for what is wrong what to do.
	Says string `json:"says"`
}

func ok(name, format string, args ...any) Line { return Line{name, OK, fmt.Sprintf(format, args...)} }

func wrong(name, format string, args ...any) Line {
	return Line{name, Wrong, fmt.Sprintf(format, args...)}
}

func off(name, format string, args ...any) Line { return Line{name, Off, fmt.Sprintf(format, args...)} }

// Dial connects to the running worker's Temporal.
type Dial func(context.Context) (client.Client, connect.Target, error)

// Examine makes all checks at the same time and gives their findings in a
// fixed order.
func Examine(ctx context.Context, cfg *config.Config, dial Dial) []Line {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	p := patient{cfg: cfg, dial: dial, now: time.Now}
	checks := []check{
		{"settings", p.settings},
		{"vault", p.vault},
		{"folders", p.folders},
		{"disk", p.disk},
		{"clock", p.clock},
		{"worker", p.worker},
		{"health", p.health},
		{"database", p.database},
		{"keys", p.keys},
		{"ports", p.ports},
		{"log", p.log},
		{"odoo", p.odoo},
		{"gmail", p.gmail},
		{"facebook", p.facebook},
		{"instagram", p.instagram},
		{"x", p.x},
	}
	return all(ctx, checks)
}

type check struct {
	name string
	look func(context.Context) []Line
}

// patient is the installation that is looked at.
type patient struct {
	cfg  *config.Config
	dial Dial
	now  func() time.Time
}

// all waits for the checks, but not for one that does not listen to its end.
func all(ctx context.Context, checks []check) []Line {
	var (
		mu    sync.Mutex
		found = make([][]Line, len(checks))
		group sync.WaitGroup
		done  = make(chan struct{})
	)
	for i, c := range checks {
		group.Go(func() {
			lines := c.look(ctx)
			mu.Lock()
			defer mu.Unlock()
			found[i] = lines
		})
	}
	go func() {
		group.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-ctx.Done():
		select { // what heeds the end needs a moment to say so
		case <-done:
		case <-time.After(time.Second):
		}
	}
	mu.Lock()
	defer mu.Unlock()
	var out []Line
	for i, c := range checks {
		if found[i] == nil {
			found[i] = []Line{wrong(c.name, "gave no answer within %s; try again, and look what it hangs on", patience)}
		}
		out = append(out, found[i]...)
	}
	return out
}

// settings passes on what the configuration found worth a look.
func (p patient) settings(context.Context) []Line {
	var out []Line
	for _, note := range p.cfg.Notes {
		out = append(out, wrong("settings", "%s", note))
	}
	if out != nil {
		return out
	}
	mode := "dry run: effects are described, none leaves"
	if !p.cfg.DryRun {
		mode = "real: approved effects are carried out"
	}
	return []Line{ok("settings", "%s; time zone %s", mode, p.cfg.ZoneName)}
}

// Sound tells whether nothing is wrong.
func Sound(lines []Line) bool {
	return !slices.ContainsFunc(lines, func(l Line) bool { return l.State == Wrong })
}

// Print writes a table.
func Print(w io.Writer, lines []Line) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, l := range lines {
		fmt.Fprintf(table, "%s\t%s\t%s\n", l.State, l.Name, l.Says)
	}
	return table.Flush()
}
