package devserver

import (
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"regexp"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.uber.org/zap"
)

const (
	// DefaultNamespace is the namespace used when Options.Namespace is empty.
	DefaultNamespace = "default"
	// DefaultRetention is how long a closed process stays readable in the Web UI
	// when Options.Retention is zero. It equals the shortest time for which the
	// audit log stays uncompressed, so that both can be read side by side.
	DefaultRetention = 90 * 24 * time.Hour
	// NoUI as Options.UIPort starts no Web UI.
	NoUI = -1

	// minRetention is the shortest retention a Temporal namespace accepts.
	minRetention = 24 * time.Hour
	maxPort      = 65535
)

// namespacePattern is the set of names Temporal accepts and a person can type.
var namespacePattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.-]{1,254}$`)

// Options says where the embedded server keeps its data and where it listens.
// The zero value of every field but DataDir and Logger is useful.
type Options struct {
	// DataDir is the directory of the database file; it is created, mode 0700.
	DataDir string
	// Port is the gRPC port on 127.0.0.1 (TEMPORAL_PORT); 0 picks a free one.
	Port int
	// UIPort is the port of the Web UI on 127.0.0.1 (TEMPORAL_UI_PORT);
	// 0 picks a free one, NoUI starts none.
	UIPort int
	// Namespace is created when missing; empty means DefaultNamespace.
	Namespace string
	// SearchAttributes are registered in the namespace, and added to it when an
	// older database has them not. Temporal's SQLite store has at most 10 of type
	// Keyword and 3 of every other type.
	SearchAttributes map[string]enumspb.IndexedValueType
	// Retention is how long closed processes are kept; 0 means DefaultRetention,
	// anything else must be at least a day.
	Retention time.Duration
	// Codec decrypts payloads for the Web UI, as the SDK's converter.NewPayloadCodecHTTPHandler
	// does; only pages of the UI reach it. nil when nothing is encrypted.
	Codec http.Handler
	// Logger receives the server's own warnings and errors; nothing below.
	Logger *zap.Logger
}

// withDefaults fills what was left zero and makes the directory absolute, because
// SQLite opens the file again long after a caller may have changed directory.
func (o Options) withDefaults() (Options, error) {
	if o.Namespace == "" {
		o.Namespace = DefaultNamespace
	}
	if o.Retention == 0 {
		o.Retention = DefaultRetention
	}
	abs, err := filepath.Abs(o.DataDir)
	if err != nil {
		return o, fmt.Errorf("find the data directory %s: %w", o.DataDir, err)
	}
	o.DataDir = abs
	return o, nil
}

func (o Options) validate() error {
	var problems []error
	if o.DataDir == "" {
		problems = append(problems, errors.New("the data directory is empty; set DATA_DIR"))
	}
	if o.Logger == nil {
		problems = append(problems, errors.New("the embedded Temporal server needs a logger"))
	}
	if o.Port < 0 || o.Port > maxPort {
		problems = append(problems, fmt.Errorf("TEMPORAL_PORT is %d; it must be 0 (any free port) or 1 to %d", o.Port, maxPort))
	}
	if o.UIPort < NoUI || o.UIPort > maxPort {
		problems = append(problems, fmt.Errorf("TEMPORAL_UI_PORT is %d; it must be 0 (any free port) or 1 to %d", o.UIPort, maxPort))
	}
	if o.Port != 0 && o.Port == o.UIPort {
		problems = append(problems, fmt.Errorf("TEMPORAL_PORT and TEMPORAL_UI_PORT are both %d; give them different values", o.Port))
	}
	if o.Namespace != "" && !namespacePattern.MatchString(o.Namespace) {
		problems = append(problems, fmt.Errorf("the Temporal namespace %q is not a valid name; use letters, digits, dots, dashes and underscores", o.Namespace))
	}
	if o.Retention != 0 && o.Retention < minRetention {
		problems = append(problems, fmt.Errorf("the retention %s is too short; Temporal keeps closed processes for at least %s", o.Retention, minRetention))
	}
	for name, kind := range o.SearchAttributes {
		if name == "" || kind == enumspb.INDEXED_VALUE_TYPE_UNSPECIFIED {
			problems = append(problems, fmt.Errorf("the search attribute %q has no type", name))
		}
	}
	return errors.Join(problems...)
}
