package reminder

// A change in the order, number or names of this process's commands needs an
// entry here: a change ID for workflow.GetVersion with the date and the reason,
// and a history of the old path recorded before the change (see
// CONTRIBUTING.md). There has been none since the first release.
