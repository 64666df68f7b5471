package rig

import (
	"os"
	"path/filepath"
)

// ModuleRoot is the directory of go.mod.
func ModuleRoot(r *Run) string {
	dir, err := os.Getwd()
	for err == nil {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if filepath.Dir(dir) == dir {
			break
		}
		dir = filepath.Dir(dir)
	}
	r.Errorf("no go.mod above the working directory; run it inside the project")
	return ""
}
