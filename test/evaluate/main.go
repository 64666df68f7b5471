package main

import (
	"os"
	"runtime"

	"github.com/autonomous-employee/employee/test/evaluate/measure"
)

func main() {
	// One core, so that the speed is that of one and the garbage collector is charged for.
	runtime.GOMAXPROCS(1)
	os.Exit(measure.Command(os.Args[1:], os.Stdout, os.Stderr, measure.Product))
}
