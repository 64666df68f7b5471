package sdk_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// useAllInTypeScript has the client in TypeScript do the same. It checks answers against their schemas by itself.
func useAllInTypeScript(t *testing.T, p *product, addresses map[string]string) {
	modules := os.Getenv("EMPLOYEE_TS_SDK")
	if modules == "" {
		t.Skip("EMPLOYEE_TS_SDK is not set: the client in TypeScript was not tried")
	}
	type server struct {
		Name    string            `json:"name"`
		Command string            `json:"command,omitempty"`
		Dir     string            `json:"dir,omitempty"`
		Env     map[string]string `json:"env,omitempty"`
		URL     string            `json:"url,omitempty"`
		Token   string            `json:"token,omitempty"`
		Calls   []call            `json:"calls"`
	}
	var plan [][]server
	var stdio, http []server
	for _, name := range servers() {
		cmd := p.stdio(name)
		stdio = append(stdio, server{Name: name, Command: cmd.Path, Dir: cmd.Dir, Env: map[string]string{"HOME": p.home, "OWNER_TIMEZONE": "Europe/Berlin"}, Calls: calls(name, "ts-stdio")})
		http = append(http, server{Name: name, URL: addresses[name], Token: token, Calls: calls(name, "ts-http")})
	}
	plan = append(plan, stdio, http)
	raw, err := json.Marshal(plan)
	if err != nil {
		t.Fatal(err)
	}
	// Node looks for packages beside the file that wants them.
	script, err := os.ReadFile("client.mjs")
	if err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(modules, "client.mjs")
	if err := os.WriteFile(own, script, 0o600); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "plan.json")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "node", own, file).CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Errorf("the client in TypeScript: %v", err)
	}
}
