//go:build !linux

package hostile

// specials are pipes and sockets, which cannot be made everywhere.
func specials() []Case { return nil }
