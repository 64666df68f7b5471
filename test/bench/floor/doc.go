// Package floor is the least that could be done: the embedded server with a bare
// workflow over it, so that a figure of the product can be held against what the
// machine and Temporal cost by themselves.
package floor
