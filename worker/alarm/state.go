package alarm

import (
	"fmt"
	"time"

	"github.com/autonomous-employee/employee/vault/auditlog"
)

// Kind is what sort of trouble it is.
type Kind string

// The kinds.
const (
	// Down is an outside system whose last word was a failure.
	Down Kind = "down"
	// StandsStill is a watcher that should have moved and did not.
	StandsStill Kind = "stands_still"
	// Fails is a part of the worker that fails again and again.
	Fails Kind = "fails"
	// SetBack is the clock of this machine that shows an earlier time than before.
	SetBack Kind = "set_back"
)

// State is how a system, a watcher or a part stands now. What is not known has none.
type State struct {
	Kind Kind
	// Name is ours: of a system, watcher or part.
	Name string
	// Since is when the trouble began; zero = it is well.
	Since time.Time
	// Back is what the clock has shown before it was set back, in the owner's zone.
	Back time.Time
}

func (s State) key() string { return string(s.Kind) + "/" + s.Name }

// settle is how long trouble of a kind has to last before somebody is called,
// after is so for a system that is down. A watcher that stands still has missed
// several rounds already.
func (s State) settle(after time.Duration) time.Duration {
	switch s.Kind {
	case Down:
		return after
	case Fails:
		return time.Minute
	default:
		return 0
	}
}

// Message is one alarm, or its end: the content of the webhook's POST.
type Message struct {
	// ID is the same however often the message is sent.
	ID string `json:"id"`
	// Event is raised or over.
	Event string `json:"event"`
	Kind  Kind   `json:"kind"`
	Name  string `json:"name"`
	// What and Do are fixed sentences.
	What  string    `json:"what"`
	Do    string    `json:"do,omitempty"`
	Since time.Time `json:"since"`
	Until time.Time `json:"until,omitzero"`
}

// The events.
const (
	raised = "raised"
	over   = "over"
)

func message(s State, event string, now time.Time) Message {
	m := Message{Event: event, Kind: s.Kind, Name: s.Name, Since: s.Since.UTC().Truncate(time.Second)}
	m.ID = auditlog.NewID("alarm", s.key(), m.Since.Format(time.RFC3339), event)
	m.What, m.Do = s.Sentences()
	if event == over {
		m.What, m.Do, m.Until = "It is over: "+m.What, "", now.UTC().Truncate(time.Second)
	}
	return m
}

// Sentences say what is the matter and what to do, by the kind and the name alone.
func (s State) Sentences() (what, do string) {
	name := called(s.Name)
	switch {
	case s.Kind == Down:
		return name + " does not answer.",
			"Look whether " + name + " can be reached and lets the employee in; what waits for it goes on by itself then. `go run ./starter doctor` says more."
	case s.Kind == StandsStill && s.Name == "vault":
		return "The notes in the vault are not looked at any more.",
			"Look whether the folder of the vault is there and can be read. What you decide meanwhile counts later. `go run ./starter doctor` says more."
	case s.Kind == StandsStill:
		return name + " is not read any more.",
			"Look whether " + name + " can be reached and lets the employee in. What comes meanwhile is not lost. `go run ./starter doctor` says more."
	case s.Kind == SetBack:
		return "The clock of this machine was set back.",
			"Work may stand still until the clock shows " + s.Back.Format("2006-01-02 15:04 MST") + " again, as it did before. If the clock is wrong now, set it (on Linux: timedatectl set-ntp true); " +
				"then start the worker again: what can goes on at once, and the rest at that time. Nothing is lost."
	default:
		return fmt.Sprintf("A part of the employee (%s) fails again and again.", s.Name),
			"`go run ./starter doctor` and the worker's log say more. What is under way is not lost."
	}
}

// called is what people call a system.
func called(name string) string {
	switch name {
	case "odoo":
		return "Odoo"
	case "gmail":
		return "Gmail"
	case "facebook":
		return "Facebook"
	case "instagram":
		return "Instagram"
	case "x":
		return "X"
	default:
		return name
	}
}
