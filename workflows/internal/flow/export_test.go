package flow

import "go.temporal.io/sdk/workflow"

// OptionsOf shows the retry class of an activity; the test environment does
// not show an activity its retry policy.
func OptionsOf(name string) workflow.ActivityOptions { return options(name) }
