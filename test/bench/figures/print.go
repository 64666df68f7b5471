package figures

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"text/tabwriter"
	"time"
)

// Report is a whole run.
type Report struct {
	Began   time.Time `json:"began"`
	Took    float64   `json:"took_s"`
	Machine string    `json:"machine"`
	Quick   bool      `json:"quick"`
	Figures []Figure  `json:"figures"`
	// Failed are scenarios that could not be measured, and why.
	Failed []string `json:"failed,omitempty"`
}

// Machine says on what a run was made.
func Machine() string {
	return fmt.Sprintf("%s/%s, %d cores, %s", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
}

// Print writes the report as a table.
func (r Report) Print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintf(t, "%s\n\nscenario\tfigure\tvalue\tfloor\tratio\tn\ttarget\n", r.Machine)
	for _, f := range r.Figures {
		floor, ratio := "-", "-"
		if f.Floor != 0 {
			floor, ratio = number(f.Floor)+" ("+f.FloorOf+")", strconv.FormatFloat(f.Ratio(), 'f', 2, 64)
		}
		fmt.Fprintf(t, "%s\t%s\t%s %s\t%s\t%s\t%d\t%s\n", f.Scenario, f.Name, number(f.Value), f.Unit, floor, ratio, f.Count, f.Target)
	}
	for _, why := range r.Failed {
		fmt.Fprintf(t, "NOT MEASURED\t%s\n", why)
	}
	return t.Flush()
}

// Save writes the report as JSON.
func (r Report) Save(path string) error {
	b, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(b, '\n'), 0o600)
}

// number shows three digits that say something.
func number(v float64) string {
	switch {
	case v >= 100:
		return strconv.FormatFloat(v, 'f', 0, 64)
	case v >= 10:
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return strconv.FormatFloat(v, 'f', 2, 64)
}
