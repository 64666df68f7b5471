package devserver

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
)

// loopback is the only address this package ever listens on: the server has no
// passwords, and whoever reaches it can start and change every process.
const loopback = "127.0.0.1"

// PortTakenError says that a fixed port is in use by another program.
type PortTakenError struct {
	// Port is the wanted port on 127.0.0.1.
	Port int
	// Variable is the configuration name that chooses it.
	Variable string
	// For is what would have listened there, in words.
	For string
}

// Error names the port, the variable and the way out.
func (e *PortTakenError) Error() string {
	return fmt.Sprintf("port %d on %s, wanted for %s, is already used by another program; "+
		"stop that program or set %s to another port (0 picks any free one)", e.Port, loopback, e.For, e.Variable)
}

// listen opens a loopback listener; port 0 means any free one.
func listen(ctx context.Context, port int, variable, purpose string) (*net.TCPListener, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp4", address(port))
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, &PortTakenError{Port: port, Variable: variable, For: purpose}
	}
	if errors.Is(err, syscall.EACCES) {
		return nil, fmt.Errorf("port %d on %s, wanted for %s, may not be used by this account; set %s to a port above 1023", port, loopback, purpose, variable)
	}
	if err != nil {
		return nil, fmt.Errorf("listen on %s for %s: %w; %s chooses the port", address(port), purpose, err, variable)
	}
	return listener.(*net.TCPListener), nil
}

// reservePorts finds a port for each service of the server. The server module
// opens its listeners itself, so the ports are given back just before; holding
// all of them open together keeps them distinct.
func reservePorts(ctx context.Context, frontend int) (servicePorts, error) {
	var held []net.Listener
	defer func() {
		for _, l := range held {
			_ = l.Close()
		}
	}()
	var got [4]int
	for i, want := range [4]int{frontend, 0, 0, 0} {
		l, err := listen(ctx, want, "TEMPORAL_PORT", "the embedded Temporal server")
		if err != nil {
			return servicePorts{}, err
		}
		held = append(held, l)
		got[i] = portOf(l)
	}
	return servicePorts{frontend: got[0], history: got[1], matching: got[2], worker: got[3]}, nil
}

// servicePorts are the gRPC ports of the four services on loopback.
type servicePorts struct{ frontend, history, matching, worker int }

func portOf(l net.Listener) int {
	return l.Addr().(*net.TCPAddr).Port
}

func address(port int) string {
	return net.JoinHostPort(loopback, strconv.Itoa(port))
}
