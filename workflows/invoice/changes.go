package invoice

// A change in the order, number or names of this process's commands needs an
// entry here: a change ID for workflow.GetVersion with the date and the reason,
// and a history of the old path recorded before the change (see
// CONTRIBUTING.md). A path that is
// taken only for what an older reading cannot hold, such as word of a payment,
// needs none. Before the first release there is nothing that began on an older
// path: each entry would cost every process a marker and a write to the list of
// processes for nothing.
