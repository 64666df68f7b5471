// Package figures holds what a measurement found, each figure beside the least
// that could be done in the same run, and prints it. It judges nothing: a ratio
// is shown, and whether it is good is for a reader to say.
package figures
