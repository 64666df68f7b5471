package odoofake_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

func TestRights_EachUserMayWhatItsGroupsAllow(t *testing.T) {
	t.Parallel()
	const all, billing = odoofake.Rights(""), odoofake.RightsBilling
	const readonly, internal, entries = odoofake.RightsReadonly, odoofake.RightsInternal, odoofake.RightsEntries
	for rights, want := range map[odoofake.Rights]map[string]bool{
		all:      {"books": true, "draft": true, "contact": true, "attach": true, "post": true, "state": true},
		billing:  {"books": true, "draft": true, "contact": false, "attach": true, "post": true, "state": true},
		readonly: {"books": true, "draft": false, "contact": false, "attach": false, "post": false, "state": false},
		internal: {"books": false, "draft": false, "contact": false, "attach": false, "post": false, "state": false},
		entries:  {"books": true, "draft": true, "contact": false, "attach": true, "post": false, "state": true},
	} {
		bothDialects(t, odoofake.Options{Rights: rights}, func(t *testing.T, s speaker) {
			id := s.fake.AddInvoice(odoofake.Invoice{Partner: 1, State: "draft", Total: "1"})
			other := s.fake.AddInvoice(odoofake.Invoice{Partner: 1, State: "draft", Total: "1"})
			tried := map[string]error{}
			try := func(what, model, method string, ids []int64, named args) {
				_, tried[what] = s.ask(model, method, ids, named)
			}
			try("books", "account.move", "search_count", nil, args{"domain": []any{}})
			try("draft", "account.move", "create", nil, args{"vals_list": []any{oneLine()}})
			try("contact", "res.partner", "create", nil, args{"vals_list": []any{args{"name": "x"}}})
			try("attach", "ir.attachment", "create", nil, args{"vals_list": []any{args{"name": "x", "res_model": "account.move", "res_id": id, "datas": "QQ=="}}})
			try("post", "account.move", "action_post", []int64{id}, nil)
			try("state", "account.move", "write", []int64{other}, args{"vals": args{"state": "posted"}})
			for what, err := range tried {
				if want[what] {
					require.NoError(t, err, "%s: %s", rights, what)
					continue
				}
				s.refused(err, 4, 403, "AccessError", "")
			}
			require.Equal(t, want["state"], s.fake.Moves()[1]["state"] == "posted", "a bare write of the state posts")
			_, err := s.ask("ir.model.data", "search_read", nil, args{"domain": []any{}, "fields": []string{"name"}})
			s.refused(err, 4, 403, "AccessError", "You are not allowed to access 'ir.model.data'")
		})
	}
}

func TestRights_ALoadWithoutThemIsRefusedInItsMessage(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{Rights: odoofake.RightsBilling}, func(t *testing.T, s speaker) {
		got, err := s.askIn("res.partner", "load", nil, args{"fields": []string{"id", "name"}, "data": [][]string{{"x.y", "ACME"}}}, loadContext())
		require.NoError(t, err)
		message := got.(args)["messages"].([]any)[0].(args)["message"]
		require.Contains(t, message, "You are not allowed to create 'Contact' (res.partner) records.")
		require.Contains(t, message, "Contact Creation")
		require.Len(t, s.fake.Partners(), 1)
	})
}

func TestRights_TheUsersOwnLanguageIsFrench(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{NoAccounting: true}, func(t *testing.T, s speaker) {
		_, err := s.askIn("account.move", "search_count", nil, args{"domain": []any{}}, args{})
		s.refused(err, 4, 403, "AccessError", "Vous n'êtes pas autorisé à accéder")
	})
}
