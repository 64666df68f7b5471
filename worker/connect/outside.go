package connect

import (
	"strings"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/contrib/envconfig"

	"github.com/autonomous-employee/employee/worker/config"
)

// outside builds the options for a cluster of somebody else with the SDK's own rules, from our configuration instead of the process
// environment, so that `.env` and secret files count.
func outside(temporal config.Temporal) (client.Options, Target, error) {
	target := Target{Address: temporal.Address, Namespace: temporal.Namespace}
	options, err := envconfig.LoadClientOptions(envconfig.LoadClientOptionsRequest{EnvLookup: environ(temporal.Environ())})
	if err != nil {
		return client.Options{}, target, &Error{Kind: Misconfigured, Target: target, Err: err}
	}
	// A profile of the Temporal CLI may name the namespace when the environment does not.
	if options.Namespace == "" {
		options.Namespace = temporal.Namespace
	}
	target.Namespace = options.Namespace
	return options, target, nil
}

// environ is an envconfig.EnvLookup over NAME=value pairs.
type environ []string

// Environ implements envconfig.EnvLookup.
func (e environ) Environ() []string { return e }

// LookupEnv implements envconfig.EnvLookup.
func (e environ) LookupEnv(name string) (string, bool) {
	for _, pair := range e {
		if key, value, ok := strings.Cut(pair, "="); ok && key == name {
			return value, true
		}
	}
	return "", false
}
