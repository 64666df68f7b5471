package lookup

// A change in the order, number or names of these processes' commands needs an
// entry here (see CONTRIBUTING.md). There has been none since the first release.
