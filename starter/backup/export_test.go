package backup

import "context"

// Mirror opens the copying of a folder to the tests; skip is asked about each path as it is met.
func Mirror(ctx context.Context, from, to string, skip func(string) bool) error {
	m := mirror{from: from, to: to, skip: skip}
	return m.run(ctx)
}
