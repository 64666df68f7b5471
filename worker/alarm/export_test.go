package alarm

import "context"

// Script opens the fixed script to the tests.
const Script = script

// DesktopOf is the notification of another system, run by a stand-in.
func DesktopOf(system string, run func(context.Context, []string) error) *Desktop {
	return &Desktop{system: system, run: run}
}
