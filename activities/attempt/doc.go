// Package attempt is what the activities that change something outside have in
// common about one attempt: that its worker lives, and when it began on the platform's own
// clock. Temporal hands both on, also when the worker dies in the middle.
//
// It sends nothing and knows no platform. Start reading at KeepAlive in
// attempt.go.
package attempt
