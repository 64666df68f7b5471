package app

import (
	"github.com/autonomous-employee/employee/worker/codec"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/preflight"
)

// openKeys makes the first key of a new installation. Where a worker has
// worked before, a key file that is gone is not replaced: what is under way
// could not be read with another key. Nor could a helper read with a key of its
// own what the worker that it helps has written.
func openKeys(cfg *config.Config) (*codec.Keys, error) {
	keys := codec.In(cfg.DataDir)
	if cfg.Helper || preflight.Ran(cfg.DataDir) {
		return keys, keys.Read()
	}
	return keys, keys.Ensure()
}
