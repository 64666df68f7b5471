package media_test

import (
	"bytes"
	"context"
	"hash/crc32"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/media"
)

func crcOf(b []byte) uint32 { return crc32.ChecksumIEEE(b) }

func store(t *testing.T) (*media.Store, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "media")
	s, err := media.OpenStore(dir)
	require.NoError(t, err)
	return s, dir
}

func TestStore_GivesBackWhatItKept(t *testing.T) {
	t.Parallel()
	s, dir := store(t)
	hash, size, err := s.Keep(bytes.NewReader([]byte("bytes")), 100)
	require.NoError(t, err)
	require.Equal(t, int64(5), size)
	again, _, err := s.Keep(bytes.NewReader([]byte("bytes")), 100)
	require.NoError(t, err)
	require.Equal(t, hash, again)
	r, err := s.Open(hash)
	require.NoError(t, err)
	got, err := io.ReadAll(r)
	require.NoError(t, err)
	require.NoError(t, r.Close())
	require.Equal(t, "bytes", string(got))
	info, err := os.Stat(filepath.Join(dir, hash))
	require.NoError(t, err)
	require.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, files, 1, "nothing half written is left")
}

func TestStore_BytesThatChangedAreNotGivenOut(t *testing.T) {
	t.Parallel()
	s, dir := store(t)
	hash, _, err := s.Keep(bytes.NewReader([]byte("bytes")), 100)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, hash), []byte("byteZ"), 0o600))
	_, err = s.Open(hash)
	var told *media.Problem
	require.ErrorAs(t, err, &told)
	require.False(t, s.Has(hash, 5), "it can be kept anew")
}

func TestStore_WhatNobodyNeedsGoes(t *testing.T) {
	t.Parallel()
	s, dir := store(t)
	hash, size, err := s.Keep(bytes.NewReader([]byte("needed")), 100)
	require.NoError(t, err)
	gone, _, err := s.Keep(bytes.NewReader([]byte("forgotten")), 100)
	require.NoError(t, err)
	long := time.Now().AddDate(0, -3, 0)
	for _, h := range []string{hash, gone} {
		require.NoError(t, os.Chtimes(filepath.Join(dir, h), long, long))
	}
	foreign := filepath.Join(dir, "README")
	require.NoError(t, os.WriteFile(foreign, nil, 0o600))
	require.NoError(t, os.Chtimes(foreign, long, long))
	require.True(t, s.Has(hash, size))

	s, err = media.OpenStore(dir)
	require.NoError(t, err)
	require.True(t, s.Has(hash, size), "it was asked for lately")
	require.False(t, s.Has(gone, 9))
	require.FileExists(t, foreign)
}

func TestStore_RefusesNamesAndTooMuch(t *testing.T) {
	t.Parallel()
	s, _ := store(t)
	for _, name := range []string{"", "../x", "ABC"} {
		_, err := s.Open(name)
		require.ErrorIs(t, err, fs.ErrNotExist)
	}
	_, _, err := s.Keep(bytes.NewReader(make([]byte, 101)), 100)
	var told *media.Problem
	require.ErrorAs(t, err, &told)
}

func loopback(ip netip.Addr) bool { return ip.IsLoopback() }

func TestFetcher_LooksAtWhatLiesThere(t *testing.T) {
	t.Parallel()
	picture := jpg(t, 30, 20)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/a.jpg", "/moved.jpg":
			_, _ = w.Write(picture)
		case "/v.mp4":
			w.Header().Set("Content-Type", "video/mp4")
			_, _ = w.Write(make([]byte, 1000))
		case "/page":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
		case "/redirect":
			http.Redirect(w, r, "/moved.jpg", http.StatusFound)
		case "/inward":
			http.Redirect(w, r, "https://10.0.0.1/a.jpg", http.StatusFound)
		case "/plain":
			http.Redirect(w, r, "http://example.com/a.jpg", http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(srv.Close)
	s, _ := store(t)
	f := media.NewFetcher(loopback)
	for _, p := range []string{"/a.jpg", "/redirect"} {
		got, err := f.Look(context.Background(), srv.URL+p, s)
		require.NoError(t, err)
		require.Equal(t, 30, got.Info.Width)
		require.True(t, s.Has(got.Hash, int64(len(picture))))
	}
	got, err := f.Look(context.Background(), srv.URL+"/v.mp4", s)
	require.NoError(t, err)
	require.Equal(t, media.Info{Kind: media.Video, Type: "video/mp4", Bytes: 1000}, got.Info)
	for p, says := range map[string]string{
		"/page": "leads to a page", "/none": "answers 404", "/inward": "not public", "/plain": "does not begin with https",
	} {
		_, err := f.Look(context.Background(), srv.URL+p, s)
		var told *media.Problem
		require.ErrorAs(t, err, &told, p)
		require.Contains(t, told.Sentence, says, p)
	}
}

func TestFetcher_NeverReachesAPrivateAddress(t *testing.T) {
	t.Parallel()
	reached := false
	srv := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	t.Cleanup(srv.Close)
	s, _ := store(t)
	f := media.NewFetcher(nil)
	for _, address := range []string{srv.URL + "/a.jpg", "https://localhost:1/a.jpg", "https://[::1]:1/a", "https://10.1.2.3/a", "https://169.254.169.254/latest", "https://[::ffff:127.0.0.1]:1/a"} {
		_, err := f.Look(context.Background(), address, s)
		var told *media.Problem
		require.ErrorAs(t, err, &told, address)
		require.Contains(t, told.Sentence, "not public", address)
		require.NotContains(t, told.Sentence, "127.0.0.1")
	}
	for _, address := range []string{"http://example.com/a.jpg", "ftp://example.com/a.jpg", "file:///etc/passwd", "https://", "not one"} {
		_, err := f.Look(context.Background(), address, s)
		var told *media.Problem
		require.ErrorAs(t, err, &told, address)
	}
	require.False(t, reached)
}

func TestPublic_KnowsTheReservedNetworks(t *testing.T) {
	t.Parallel()
	for ip, public := range map[string]bool{
		"8.8.8.8": true, "2606:4700::1": true, "127.0.0.1": false, "10.0.0.1": false, "172.16.3.4": false, "192.168.1.1": false, "169.254.1.1": false,
		"100.64.0.1": false, "0.0.0.0": false, "224.0.0.1": false, "255.255.255.255": false, "::1": false, "fe80::1": false, "fd00::1": false,
		"::ffff:10.0.0.1": false, "64:ff9b::a00:1": false, "2002:a00:1::": false, "198.18.0.1": false, "203.0.113.5": false,
	} {
		require.Equal(t, public, media.Public(netip.MustParseAddr(ip)), ip)
	}
}
