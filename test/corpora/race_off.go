//go:build !race

package corpora

// Race is true when the race detector is on.
const Race = false
