package scenario

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/jhillyerd/enmime/v2"

	"github.com/autonomous-employee/employee/test/bench/figures"
	"github.com/autonomous-employee/employee/test/bench/rig"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// reads measures the reader on the project's own written mails, on one core.
func reads(r *rig.Run) []figures.Figure {
	files, err := filepath.Glob(filepath.Join(rig.ModuleRoot(r), "test/evaluate/testdata/*/*/eml/*.eml"))
	if err != nil || len(files) == 0 {
		r.Errorf("no mails in test/evaluate/testdata: %v", err)
	}
	began := time.Now()
	mails := make([][]byte, len(files))
	for i, f := range files {
		if mails[i], err = os.ReadFile(f); err != nil {
			r.Errorf("%v", err)
		}
	}
	bytesAlone := float64(len(mails)) / time.Since(began).Seconds()
	began = time.Now()
	for _, m := range mails {
		_, _ = enmime.ReadEnvelope(bytes.NewReader(m)) // a mail that it cannot read is read as far as it can
	}
	mimeAlone := float64(len(mails)) / time.Since(began).Seconds()

	reading.Read(mails[0], contract.Owner{}) // the vocabulary is loaded once
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	took := make([]time.Duration, len(mails))
	began = time.Now()
	for i, m := range mails {
		one := time.Now()
		reading.Read(m, contract.Owner{})
		took[i] = time.Since(one)
	}
	rate := float64(len(mails)) / time.Since(began).Seconds()
	runtime.ReadMemStats(&after)
	figure := func(name, unit string, v, floor float64, of string) figures.Figure {
		return figures.Figure{Scenario: "reading", Name: name, Unit: unit, Value: v, Floor: floor, FloorOf: of, Count: len(mails)}
	}
	return []figures.Figure{
		figure("mails", "/s", rate, mimeAlone, "enmime alone"),
		figure("mails", "/s", rate, bytesAlone, "reading the bytes"),
		figure("p99", "ms", figures.Quantile(took, 0.99), 0, ""),
		figure("allocations a mail", "", float64(after.Mallocs-before.Mallocs)/float64(len(mails)), 0, ""),
	}
}
