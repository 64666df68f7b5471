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
func (s *Shop) Memory(r *Run) float64 {
	for line := range strings.Lines(s.proc(r, "status")) {
		var kb float64
		if n, err := fmt.Sscanf(line, "VmRSS: %f kB", &kb); n == 1 && err == nil {
			return kb / 1024
		}
	}
	r.Errorf("the system does not tell how much memory a process has")
	return 0
}

// CPU is what the worker has used of all cores since its start.
func (s *Shop) CPU(r *Run) time.Duration {
	_, rest, _ := strings.Cut(s.proc(r, "stat"), ") ")
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

func (s *Shop) proc(r *Run, file string) string {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", s.PID(), file))
	if err != nil {
		r.Errorf("%v", err)
	}
	return string(b)
}
