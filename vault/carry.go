package vault

import "slices"

// Carry takes a key over from another note exactly as it is written there, with its type and the comments behind it. An existing
// key is replaced; nothing happens when the other note lacks it.
func (n *Note) Carry(from *Note, key string) {
	i := from.find(key)
	if i < 0 {
		return
	}
	e := from.entries[i]
	e.list, e.lines, e.trailer = slices.Clone(e.list), slices.Clone(e.lines), slices.Clone(e.trailer)
	if at := n.find(key); at >= 0 {
		n.entries[at] = e
		return
	}
	n.entries = append(n.entries, e)
}
