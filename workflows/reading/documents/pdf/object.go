package pdf

// object is one of: nil, bool, float64, name, text, array, *dict, ref,
// *stream, or operator (a bare word).
type object any

type (
	name     string
	text     string // a string, undecoded
	array    []object
	ref      int // an object number; generations do not matter to a reader
	operator string
)

// dict keeps its few entries in a row, which costs a hostile file more than it
// costs us.
type dict struct {
	keys   []name
	values []object
}

// maxEntries bounds a dictionary; resources with a few hundred fonts exist.
const maxEntries = 2_000

func (d *dict) set(k name, v object) {
	if len(d.keys) < maxEntries {
		d.keys, d.values = append(d.keys, k), append(d.values, v)
	}
}

// get returns the entry for a key, or nil; d may be nil.
func (d *dict) get(k name) object {
	if d == nil {
		return nil
	}
	for i, have := range d.keys {
		if have == k {
			return d.values[i]
		}
	}
	return nil
}

// stream is a dictionary with its still encoded bytes.
type stream struct {
	*dict
	raw []byte
}
