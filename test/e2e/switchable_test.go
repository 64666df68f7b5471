package e2e_test

import (
	"net"
	"net/http"
	"strconv"
	"sync"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
)

// switchable is a server that can go away and come back at the same address. Away, its
// port refuses, and nobody else can be given it.
type switchable struct {
	t    *testing.T
	fake *odoofake.Server
	url  string
	addr string

	mu     sync.Mutex
	server *http.Server
}

func newSwitchable(t *testing.T, fake *odoofake.Server) *switchable {
	addr := "127.0.0.1:" + strconv.Itoa(reservedPort(t))
	s := &switchable{t: t, fake: fake, addr: addr, url: "http://" + addr}
	s.up()
	t.Cleanup(func() {
		s.down()
		fake.Close()
	})
	return s
}

// reservedPort takes a port on loopback until the test ends, with a socket that is bound and never
// listens: the system gives the port to no other program meanwhile, connections are refused, and a listener
// that asks for it by number gets it (SO_REUSEADDR, which Go sets on listeners).
func reservedPort(t *testing.T) int {
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	require.NoError(t, err)
	t.Cleanup(func() { _ = syscall.Close(fd) })
	syscall.CloseOnExec(fd)
	require.NoError(t, syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1))
	require.NoError(t, syscall.Bind(fd, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}))
	bound, err := syscall.Getsockname(fd)
	require.NoError(t, err)
	return bound.(*syscall.SockaddrInet4).Port
}

func (s *switchable) up() {
	l, err := net.Listen("tcp4", s.addr)
	require.NoError(s.t, err)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.server = &http.Server{Handler: s.fake}
	go func(server *http.Server) { _ = server.Serve(l) }(s.server)
}

func (s *switchable) down() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.server != nil {
		_ = s.server.Close()
		s.server = nil
	}
}
