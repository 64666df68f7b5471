package toolset

import (
	"cmp"
	"slices"
)

// sortWaiting puts what needs the owner first, the oldest of it before the rest.
func sortWaiting(all []waiting) {
	order := map[string]int{"your decision": 0, "your answer": 0, "your note": 0, "the end of the pause": 1, "a system": 2}
	rank := func(w waiting) int {
		if n, ok := order[w.For]; ok {
			return n
		}
		return 3
	}
	slices.SortStableFunc(all, func(a, b waiting) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Request.Since, b.Request.Since))
	})
}
