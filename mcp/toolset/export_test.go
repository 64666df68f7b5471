package toolset

import (
	"context"

	"github.com/mark3labs/mcp-go/server"
	"go.temporal.io/api/history/v1"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// ReadingOf is what a process has read from its mail, as its history tells it.
func ReadingOf(h *history.History) *contract.Reading {
	var m memory
	scheduled := map[int64]string{}
	for _, event := range h.GetEvents() {
		m.take(event, scheduled)
	}
	return m.Reading
}

// Faulty is a server whose tool breaks off with the given words.
func Faulty(words string) func(*Office) (*server.MCPServer, error) {
	return func(o *Office) (*server.MCPServer, error) {
		s := newServer("faulty", "Faulty", "")
		return s, offer(s, o, tool[nothing, scanOut]{
			name: "break_off", title: "Break off", acts: true, run: func(context.Context, nothing) (scanOut, error) { panic(words) },
		})
	}
}

// NoteOf reads a note that the desk has laid.
var NoteOf = noteOf //nolint:gochecknoglobals // for the tests

type slowIn struct {
	Looks int `json:"looks" jsonschema:"at which look there is something to tell"`
	patient
}

type slowOut struct {
	Looks int `json:"looks"`
}

// Slow is a server whose tool has something to tell at the look that is asked for.
func Slow(words string) func(*Office) (*server.MCPServer, error) {
	return func(o *Office) (*server.MCPServer, error) {
		s := newServer("slow", "Slow", "")
		return s, offer(s, o, tool[slowIn, slowOut]{
			name: "look_long", title: "Look long", limit: properties.wait,
			run: func(ctx context.Context, in slowIn) (slowOut, error) {
				var out slowOut
				return await(ctx, in.waits(), func(context.Context) (slowOut, string, bool, error) {
					out.Looks++
					return out, words, out.Looks == in.Looks, nil
				})
			},
		})
	}
}
