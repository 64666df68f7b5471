package app

import (
	"context"
	"fmt"
	"sync"

	"go.temporal.io/sdk/worker"
)

// crew are the Temporal workers, which carry the processes out. It is kept
// alive as one part: when one of them cannot go on, all are made anew.
type crew struct {
	make func(fatal func(error)) ([]worker.Worker, error)

	mu      sync.Mutex
	workers []worker.Worker
	started int
	fatal   chan error
}

// assemble makes the workers and starts none.
func (c *crew) assemble() ([]worker.Worker, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	fatal := make(chan error, 1)
	workers, err := c.make(func(err error) {
		select {
		case fatal <- err:
		default:
		}
	})
	if err != nil {
		return nil, err
	}
	c.workers, c.started, c.fatal = workers, 0, fatal
	return workers, nil
}

// start starts what was assembled. After an error none runs.
func (c *crew) start() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, w := range c.workers {
		if err := w.Start(); err != nil {
			c.end()
			return fmt.Errorf("starting the Temporal worker: %w", err)
		}
		c.started++
	}
	return nil
}

// keep is the part that keeps the workers alive: one life is until one of them
// cannot go on, or ctx ends.
func (c *crew) keep(ctx context.Context) error {
	defer c.stop()
	if c.failed() == nil {
		if _, err := c.assemble(); err != nil {
			return err
		}
		if err := c.start(); err != nil {
			return err
		}
	}
	select {
	case <-ctx.Done():
		return nil
	case err := <-c.failed():
		return fmt.Errorf("the Temporal worker cannot go on: %w", err)
	}
}

// failed yields the end of a worker; nil while there are none.
func (c *crew) failed() <-chan error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.fatal
}

// stop waits for what the workers have under way; it may be called again.
func (c *crew) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.end()
}

// end is called under the lock. They stop beside each other: one that waits for
// a call to a slow system must not take the others' time.
func (c *crew) end() {
	var stopping sync.WaitGroup
	for _, w := range c.workers[:c.started] {
		stopping.Go(w.Stop)
	}
	stopping.Wait()
	c.workers, c.started, c.fatal = nil, 0, nil
}
