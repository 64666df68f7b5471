package odoofake_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/kolo/xmlrpc"
	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

// speaker calls the fake's models with named arguments in one of the dialects,
// without the product's client.
type speaker struct {
	t    *testing.T
	fake *odoofake.Server
	json bool
}

// complaint is a fault, or a problem with its HTTP status.
type complaint struct {
	code int
	name string // over JSON-2
	text string
}

func (c *complaint) Error() string { return fmt.Sprintf("%d %s %s", c.code, c.name, c.text) }

// bothDialects runs a test over XML-RPC and JSON-2.
func bothDialects(t *testing.T, opts odoofake.Options, test func(*testing.T, speaker)) {
	t.Helper()
	for _, isJSON := range []bool{false, true} {
		name := map[bool]string{false: "XML-RPC", true: "JSON-2"}[isJSON]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			own := opts
			if own.Version == 0 {
				own.Version = 19
			}
			test(t, speaker{t, odoofake.New(t, own), isJSON})
		})
	}
}

type args = map[string]any

// ask calls a method; ids are nil for a method of the model.
func (s speaker) ask(model, method string, ids []int64, named args) (any, error) {
	s.t.Helper()
	return s.askIn(model, method, ids, named, english())
}

func (s speaker) askIn(model, method string, ids []int64, named, context args) (any, error) {
	s.t.Helper()
	if s.json {
		return s.askJSON(model, method, ids, named, context)
	}
	kwargs := args{"context": context}
	for name, value := range named {
		kwargs[name] = value
	}
	positional := []any{}
	if ids != nil {
		positional = append(positional, ids)
	}
	value, err := post(s.t, s.fake, "object", "execute_kw", odoofake.DefaultDatabase, 2, odoofake.DefaultPassword, model, method, positional, kwargs)
	var f xmlrpc.FaultError
	if errors.As(err, &f) {
		return nil, &complaint{f.Code, "", f.String}
	}
	return value, err
}

func (s speaker) askJSON(model, method string, ids []int64, named, context args) (any, error) {
	body := args{"context": context}
	for name, value := range named {
		body[name] = value
	}
	if ids != nil {
		body["ids"] = ids
	}
	text, err := json.Marshal(body)
	require.NoError(s.t, err)
	status, _, answer, err := s.exchange("POST", "/json/2/"+model+"/"+method, string(text), nil)
	if err != nil {
		return nil, err
	}
	var value any
	if json.Unmarshal([]byte(answer), &value) != nil {
		return nil, fmt.Errorf("HTTP %d", status)
	}
	if status == http.StatusOK {
		return value, nil
	}
	fields := value.(map[string]any)
	require.Contains(s.t, fields["debug"], "Traceback")
	return nil, &complaint{status, fields["name"].(string), fields["message"].(string)}
}

// raw sends a request with the key and the database unless header has others.
func (s speaker) raw(method, path, body string, header map[string]string) (int, http.Header, string) {
	s.t.Helper()
	status, h, answer, err := s.exchange(method, path, body, header)
	require.NoError(s.t, err)
	return status, h, answer
}

func (s speaker) exchange(method, path, body string, header map[string]string) (int, http.Header, string, error) {
	s.t.Helper()
	req, err := http.NewRequest(method, s.fake.URL+path, bytes.NewReader([]byte(body)))
	require.NoError(s.t, err)
	set := map[string]string{"Authorization": "bearer " + odoofake.DefaultAPIKey, "X-Odoo-Database": odoofake.DefaultDatabase, "Content-Type": "application/json; charset=utf-8"}
	for name, value := range header {
		set[name] = value
	}
	for name, value := range set {
		if value != "" {
			req.Header.Set(name, value)
		}
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, "", err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	return resp.StatusCode, resp.Header, string(answer), err
}

// refused requires the fault of XML-RPC or the status and class of JSON-2.
func (s speaker) refused(err error, code, status int, class, says string) {
	s.t.Helper()
	var c *complaint
	require.ErrorAs(s.t, err, &c)
	require.Contains(s.t, c.text, says)
	if !s.json {
		require.Equal(s.t, code, c.code, c.text)
		return
	}
	require.Equal(s.t, status, c.code, c.text)
	require.True(s.t, strings.HasSuffix(c.name, class), c.name)
	require.NotContains(s.t, c.text, "Traceback")
}

// made calls create and returns the new record's ID.
func (s speaker) made(model string, vals args) int64 {
	s.t.Helper()
	value, err := s.ask(model, "create", nil, args{"vals_list": []any{vals}})
	require.NoError(s.t, err)
	return whole(value.([]any)[0])
}

func whole(v any) int64 {
	if f, ok := v.(float64); ok {
		return int64(f)
	}
	return v.(int64)
}

// loadDraft makes a draft under the key, or finds it.
func (s speaker) loadDraft(key string) (any, error) {
	s.t.Helper()
	rows := loadRows(key)
	return s.askIn("account.move", "load", nil, args{"fields": rows[0], "data": rows[1]}, loadContext())
}
