package measure

import (
	"fmt"
	"path"
	"runtime"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/test/evaluate/mailset"
	"github.com/autonomous-employee/employee/test/evaluate/score"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Reader reads one mail for its owner.
type Reader func(raw []byte, owner contract.Owner) contract.Reading

// Product is the reader that is released.
func Product(raw []byte, owner contract.Owner) contract.Reading { return reading.Read(raw, owner) }

// Outcome is everything that came out of reading some sets.
type Outcome struct {
	All   *score.Tally
	Sets  []SetOutcome
	Speed Speed
	// Findings are the errors of the open sets, Hidden is the number of those of held ones.
	Findings []Finding
	Hidden   int
	// Predictions are what was read from the open sets, in the order of the mails.
	Predictions []score.Prediction
	Notes       []string
}

// SetOutcome is what came out of one set.
type SetOutcome struct {
	Name  string
	Held  bool
	Tally *score.Tally
}

// Run reads every mail of the sets once, one after the other, and judges it.
func Run(sets []mailset.Set, read Reader) Outcome {
	out := Outcome{All: score.NewTally()}
	// The vocabulary is loaded once in a process that lives for months; no mail is charged for it.
	read([]byte("Subject: warm-up\r\n\r\n"), contract.Owner{})
	var took []timing
	for _, set := range sets {
		one := SetOutcome{Name: set.Name, Held: set.Held, Tally: score.NewTally()}
		for _, mail := range set.Mails {
			r, spent, broke := timed(read, mail.Raw, set.Owner)
			took = append(took, timing{set: set.Name, id: mail.Label.ID, spent: spent, size: len(mail.Raw)})
			p := score.Predict(mail.Label.ID, r)
			p.Broken = broke
			result := score.Judge(mail.Label, p)
			out.All.Add(result)
			one.Tally.Add(result)
			found := findings(set.Name, result)
			if set.Held {
				out.Hidden += len(found)
				continue
			}
			out.Findings = append(out.Findings, found...)
			out.Predictions = append(out.Predictions, p)
		}
		out.Sets = append(out.Sets, one)
		out.Notes = append(out.Notes, set.Notes...)
	}
	out.Speed = speedOf(took)
	return out
}

// timed reads one mail. A reader that breaks is an error of this mail; the
// others are measured all the same. broke says where it broke.
func timed(read Reader, raw []byte, owner contract.Owner) (r contract.Reading, spent time.Duration, broke string) {
	defer func() {
		if cause := recover(); cause != nil {
			r = contract.Reading{Expected: contract.ExpectAsk, Direction: contract.DirectionNone, Unreadable: "The reader broke."}
			broke = fmt.Sprintf("%v %s", cause, placeOf())
		}
	}()
	began := time.Now()
	r = read(raw, owner)
	if r.Unreadable == reading.SayFault {
		broke = "the reader recovered from a fault"
	}
	return r, time.Since(began), broke
}

// placeOf names the file and line below which a panic began: the first frame
// that is neither the runtime's nor ours.
func placeOf() string {
	callers := make([]uintptr, 40)
	frames := runtime.CallersFrames(callers[:runtime.Callers(2, callers)])
	for {
		f, more := frames.Next()
		if !strings.HasPrefix(f.Function, "runtime.") && !strings.Contains(f.Function, "measure.timed") {
			return fmt.Sprintf("at %s:%d", path.Base(f.File), f.Line)
		}
		if !more {
			return ""
		}
	}
}
