// Package week is the arithmetic of ISO weeks in the owner's zone: the last
// whole week before a moment, and the instants at which a week begins and ends.
//
// It is pure: it reads no clock, and knows neither Temporal nor the vault. Days
// are counted in the calendar, never as 24 hours, because the weeks of the
// clock changes have an hour more or less.
//
// Start reading in week.go.
package week
