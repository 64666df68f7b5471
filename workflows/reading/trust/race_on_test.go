//go:build race

package trust_test

const raceDetector = true
