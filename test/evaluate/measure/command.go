package measure

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/autonomous-employee/employee/test/evaluate/mailset"
)

// Exit codes of the command.
const (
	ExitGood    = 0
	ExitBlocked = 1 // a WRONG value, a forbidden draft or a missed fraud
	ExitUsage   = 2 // nothing was measured; the message says what to mend
)

const usage = `Measures how well mails are read.

usage: go run ./test/evaluate [-v] [-held] [-ignore] [-json] [-predictions FILE] FOLDER...

A FOLDER holds labels.jsonl, context.json and the mails they name, in itself or
below it; a .tar.gz archive of such a folder is taken as well. The form of the
labels and the meaning of the figures stand in test/evaluate/README.md.

`

type options struct {
	details, json bool
	predictions   string
	sets          mailset.Options
	folders       []string
}

// Command runs the evaluation with its command line and returns the exit code.
func Command(args []string, stdout, stderr io.Writer, read Reader) int {
	o, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return ExitGood
	}
	if err != nil {
		fmt.Fprintln(stderr, err)
		return ExitUsage
	}
	sets, notes, err := load(o)
	if err != nil {
		fmt.Fprintln(stderr, err)
		return ExitUsage
	}
	out := Run(sets, read)
	out.Notes = append(out.Notes, notes...)
	if err := o.write(out, stdout); err != nil {
		fmt.Fprintln(stderr, err)
		return ExitUsage
	}
	if out.All.Blocked() {
		return ExitBlocked
	}
	return ExitGood
}

func parse(args []string, stderr io.Writer) (o options, err error) {
	f := flag.NewFlagSet("evaluate", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.Usage = func() {
		fmt.Fprint(stderr, usage)
		f.PrintDefaults()
	}
	f.BoolVar(&o.details, "v", false, "also show values left out, questions and other details")
	f.BoolVar(&o.json, "json", false, "write the report as JSON")
	f.BoolVar(&o.sets.Held, "held", false, "also read held sets; their errors are counted, never shown")
	f.BoolVar(&o.sets.Ignore, "ignore", false, "take a folder without labels for mails that are all to be ignored")
	f.StringVar(&o.predictions, "predictions", "", "write what was read to this `file`, one JSON object a line")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	o.folders = f.Args()
	if len(o.folders) == 0 {
		return o, errors.New("name at least one folder of labelled mails, such as test/evaluate/testdata")
	}
	return o, nil
}

// load reads all folders before any is measured, so that every mistake is told at once.
func load(o options) (sets []mailset.Set, notes []string, err error) {
	var wrong []error
	for _, where := range o.folders {
		some, said, err := mailset.Load(where, o.sets)
		sets, notes, wrong = append(sets, some...), append(notes, said...), append(wrong, err)
	}
	if err := errors.Join(wrong...); err != nil {
		return nil, nil, err
	}
	if len(sets) == 0 {
		return nil, nil, errors.New("all sets of these folders are held back; give -held to see their figures")
	}
	return sets, notes, nil
}

func (o options) write(out Outcome, stdout io.Writer) error {
	if o.predictions != "" {
		var b bytes.Buffer
		if err := writePredictions(&b, out.Predictions); err != nil {
			return err
		}
		if err := os.WriteFile(o.predictions, b.Bytes(), 0o600); err != nil {
			return fmt.Errorf("the predictions cannot be written; name another file: %w", err)
		}
	}
	if o.json {
		return writeJSON(stdout, out.Report())
	}
	out.Render(stdout, o.details)
	return nil
}
