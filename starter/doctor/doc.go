// Package doctor looks whether everything the employee needs is there and in
// order, and says of each thing that is not what to do. It works with and
// without a running worker, changes nothing, and is done within ten seconds
// whatever hangs.
//
// The outside systems are asked through activities/checkup, which can only
// read: the command line does not reach the activities. Start reading at
// Examine in doctor.go.
package doctor
