package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"time"

	"github.com/autonomous-employee/employee/test/bench/figures"
	"github.com/autonomous-employee/employee/test/bench/rig"
	"github.com/autonomous-employee/employee/test/bench/scenario"
	"github.com/autonomous-employee/employee/test/harness"
)

func main() { os.Exit(run()) }

func run() int {
	quick := flag.Bool("quick", false, "smaller numbers, under two minutes when the binaries are built")
	file := flag.String("json", "", "also write the figures to this `FILE`")
	picture := flag.String("chart", "", "also draw the figures beside their floors into this SVG `FILE`")
	flag.Usage = usage
	flag.Parse()
	for _, name := range flag.Args() {
		if !slices.ContainsFunc(scenario.All(), func(s scenario.Scenario) bool { return s.Name == name }) {
			fmt.Fprintf(os.Stderr, "there is no scenario %q\n", name)
			usage()
			return 2
		}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	defer harness.Close()
	report := measure(ctx, *quick, flag.Args())
	if err := report.Print(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if *file != "" {
		if err := report.Save(*file); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	if *picture != "" {
		if err := os.WriteFile(*picture, []byte(report.Chart()), 0o600); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	if len(report.Failed) > 0 {
		return 1
	}
	return 0
}

// measure runs the chosen scenarios, all when none is chosen.
func measure(ctx context.Context, quick bool, chosen []string) figures.Report {
	report := figures.Report{Began: time.Now(), Machine: figures.Machine(), Quick: quick}
	for _, s := range scenario.All() {
		if len(chosen) > 0 && !slices.Contains(chosen, s.Name) {
			continue
		}
		fmt.Fprintf(os.Stderr, "%s: %s\n", s.Name, s.Says)
		err := rig.Do(ctx, quick, os.Stderr, func(r *rig.Run) { report.Figures = append(report.Figures, s.Run(r)...) })
		if err != nil {
			report.Failed = append(report.Failed, s.Name+": "+err.Error())
		}
		if ctx.Err() != nil {
			break
		}
	}
	report.Took = time.Since(report.Began).Seconds()
	return report
}

func usage() {
	fmt.Fprintln(os.Stderr, "usage: go run ./test/bench [--quick] [--json FILE] [SCENARIO ...]")
	flag.PrintDefaults()
	for _, s := range scenario.All() {
		fmt.Fprintf(os.Stderr, "  %-11s %s\n", s.Name, s.Says)
	}
}
