package codec_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"google.golang.org/protobuf/proto"

	"github.com/autonomous-employee/employee/worker/codec"
)

const secret = "Berger Design GmbH owes 2020.00 EUR"

// keys are of a data directory in which the worker has started once.
func keys(t *testing.T) *codec.Keys {
	t.Helper()
	k := codec.In(t.TempDir())
	require.NoError(t, k.Ensure())
	return k
}

func encrypted(t *testing.T, k *codec.Keys) *commonpb.Payload {
	t.Helper()
	p, err := k.Converter().ToPayload(secret)
	require.NoError(t, err)
	return p
}

func read(k *codec.Keys, p *commonpb.Payload) (text string, err error) {
	err = k.Converter().FromPayload(p, &text)
	return text, err
}

func TestCodec_NothingOfAPayloadCanBeReadWithoutTheKey(t *testing.T) {
	t.Parallel()
	k := keys(t)
	for _, value := range []any{secret, []byte(secret), map[string]string{secret: secret}, nil, 1} {
		p, err := k.Converter().ToPayload(value)
		require.NoError(t, err)
		raw, err := proto.Marshal(p)
		require.NoError(t, err)
		require.NotContains(t, string(raw), "Berger")
		require.NotContains(t, string(raw), "json/plain", "the kind of the value is a part of it")
	}
	text, err := read(k, encrypted(t, k))
	require.NoError(t, err)
	require.Equal(t, secret, text)
	require.NotEqual(t, encrypted(t, k).GetData(), encrypted(t, k).GetData(), "equal values must not look equal")
}

func TestCodec_WhatWasWrittenBeforeThereWasAKeyIsRead(t *testing.T) {
	t.Parallel()
	plain, err := converter.GetDefaultDataConverter().ToPayload(secret)
	require.NoError(t, err)

	text, err := read(codec.In(t.TempDir()), plain)

	require.NoError(t, err)
	require.Equal(t, secret, text)
}

func TestCodec_AfterARotationTheOldIsReadAndTheNewIsWritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	running, other := codec.In(dir), codec.In(dir)
	require.NoError(t, running.Ensure())
	old := encrypted(t, running)

	id, err := other.Rotate()

	require.NoError(t, err)
	fresh := encrypted(t, other)
	require.Equal(t, id, string(fresh.GetMetadata()["encryption-key-id"]))
	require.NotEqual(t, id, string(old.GetMetadata()["encryption-key-id"]))
	for _, k := range []*codec.Keys{running, other, codec.In(dir)} {
		for _, p := range []*commonpb.Payload{old, fresh} {
			text, err := read(k, p)
			require.NoError(t, err)
			require.Equal(t, secret, text)
		}
	}
	require.Equal(t, id, string(encrypted(t, running).GetMetadata()["encryption-key-id"]), "what has met the new key uses it")
}

func TestCodec_AMissingKeyIsToldWithWhatToDoAndNoneIsMade(t *testing.T) {
	t.Parallel()
	p := encrypted(t, keys(t))
	id := string(p.GetMetadata()["encryption-key-id"])
	none, other := codec.In(t.TempDir()), keys(t)

	_, err := read(none, p)
	var missing *codec.KeyError
	require.ErrorAs(t, err, &missing)
	require.Equal(t, id, missing.ID)
	require.ErrorContains(t, err, none.Path())
	require.ErrorContains(t, err, "put back the payload-keys.json that belongs to this database")

	_, err = read(other, p)
	require.ErrorContains(t, err, "the key "+id)

	_, err = none.Converter().ToPayload(secret)
	require.ErrorContains(t, err, "there is no key file")
	_, err = none.Rotate()
	require.ErrorAs(t, err, &missing)
	require.NoFileExists(t, none.Path())
}

func TestCodec_AKeyThatIsPutBackIsFoundWithoutARestart(t *testing.T) {
	t.Parallel()
	k, dir := keys(t), t.TempDir()
	p, running := encrypted(t, k), codec.In(dir)
	_, err := read(running, p)
	require.Error(t, err)
	file, err := os.ReadFile(k.Path())
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, codec.FileName), file, 0o600))

	text, err := read(running, p)

	require.NoError(t, err)
	require.Equal(t, secret, text)
}

func TestCodec_AChangedPayloadIsNoOther(t *testing.T) {
	t.Parallel()
	k := keys(t)
	before := encrypted(t, k)
	_, err := k.Rotate()
	require.NoError(t, err)
	for name, change := range map[string]func(*commonpb.Payload){
		"a bit":       func(p *commonpb.Payload) { p.Data[len(p.Data)/2] ^= 1 },
		"cut":         func(p *commonpb.Payload) { p.Data = p.Data[:5] },
		"empty":       func(p *commonpb.Payload) { p.Data = nil },
		"another key": func(p *commonpb.Payload) { p.Metadata["encryption-key-id"] = before.GetMetadata()["encryption-key-id"] },
	} {
		p := encrypted(t, k)
		change(p)
		_, err := read(k, p)
		var damaged *codec.DamagedError
		require.ErrorAs(t, err, &damaged, name)
	}
}

func TestCodec_MessagesOfFailuresAreEncryptedAndKindsStayReadable(t *testing.T) {
	t.Parallel()
	k := keys(t)
	var options client.Options
	k.Apply(&options)
	failure := options.FailureConverter.ErrorToFailure(temporal.NewNonRetryableApplicationError(secret, "auth", nil, secret))

	raw, err := proto.Marshal(failure)
	require.NoError(t, err)

	require.NotContains(t, string(raw), "Berger")
	require.Equal(t, "auth", failure.GetApplicationFailureInfo().GetType())
	var application *temporal.ApplicationError
	require.ErrorAs(t, options.FailureConverter.FailureToError(failure), &application)
	require.Equal(t, secret, application.Message())
	var detail string
	require.NoError(t, application.Details(&detail))
	require.Equal(t, secret, detail)
}

func TestCodec_AConverterOfTheOwnersIsKept(t *testing.T) {
	t.Parallel()
	theirs := converter.GetDefaultDataConverter()
	options := client.Options{DataConverter: theirs}
	keys(t).Apply(&options)
	require.Equal(t, theirs, options.DataConverter)
	require.Nil(t, options.FailureConverter)
}

func TestKeys_TheFileIsPrivateAndTheSecondStartKeepsIt(t *testing.T) {
	t.Parallel()
	k := keys(t)
	first, err := os.ReadFile(k.Path())
	require.NoError(t, err)
	info, err := os.Stat(k.Path())
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	require.NoError(t, os.Chmod(k.Path(), 0o644))

	again := codec.In(filepath.Dir(k.Path()))
	require.NoError(t, again.Ensure())

	second, err := os.ReadFile(k.Path())
	require.NoError(t, err)
	require.Equal(t, first, second)
	info, err = os.Stat(k.Path())
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), "other accounts are locked out again")
	left, err := filepath.Glob(filepath.Join(filepath.Dir(k.Path()), "*"))
	require.NoError(t, err)
	require.Equal(t, []string{k.Path()}, left)
}

func TestKeys_ADamagedFileIsRefusedUntouchedAndNoKeyIsQuoted(t *testing.T) {
	t.Parallel()
	good := keys(t)
	text, err := os.ReadFile(good.Path())
	require.NoError(t, err)
	var content map[string]any
	require.NoError(t, json.Unmarshal(text, &content))
	ring, ok := content["keys"].(map[string]any)
	require.True(t, ok)
	var quoted string
	for _, value := range ring {
		quoted, ok = value.(string)
		require.True(t, ok)
	}
	for name, damaged := range map[string]string{
		"empty":       "",
		"cut":         string(text[:len(text)-10]),
		"no keys":     `{"active":"a"}`,
		"a short key": `{"active":"a","keys":{"a":"` + quoted[:20] + `"}}`,
		"no base64":   `{"active":"a","keys":{"a":"` + quoted + `!"}}`,
	} {
		k := codec.In(t.TempDir())
		require.NoError(t, os.WriteFile(k.Path(), []byte(damaged), 0o600))
		err := k.Ensure()
		var wrong *codec.DamagedError
		require.ErrorAs(t, err, &wrong, name)
		require.ErrorContains(t, err, "put it back from your backup")
		require.NotContains(t, err.Error(), quoted[:20], name)
		now, err := os.ReadFile(k.Path())
		require.NoError(t, err)
		require.Equal(t, damaged, string(now), name)
	}
}
