package devserver

import (
	"go.temporal.io/server/common/dynamicconfig"
)

// pollsPerSecond replaces the server's 20 queue polls a second per shard. With one
// shard that default makes every step of a process wait 24 to 42 ms; at 1000 the
// wait is gone and an idle queue still costs nothing, because polls follow events.
const pollsPerSecond = 1000

// dynamicValues tunes the server for one owner on one machine.
func dynamicValues() dynamicconfig.StaticClient {
	return dynamicconfig.StaticClient{
		dynamicconfig.TransferProcessorMaxPollRPS.Key():   pollsPerSecond,
		dynamicconfig.TimerProcessorMaxPollRPS.Key():      pollsPerSecond,
		dynamicconfig.VisibilityProcessorMaxPollRPS.Key(): pollsPerSecond,
		dynamicconfig.OutboundProcessorMaxPollRPS.Key():   pollsPerSecond,

		// One partition: a poller never waits on a partition that holds no task.
		dynamicconfig.MatchingNumTaskqueueReadPartitions.Key():  1,
		dynamicconfig.MatchingNumTaskqueueWritePartitions.Key(): 1,

		// The command line and the dashboard list processes far more often than the
		// 10 a second the server allows a namespace by default.
		dynamicconfig.FrontendMaxNamespaceVisibilityRPSPerInstance.Key(): 100,

		// The scanners look for leftovers of lost shards and of history branches in
		// clusters; here they only wake the process up.
		dynamicconfig.TaskQueueScannerEnabled.Key(): false,
		dynamicconfig.HistoryScannerEnabled.Key():   false,
	}
}
