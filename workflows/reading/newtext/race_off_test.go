//go:build !race

package newtext_test

const raceDetector = false
