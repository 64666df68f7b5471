// Package standing tells the owner how it stands: it is the one writer of
// Dashboard.md, and it tries a system that is down again, so that what the page
// says about it is true also when no request asks.
//
// It decides nothing and holds nothing that could be lost: what waits is in the
// register and in Temporal, and how a system stands is learnt from its calls.
// Start reading at Run in board.go, then prober.go.
package standing
