// Command bench measures the product on its main work and prints each figure
// beside the floor of the same run:
//
//	go run ./test/bench [--quick] [--json FILE] [SCENARIO ...]
//
// It asserts nothing: a machine's speed is no test. Start reading at the list of
// scenarios in test/bench/scenario.
package main
