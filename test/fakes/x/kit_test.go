package x_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	fake "github.com/autonomous-employee/employee/test/fakes/x"
)

// bench speaks plain HTTP with the fake.
type bench struct {
	*fake.Server
	t     *testing.T
	token string
}

func open(t *testing.T, opts fake.Options) *bench {
	t.Helper()
	s := fake.Start(opts)
	t.Cleanup(s.Close)
	return &bench{Server: s, t: t, token: s.AccessToken()}
}

func (b *bench) send(method, path, kind, body string, status int) map[string]any {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), method, b.URL()+path, strings.NewReader(body))
	require.NoError(b.t, err)
	req.Header.Set("Authorization", "Bearer "+b.token)
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	resp, err := http.DefaultClient.Do(req)
	require.NoError(b.t, err)
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	require.NoError(b.t, err)
	require.Equal(b.t, status, resp.StatusCode, string(raw))
	var out map[string]any
	require.NoError(b.t, json.Unmarshal(raw, &out))
	return out
}

func (b *bench) get(path string, status int) map[string]any {
	b.t.Helper()
	return b.send(http.MethodGet, path, "", "", status)
}

func (b *bench) post(path, body string, status int) map[string]any {
	b.t.Helper()
	return b.send(http.MethodPost, path, "application/json", body, status)
}

// create makes a post and returns its ID, if there is one.
func (b *bench) create(body string, status int) string {
	b.t.Helper()
	return id(b.post("/2/tweets", body, status))
}

func id(out map[string]any) string {
	data, _ := out["data"].(map[string]any)
	id, _ := data["id"].(string)
	return id
}

func (b *bench) upload(category string, raw []byte) string {
	b.t.Helper()
	kind, body := form(b.t, raw, "media_category", category)
	return id(b.send(http.MethodPost, "/2/media/upload", kind, body, 200))
}

func (b *bench) chunks(category, kind string, pieces ...[]byte) string {
	b.t.Helper()
	total := 0
	for _, piece := range pieces {
		total += len(piece)
	}
	made := id(b.post("/2/media/upload/initialize", fmt.Sprintf(`{"media_category":%q,"media_type":%q,"total_bytes":%d}`, category, kind, total), 200))
	for i, piece := range pieces {
		kind, body := form(b.t, piece, "segment_index", fmt.Sprint(i))
		b.send(http.MethodPost, "/2/media/upload/"+made+"/append", kind, body, 200)
	}
	b.send(http.MethodPost, "/2/media/upload/"+made+"/finalize", "", "", 200)
	return made
}

func form(t *testing.T, raw []byte, field, value string) (kind, body string) {
	t.Helper()
	var buffer bytes.Buffer
	w := multipart.NewWriter(&buffer)
	require.NoError(t, w.WriteField(field, value))
	part, err := w.CreateFormFile("media", "media")
	require.NoError(t, err)
	_, err = part.Write(raw)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return w.FormDataContentType(), buffer.String()
}

func do(t *testing.T, req *http.Request) (int, map[string]any) {
	t.Helper()
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	var out map[string]any
	require.NoError(t, json.NewDecoder(resp.Body).Decode(&out))
	return resp.StatusCode, out
}

func readJSON(t *testing.T, path string) map[string]any {
	t.Helper()
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	var out map[string]any
	require.NoError(t, json.Unmarshal(raw, &out))
	return out
}
