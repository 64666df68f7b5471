// Package briefing is the process WeeklyAuditAndBriefing: it gathers what every
// source tells of a week and has the two notes of the Monday page made of it.
//
// It is deterministic workflow code. The sources are asked at the same time and
// each on its own: one that fails or is not set up is missing on the pages,
// with its reason, and holds nothing else up. It computes no figure and writes
// no sentence of the pages (workflows/briefing/page does, inside an activity),
// and nothing of it leaves the house.
//
// Start reading in workflow.go; steps.go has the sources.
package briefing
