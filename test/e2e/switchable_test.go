package e2e_test

import (
	"net"
	"net/http"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
)

// switchable is a server that can go away and come back at the same address.
type switchable struct {
	t    *testing.T
	fake *odoofake.Server
	url  string
	addr string

	mu     sync.Mutex
	server *http.Server
}

func newSwitchable(t *testing.T, fake *odoofake.Server) *switchable {
	s := &switchable{t: t, fake: fake, addr: "127.0.0.1:0"}
	s.up()
	t.Cleanup(func() {
		s.down()
		fake.Close()
	})
	return s
}

func (s *switchable) up() {
	l, err := net.Listen("tcp4", s.addr)
	require.NoError(s.t, err)
	s.addr, s.url = l.Addr().String(), "http://"+l.Addr().String()
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
