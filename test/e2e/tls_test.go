package e2e_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/harness"
)

func TestTLS_WorkerAndStarterReachAClusterWhoseAuthorityTheyTrustAndNoOther(t *testing.T) {
	t.Parallel()
	cluster := harness.New(t, "TEMPORAL_NAMESPACE=somebody-else")
	plain := cluster.Start().TemporalAddress
	registerNamespace(t, plain, "owner")
	pair, ours := certificate(t)
	_, other := certificate(t)
	address := seal(t, pair, plain)
	p := harness.New(t, "TEMPORAL_ADDRESS="+address, "TEMPORAL_NAMESPACE=owner", "TEMPORAL_TLS_SERVER_CA_CERT_PATH="+ours)
	require.Equal(t, address, p.Start().TemporalAddress)
	note := pending(p, "2480")
	process := harness.Property(p.Read("Pending_Approval", note), "workflow_id")
	p.Eventually("the starter to list it", func() bool { // a cluster knows a new namespace's search attributes a little later
		out, err := p.Starter("status", "--json")
		return err == nil && strings.Contains(out, process)
	})
	p.Stop()

	p.Set("TEMPORAL_TLS_SERVER_CA_CERT_PATH=" + other)
	const says = "is not trusted, so nothing was sent to it"
	out, err := p.Starter("status")
	require.Error(t, err)
	require.Contains(t, out, says)
	p.Launch()
	said, code := p.Exit()
	require.Equal(t, 1, code)
	require.Contains(t, said, says)
	require.Contains(t, said, "TEMPORAL_TLS_SERVER_CA_CERT_PATH")
}

// certificate makes one for this machine that has signed itself, with the file
// by which it is trusted.
func certificate(t *testing.T) (pair tls.Certificate, file string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	require.NoError(t, err)
	file = filepath.Join(t.TempDir(), "ca.pem")
	require.NoError(t, os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw}), 0o600))
	return tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key}, file
}

// seal puts TLS before a server that speaks without, as the proxy of a cluster
// does, and gives its address.
func seal(t *testing.T, pair tls.Certificate, plain string) (address string) {
	t.Helper()
	listener, err := tls.Listen("tcp4", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{pair}, NextProtos: []string{"h2"}, MinVersion: tls.VersionTLS12})
	require.NoError(t, err)
	var open sync.WaitGroup
	open.Go(func() {
		for {
			outer, err := listener.Accept()
			if err != nil {
				return
			}
			open.Go(func() { join(outer, plain) })
		}
	})
	t.Cleanup(func() {
		_ = listener.Close()
		open.Wait()
	})
	return listener.Addr().String()
}

// join passes bytes on in both directions until either side ends.
func join(outer net.Conn, plain string) {
	defer func() { _ = outer.Close() }()
	inner, err := net.Dial("tcp4", plain)
	if err != nil {
		return
	}
	defer func() { _ = inner.Close() }()
	var back sync.WaitGroup
	back.Go(func() {
		_, _ = io.Copy(outer, inner)
		_ = outer.Close()
	})
	_, _ = io.Copy(inner, outer)
	_ = inner.Close()
	back.Wait()
}
