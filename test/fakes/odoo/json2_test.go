package odoofake_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

const readMe = `{"ids": [1], "fields": ["name"], "context": {"lang": "en_US"}}`

func TestVersions_EachOffersItsDialects(t *testing.T) {
	t.Parallel()
	for version, want := range map[int][3]int{14: {404, 200, 404}, 18: {404, 200, 404}, 19: {200, 200, 200}, 21: {200, 200, 200}, 22: {200, 404, 200}} {
		s := speaker{t, odoofake.New(t, odoofake.Options{Version: version}), true}
		get, _, text := s.raw("GET", "/web/version", "", map[string]string{"Authorization": "", "Content-Type": ""})
		xml, _, _ := s.raw("POST", "/xmlrpc/2/common", "<methodCall><methodName>version</methodName></methodCall>", map[string]string{"Content-Type": "text/xml"})
		post, _, _ := s.raw("POST", "/json/2/res.partner/read", readMe, nil)
		require.Equal(t, want, [3]int{get, xml, post}, "Odoo %d", version)
		if version >= 19 {
			require.Contains(t, text, `"version_info": [`)
		} else {
			require.Contains(t, text, "404 Not Found")
		}
	}
}

func TestJSON2_AnswersInHTTPsWords(t *testing.T) {
	t.Parallel()
	s := speaker{t, odoofake.New(t, odoofake.Options{ManyDatabases: true}), true}
	s.fake = odoofake.New(t, odoofake.Options{Version: 19, ManyDatabases: true})
	for name, c := range map[string]struct {
		path, body string
		header     map[string]string
		status     int
		media      string
		says       string
	}{
		"a read":               {"res.partner/read", readMe, nil, 200, "application/json", `[{"id": 1, "name": "My Company"}]`},
		"no key":               {"res.partner/read", readMe, map[string]string{"Authorization": ""}, 401, "application/json", `use the \"Authorization\" header`},
		"a password":           {"res.partner/read", readMe, map[string]string{"Authorization": "bearer " + odoofake.DefaultPassword}, 401, "application/json", "Invalid apikey"},
		"basic":                {"res.partner/read", readMe, map[string]string{"Authorization": "Basic eDp5"}, 401, "application/json", "Invalid apikey"},
		"no database":          {"res.partner/read", readMe, map[string]string{"X-Odoo-Database": ""}, 404, "text/html", "The requested URL was not found"},
		"another database":     {"res.partner/read", readMe, map[string]string{"X-Odoo-Database": "nodb"}, 404, "text/html", "The requested URL was not found"},
		"not JSON":             {"res.partner/read", "ids=1", nil, 400, "application/json", "could not parse the body as json"},
		"a form":               {"res.partner/read", "ids=1", map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, 415, "text/html", "415"},
		"no method":            {"res.partner", readMe, nil, 404, "application/json", "Did you mean POST /json/2/"},
		"positional arguments": {"res.partner/read", `{"args": [[1]]}`, nil, 422, "application/json", "got an unexpected keyword argument 'args'"},
		"a missing argument":   {"account.move/load", `{"fields": ["id"]}`, nil, 422, "application/json", "missing a required argument: 'data'"},
		"ids for a model":      {"account.move/load", `{"ids": [1], "fields": [], "data": []}`, nil, 422, "application/json", "cannot call account.move.load with ids"},
		"no such model":        {"no.such/read", readMe, nil, 404, "application/json", "the model 'no.such' does not exist"},
		"no such method":       {"res.partner/frobnicate", readMe, nil, 404, "application/json", "The method 'res.partner.frobnicate' does not exist"},
		"who am I":             {"res.users/context_get", `{}`, nil, 200, "application/json", `"uid": 2`},
		"the other's key":      {"res.users/context_get", `{}`, map[string]string{"Authorization": "Bearer " + odoofake.OtherAPIKey}, 200, "application/json", `"uid": 6`},
	} {
		status, header, body := s.raw("POST", "/json/2/"+c.path, c.body, c.header)
		require.Equal(t, c.status, status, "%s: %s", name, body)
		require.True(t, strings.HasPrefix(header.Get("Content-Type"), c.media), name)
		require.Contains(t, body, c.says, name)
		require.Equal(t, status == http.StatusUnauthorized, header.Get("Www-Authenticate") == "bearer", name)
	}
	status, _, _ := s.raw("GET", "/json/2/res.partner/read", "", nil)
	require.Equal(t, 404, status)
	s.fake.ExpireKey()
	status, _, _ = s.raw("POST", "/json/2/res.partner/read", readMe, nil)
	require.Equal(t, 401, status)
}

func TestJSON2_TellsWhatXMLRPCCannotWrite(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{}, func(t *testing.T, s speaker) {
		id := s.fake.AddInvoice(odoofake.Invoice{Partner: 1, State: "draft", Total: "1"})
		_, err := s.ask("account.move", "button_cancel", []int64{id}, nil)
		keys, keysErr := s.ask("account.move", "get_external_id", []int64{id}, nil)
		big := s.fake.AddPartner(odoofake.Partner{Name: "big"})
		s.fake.Edit("res.partner", big, map[string]any{"customer_rank": int64(1) << 40})
		_, bigErr := s.ask("res.partner", "read", []int64{big}, args{"fields": []string{"customer_rank"}})
		require.Equal(t, "cancel", s.fake.Moves()[0]["state"], "done, whatever the answer says")
		if s.json {
			require.NoError(t, errJoin(err, keysErr, bigErr))
			require.Equal(t, args{"1": ""}, keys)
			return
		}
		s.refused(err, 1, 0, "", "cannot marshal None unless allow_none is enabled")
		s.refused(keysErr, 1, 0, "", "dictionary key must be string")
		s.refused(bigErr, 1, 0, "", "int exceeds XML-RPC limits")
	})
}

func TestTexts_ControlCharactersBreakOldXMLAlone(t *testing.T) {
	t.Parallel()
	for version, breaks := range map[int]bool{15: true, 16: false} {
		fake := odoofake.New(t, odoofake.Options{Version: version})
		fake.AddPartner(odoofake.Partner{Name: "a\x01b"})
		got, err := post(t, fake, "object", "execute_kw", odoofake.DefaultDatabase, 2, odoofake.DefaultPassword,
			"res.partner", "search_read", []any{[]any{}, []string{"name"}}, map[string]any{})
		if breaks {
			require.Error(t, err)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, "ab", got.([]any)[1].(map[string]any)["name"])
	}
	bothDialects(t, odoofake.Options{}, func(t *testing.T, s speaker) {
		s.fake.AddPartner(odoofake.Partner{Name: "<a> & \x01"})
		got, err := s.ask("res.partner", "search_read", nil, args{"domain": []any{}, "fields": []string{"name"}})
		require.NoError(t, err)
		want := map[bool]string{true: "<a> & \x01", false: "<a> & "}[s.json]
		require.Equal(t, want, got.([]any)[1].(map[string]any)["name"])
	})
}

func TestLogin_OldVersionsPauseAfterFiveWrongPasswords(t *testing.T) {
	t.Parallel()
	for version, pauses := range map[int]bool{15: true, 17: false} {
		now := monday()
		fake := odoofake.New(t, odoofake.Options{Version: version, Now: func() time.Time { return now }})
		login := func(password string) (any, error) {
			return post(t, fake, "common", "authenticate", odoofake.DefaultDatabase, odoofake.DefaultUsername, password, map[string]any{})
		}
		for range 5 {
			got, err := login("wrong")
			require.NoError(t, err)
			require.Equal(t, false, got)
		}
		_, err := login(odoofake.DefaultPassword)
		if !pauses {
			require.NoError(t, err)
			continue
		}
		requireFault(t, err, 3, "Too many login failures")
		now = now.Add(time.Minute)
		_, err = login(odoofake.DefaultPassword)
		require.NoError(t, err)
	}
}
