package alarm

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"time"
)

// script shows what it is given as arguments: nothing of a message becomes a part of it.
const script = `on run argv
display notification (item 2 of argv) with title (item 1 of argv)
end run`

// Desktop shows messages on this machine's screen.
type Desktop struct {
	system string
	run    func(ctx context.Context, argv []string) error
}

// NewDesktop is for this machine.
func NewDesktop() *Desktop { return &Desktop{system: runtime.GOOS, run: execute} }

// Name implements Way.
func (*Desktop) Name() string { return "desktop" }

// Send implements Way.
func (d *Desktop) Send(ctx context.Context, m Message) error {
	argv, err := command(d.system, m)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	err = d.run(ctx, argv)
	if errors.Is(err, exec.ErrNotFound) {
		return fmt.Errorf("%s is not installed: %w", argv[0], ErrRefused)
	}
	return err
}

// command is a fixed list of arguments; no shell sees it.
func command(system string, m Message) ([]string, error) {
	switch system {
	case "linux", "freebsd":
		return []string{"notify-send", "--app-name=Employee", "--urgency=critical", "--", m.What, m.Do}, nil
	case "darwin":
		return []string{"osascript", "-e", script, m.What, m.Do}, nil
	default:
		return nil, fmt.Errorf("there are no notifications on %s; unset EMPLOYEE_ALARM_DESKTOP: %w", system, ErrRefused)
	}
}

func execute(ctx context.Context, argv []string) error {
	//nolint:gosec // a fixed program with fixed sentences
	return exec.CommandContext(ctx, argv[0], argv[1:]...).Run()
}
