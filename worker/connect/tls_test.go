package connect_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"

	"github.com/autonomous-employee/employee/worker/connect"
)

// authority signs certificates for servers and clients.
type authority struct {
	t    *testing.T
	dir  string
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	file string // its certificate, for who is to trust it
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	a := &authority{t: t, dir: t.TempDir()}
	var raw []byte
	a.cert, a.key, raw = a.sign(&x509.Certificate{IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign, Subject: pkix.Name{CommonName: "test authority"}})
	a.file = a.write("ca.pem", "CERTIFICATE", raw)
	return a
}

func (a *authority) sign(template *x509.Certificate) (*x509.Certificate, *ecdsa.PrivateKey, []byte) {
	a.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(a.t, err)
	template.SerialNumber, template.NotBefore, template.NotAfter = big.NewInt(time.Now().UnixNano()), time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	parent, signer := a.cert, a.key
	if parent == nil {
		parent, signer = template, key
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signer)
	require.NoError(a.t, err)
	cert, err := x509.ParseCertificate(raw)
	require.NoError(a.t, err)
	return cert, key, raw
}

func (a *authority) write(name, kind string, raw []byte) string {
	a.t.Helper()
	path := filepath.Join(a.dir, name)
	require.NoError(a.t, os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: raw}), 0o600))
	return path
}

// pair is a certificate with its key, as files.
func (a *authority) pair(name string, usage x509.ExtKeyUsage) (cert, key string) {
	a.t.Helper()
	_, private, raw := a.sign(&x509.Certificate{
		ExtKeyUsage: []x509.ExtKeyUsage{usage}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, Subject: pkix.Name{CommonName: name},
	})
	der, err := x509.MarshalPKCS8PrivateKey(private)
	require.NoError(a.t, err)
	return a.write(name+".pem", "CERTIFICATE", raw), a.write(name+".key", "PRIVATE KEY", der)
}

// server are the settings of a server, which wants to see a client's certificate when clients is given.
func (a *authority) server(clients *authority) *tls.Config {
	a.t.Helper()
	pair, err := tls.LoadX509KeyPair(a.pair("server", x509.ExtKeyUsageServerAuth))
	require.NoError(a.t, err)
	config := &tls.Config{Certificates: []tls.Certificate{pair}, NextProtos: []string{"h2"}, MinVersion: tls.VersionTLS12}
	if clients != nil {
		config.ClientCAs, config.ClientAuth = x509.NewCertPool(), tls.RequireAndVerifyClientCert
		config.ClientCAs.AddCert(clients.cert)
	}
	return config
}

func TestDial_OverTLSTrustsTheAuthorityItIsGivenAndNoOther(t *testing.T) {
	t.Parallel()
	ours, other := newAuthority(t), newAuthority(t)
	address := serve(t, &frontend{namespace: "default"}, grpc.Creds(credentials.NewTLS(ours.server(nil))))
	at := "TEMPORAL_ADDRESS=" + address

	target, err := dial(t, load(t, at, "TEMPORAL_TLS_SERVER_CA_CERT_PATH="+ours.file))
	require.NoError(t, err)
	assert.Equal(t, address, target.Address)

	for name, settings := range map[string][]string{
		"another authority":    {"TEMPORAL_TLS_SERVER_CA_CERT_PATH=" + other.file},
		"this machine's alone": {"TEMPORAL_TLS=true"},
		"another name":         {"TEMPORAL_TLS_SERVER_CA_CERT_PATH=" + ours.file, "TEMPORAL_TLS_SERVER_NAME=temporal.example"},
	} {
		begin := time.Now()
		_, err := dial(t, load(t, append(settings, at)...))
		text := failed(t, err, connect.Untrusted)
		assert.Contains(t, text, "TEMPORAL_TLS_SERVER_CA_CERT_PATH", name)
		assert.Contains(t, text, "certificate", name)
		assert.Less(t, time.Since(begin), connect.Patience+3*time.Second)
	}
}

func TestDial_OverTLSShowsItsOwnCertificate(t *testing.T) {
	t.Parallel()
	ours, other := newAuthority(t), newAuthority(t)
	address := serve(t, &frontend{namespace: "default"}, grpc.Creds(credentials.NewTLS(ours.server(ours))))
	known := []string{"TEMPORAL_ADDRESS=" + address, "TEMPORAL_TLS_SERVER_CA_CERT_PATH=" + ours.file}
	with := func(a *authority) []string {
		cert, key := a.pair("client", x509.ExtKeyUsageClientAuth)
		return append([]string{"TEMPORAL_TLS_CLIENT_CERT_PATH=" + cert, "TEMPORAL_TLS_CLIENT_KEY_PATH=" + key}, known...)
	}
	_, err := dial(t, load(t, with(ours)...))
	require.NoError(t, err)
	for name, settings := range map[string][]string{"none": known, "of another authority": with(other)} {
		_, err := dial(t, load(t, settings...))
		var e *connect.Error // TLS 1.3 lets a client begin before its certificate is judged: it may see no more than the end of the connection
		require.ErrorAs(t, err, &e, name)
		assert.Contains(t, []connect.Kind{connect.Refused, connect.Unreachable}, e.Kind, name)
		assert.Contains(t, err.Error(), "TLS", name)
	}
}

func TestDial_SaysWhenOneSideSpeaksTLSAndTheOtherDoesNot(t *testing.T) {
	t.Parallel()
	ours := newAuthority(t)
	plain, sealed := serve(t, &frontend{namespace: "default"}), serve(t, &frontend{namespace: "default"}, grpc.Creds(credentials.NewTLS(ours.server(nil))))
	_, err := dial(t, load(t, "TEMPORAL_ADDRESS="+plain, "TEMPORAL_TLS_SERVER_CA_CERT_PATH="+ours.file))
	assert.Contains(t, failed(t, err, connect.Refused), "TEMPORAL_TLS_ settings")
	_, err = dial(t, load(t, "TEMPORAL_ADDRESS="+sealed))
	assert.Contains(t, failed(t, err, connect.Unreachable), "the TLS settings")
}
