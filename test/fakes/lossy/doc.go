// Package lossy is a proxy that harms what comes back from a server: it drops
// and resets connections after the server has done its work, answers with a
// gateway's page, or answers late. It is for tests of "done once, whatever gets
// lost", and must not be linked into the product. Start reading in proxy.go.
package lossy
