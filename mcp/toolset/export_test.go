package toolset

import (
	"context"

	"github.com/mark3labs/mcp-go/server"
)

// Faulty is a server whose tool breaks off with the given words.
func Faulty(words string) func(*Office) (*server.MCPServer, error) {
	return func(o *Office) (*server.MCPServer, error) {
		s := newServer("faulty", "Faulty", "")
		return s, offer(s, o, tool[nothing, scanOut]{
			name: "break_off", title: "Break off", acts: true, run: func(context.Context, nothing) (scanOut, error) { panic(words) },
		})
	}
}
