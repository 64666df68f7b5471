package devserver

import (
	"sync/atomic"

	temporallog "go.temporal.io/server/common/log"
	"go.uber.org/zap"
)

// ServerLogger opens the server's logger to the tests.
func ServerLogger(logger *zap.Logger, closing *atomic.Bool, onFatal func(error)) temporallog.Logger {
	return serverLogger(logger, closing, onFatal)
}
