package rig

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// clockTick is the unit of CPU time in /proc, 100 a second on every Linux.
const clockTick = 10 * time.Millisecond

// Memory is what the worker has resident, in megabytes.
func (s *Shop) Memory(r *Run) float64 { return kilobytes(r, s.PID(), "VmRSS") / 1024 }

// Peak is the most that the worker has had resident, in megabytes.
func (b *Books) Peak() float64 { return kilobytes(b.run, b.PID(), "VmHWM") / 1024 }

func kilobytes(r *Run, pid int, what string) float64 {
	for line := range strings.Lines(proc(r, pid, "status")) {
		var kb float64
		if n, err := fmt.Sscanf(line, what+": %f kB", &kb); n == 1 && err == nil {
			return kb
		}
	}
	r.Errorf("the system does not tell how much memory a process has")
	return 0
}

// CPU is what the worker has used of all cores since its start.
func (s *Shop) CPU(r *Run) time.Duration {
	_, rest, _ := strings.Cut(proc(r, s.PID(), "stat"), ") ")
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		r.Errorf("the system does not tell how much CPU a process has used")
	}
	var user, system int64
	if _, err := fmt.Sscan(fields[11]+" "+fields[12], &user, &system); err != nil {
		r.Errorf("%v", err)
	}
	return time.Duration(user+system) * clockTick
}

func proc(r *Run, pid int, file string) string {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", pid, file))
	if err != nil {
		r.Errorf("%v", err)
	}
	return string(b)
}
