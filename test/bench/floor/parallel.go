package floor

import (
	"log/slog"

	"golang.org/x/sync/errgroup"
)

// atOnce is how many calls are under way, as in the product's bridge.
const atOnce = 16

func each(count int, do func(i int) error) error {
	var group errgroup.Group
	group.SetLimit(atOnce)
	for i := range count {
		group.Go(func() error { return do(i) })
	}
	return group.Wait()
}

// quiet drops the SDK's lines: they are not what is measured.
func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }
