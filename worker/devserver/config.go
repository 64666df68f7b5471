package devserver

import (
	"strconv"
	"time"

	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	sqliteplugin "go.temporal.io/server/common/persistence/sql/sqlplugin/sqlite"
	"go.temporal.io/server/common/primitives"

	"github.com/autonomous-employee/employee/worker/devserver/internal/dbfile"
)

const (
	// clusterName is Temporal's usual name for the only cluster; it is stored in
	// the database and must never change.
	clusterName = "active"
	storeName   = "sqlite"
	// archivalOff is the server's word for a feature this package never uses.
	archivalOff = "disabled"
)

// serverConfig describes one server on loopback over one SQLite file. No metrics
// and no profiling listener, and no HTTP API beside gRPC: the Web UI brings its own.
func serverConfig(store *config.SQL, ports servicePorts) *config.Config {
	frontend := address(ports.frontend)
	cfg := &config.Config{
		Persistence: config.Persistence{
			DefaultStore:     storeName,
			VisibilityStore:  storeName,
			NumHistoryShards: 1,
			DataStores:       map[string]config.DataStore{storeName: {SQL: store}},
		},
		ClusterMetadata: &cluster.Config{
			FailoverVersionIncrement: 10,
			MasterClusterName:        clusterName,
			CurrentClusterName:       clusterName,
			ClusterInformation: map[string]cluster.ClusterInformation{
				clusterName: {Enabled: true, InitialFailoverVersion: 1, RPCAddress: frontend},
			},
		},
		DCRedirectionPolicy: config.DCRedirectionPolicy{Policy: "noop"},
		PublicClient:        config.PublicClient{HostPort: frontend},
		Services: map[string]config.Service{
			string(primitives.FrontendService): onLoopback(ports.frontend),
			string(primitives.HistoryService):  onLoopback(ports.history),
			string(primitives.MatchingService): onLoopback(ports.matching),
			string(primitives.WorkerService):   onLoopback(ports.worker),
		},
	}
	cfg.Global.Membership = config.Membership{MaxJoinDuration: 10 * time.Second, BroadcastAddress: loopback}
	cfg.Archival.History.State = archivalOff
	cfg.Archival.Visibility.State = archivalOff
	cfg.NamespaceDefaults.Archival.History.State = archivalOff
	cfg.NamespaceDefaults.Archival.Visibility.State = archivalOff
	return cfg
}

func onLoopback(port int) config.Service {
	return config.Service{RPC: config.RPC{GRPCPort: port, BindOnIP: loopback}}
}

// storeConfig opens the database with the same durability dbfile creates it with.
func storeConfig(path string) *config.SQL {
	return &config.SQL{
		PluginName:   sqliteplugin.PluginName,
		DatabaseName: dbfile.URIPath(path),
		ConnectAttributes: map[string]string{
			"mode":         "rwc",
			"journal_mode": "wal",
			"synchronous":  strconv.Itoa(dbfile.SynchronousFull),
			"busy_timeout": strconv.Itoa(dbfile.BusyTimeoutMillis),
		},
	}
}
