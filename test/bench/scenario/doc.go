// Package scenario measures the product on its main work, one file a scenario.
// Each returns its figures beside the floor of the same run. All lists them.
package scenario
