package cputime_test

import (
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/cputime"
)

func TestOf_AWaitCostsNothingAndWorkDoes(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("elsewhere the time that passes is all there is")
	}
	waited := cputime.Of(func() { time.Sleep(100 * time.Millisecond) })
	worked := cputime.Of(func() {
		for end := time.Now().Add(100 * time.Millisecond); time.Now().Before(end); {
		}
	})
	require.Less(t, waited, worked)
}
