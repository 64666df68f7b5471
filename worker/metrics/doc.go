// Package metrics tells an operator in Prometheus' words how the work goes:
// processes by state, effects by outcome, how long an approval takes to become
// an effect, how far the parts that work by the clock are behind, which systems
// are down, and what Temporal's SDK counts. It listens on 127.0.0.1 only, and
// only when EMPLOYEE_METRICS_PORT is set.
//
// A label is a name of ours (a process type, a state, an action, a system),
// never a word from a mail, a person or an amount. Nothing here is kept over a
// restart and nothing depends on it. Start reading at Set in set.go.
package metrics
