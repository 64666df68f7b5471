package toolset

import (
	"context"
	"errors"
	"time"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"

	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	// maxWait in seconds is below the minute after which clients usually give a call up.
	maxWait = 50
	// lookEvery is how often is looked, and progress told, while a client waits.
	lookEvery = time.Second
)

// patient is what a tool's input embeds that can wait.
type patient struct {
	Wait int `json:"wait_seconds,omitempty" jsonschema:"wait up to this many seconds for it to go on, and then answer; 0 = answer at once. Meanwhile progress is told to a client that asks for it"`
}

func (p patient) waits() time.Duration { return time.Duration(p.Wait) * time.Second }

func (p properties) wait() { p.number("wait_seconds", 0, maxWait, "0") }

type progressKey struct{}

// reporting lets what is done with the context tell the client of its progress, when the client has given a token for that.
func reporting(ctx context.Context, s *server.MCPServer, o *Office, meta *mcp.Meta) context.Context {
	if meta == nil || meta.ProgressToken == nil {
		return ctx
	}
	return context.WithValue(ctx, progressKey{}, func(done, all time.Duration, words string) {
		// A client that does not read loses its progress and nothing else.
		_ = s.SendNotificationToClient(ctx, string(mcp.MethodNotificationProgress), map[string]any{
			"progressToken": meta.ProgressToken, "progress": done.Seconds(), "total": all.Seconds(), "message": o.secrets.String(line(words, 200)),
		})
	})
}

// await looks every second until there is something to tell, for at most as long as wait: the last answer counts then, and the last error. words
// say what is waited for, to a client that follows. After each a look is made again a second later: what is said right before an answer may be lost
// over HTTP, and right before the time is over that is no loss.
func await[T any](ctx context.Context, wait time.Duration, look func(context.Context) (out T, words string, done bool, err error)) (T, error) {
	report, _ := ctx.Value(progressKey{}).(func(done, all time.Duration, words string))
	for began := time.Now(); ; {
		out, words, done, err := look(ctx)
		waited := time.Since(began)
		if done || waited >= wait {
			return out, err
		}
		if report != nil {
			report(waited, wait, words)
		}
		select {
		case <-time.After(min(lookEvery, wait-waited)):
		case <-ctx.Done():
			return out, errors.New("the client gave up waiting; what was under way goes on by itself")
		}
	}
}

// movement tells when a process has gone on since the first look: it is over, or waits for something else than it did.
type movement struct {
	looked bool
	first  string
}

// done is asked at each look. A process that is at work is not there yet, and whatever it comes to next is news.
func (m *movement) done(p connect.Process) bool {
	stands := p.Status + p.RequestID + p.Since.String()
	switch p.Status {
	case "", contract.StatusReading, contract.StatusEffect, contract.StatusVerifying:
		m.looked, m.first = true, ""
		return false
	case contract.StatusWaitingAnswer, contract.StatusWaitingApproval, contract.StatusWaitingSystem, contract.StatusWaitingNote, contract.StatusScheduled, contract.StatusPaused:
		if !m.looked {
			m.looked, m.first = true, stands
		}
		return stands != m.first
	}
	return true
}

// words say how it stands, for who waits.
func (m *movement) words(p connect.Process) string {
	if p.Status == "" {
		return "It has not begun yet."
	}
	return p.Status + ": " + p.WaitingFor
}
