package signin_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/signin"
)

func TestReplaceFile_IsForTheOwnerOnlyAndLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "secrets", "token.json")
	require.NoError(t, signin.ReplaceFile(path, []byte("old")))
	require.NoError(t, os.Chmod(path, 0o644))
	require.NoError(t, signin.ReplaceFile(path, []byte("new")))
	raw, err := signin.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "new", string(raw))
	for file, mode := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		info, err := os.Stat(file)
		require.NoError(t, err)
		require.Equal(t, mode, info.Mode().Perm())
	}
	left, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, left, 1, "no temporary file is left")
}

func TestReplaceFile_WhatCannotBeReplacedStays(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "token.json")
	require.NoError(t, os.MkdirAll(filepath.Join(path, "in the way"), 0o700))
	require.Error(t, signin.ReplaceFile(path, []byte("new")))
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, left, 1, "no temporary file is left")
}

func TestReadFile_AHugeFileIsNotReadIn(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "big.json")
	_, err := signin.ReadFile(path)
	require.ErrorIs(t, err, fs.ErrNotExist)
	require.NoError(t, os.WriteFile(path, make([]byte, 1<<20+1), 0o600))
	_, err = signin.ReadFile(path)
	require.ErrorContains(t, err, "larger than 1 MiB")
}

// It is read while it is replaced again and again, as after a crash in between.
func TestReplaceFile_IsWholeWheneverItIsRead(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "token.json")
	require.NoError(t, signin.ReplaceFile(path, []byte("<>")))
	var wg sync.WaitGroup
	wg.Go(func() {
		for i := range 50 {
			require.NoError(t, signin.ReplaceFile(path, []byte("<"+strings.Repeat("x", i*100)+">")))
		}
	})
	for range 500 {
		raw, err := signin.ReadFile(path)
		require.NoError(t, err)
		require.Regexp(t, "^<x*>$", string(raw))
	}
	wg.Wait()
}
