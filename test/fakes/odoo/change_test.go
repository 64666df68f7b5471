package odoofake_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

func errJoin(errs ...error) error { return errors.Join(errs...) }

func monday() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }

// oneLine are the values of a draft of one line with a tax of 19 %.
func oneLine(edit ...func(args)) args {
	vals := args{
		"move_type": "out_invoice", "partner_id": 1,
		"invoice_line_ids": []any{[]any{0, 0, args{"name": "work", "price_unit": 60, "tax_ids": []any{[]any{6, 0, []int{1}}}}}},
	}
	for _, e := range edit {
		e(vals)
	}
	return vals
}

func TestCreate_TakesCommandsAndComputesTheTotals(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{Now: monday}, func(t *testing.T, s speaker) {
		id := s.made("account.move", oneLine())
		require.Equal(t, "71.4", s.fake.Moves()[0].Amount("amount_total"))
		line := s.fake.Lines()[0]["id"].(int64)
		for _, c := range []struct {
			command any
			total   string
			lines   int
		}{
			{[]any{1, line, args{"price_unit": 100, "tax_ids": []any{[]any{5, 0, 0}}}}, "100", 1},
			{[]any{0, 0, args{"name": "more", "quantity": 2, "price_unit": "2.50", "tax_ids": []any{[]any{4, 2, 0}}}}, "105.35", 2},
			{[]any{2, line, 0}, "5.35", 1},
		} {
			_, err := s.ask("account.move", "write", []int64{id}, args{"vals": args{"invoice_line_ids": []any{c.command}}})
			require.NoError(t, err)
			require.Equal(t, c.total, s.fake.Moves()[0].Amount("amount_total"))
			require.Len(t, s.fake.Moves()[0]["invoice_line_ids"], c.lines)
		}
		_, err := s.ask("account.move", "write", []int64{id}, args{"vals": args{"ref": "PO", "invoice_date_due": false}})
		require.NoError(t, err)
		got, err := s.ask("account.move", "read", []int64{id}, args{"fields": []string{"ref", "invoice_date_due"}})
		require.NoError(t, err)
		require.Equal(t, []any{args{"id": s.n(id), "ref": "PO", "invoice_date_due": false}}, got)
		_, err = s.ask("account.move", "unlink", []int64{id}, nil)
		require.NoError(t, err)
		require.Empty(t, s.fake.Moves())
	})
}

// n is a number as the dialect's decoder has it.
func (s speaker) n(v int64) any {
	if s.json {
		return float64(v)
	}
	return v
}

func TestCreate_RefusesInTheVersionsWordsAndLeavesNothing(t *testing.T) {
	t.Parallel()
	set := func(name string, value any) func(args) { return func(v args) { v[name] = value } }
	line := func(vals args) func(args) {
		return func(v args) { v["invoice_line_ids"] = []any{[]any{0, 0, args{"name": "ok"}}, []any{0, 0, vals}} }
	}
	taxes := []any{[]any{6, 0, []int{99}}}
	for _, c := range []struct {
		edit         func(args)
		code, status int
		class, says  string
		on17         string // where it differs, with its code
		code17       int
	}{
		{set("nope", 1), 1, 500, "builtins.ValueError", "Invalid field 'nope' in 'account.move'", "Invalid field 'nope' on model 'account.move'", 1},
		{set("move_type", "bogus"), 1, 500, "builtins.ValueError", "Wrong value for account.move.move_type: 'bogus'", "", 1},
		{set("invoice_date_due", "31/12/2026"), 1, 500, "builtins.ValueError", "time data '31/12/2026' does not match format '%Y-%m-%d'", "", 1},
		{set("partner_id", 99), 2, 404, "odoo.exceptions.MissingError", "(Record: res.partner(99,), User: 2)", "", 2},
		{set("currency_id", 99), 1, 500, "builtins.TypeError", "'float' and 'NoneType'", "another model requires the record", 2},
		{set("state", "posted"), 2, 422, "odoo.exceptions.UserError", "already in the posted state", "", 2},
		{line(args{"nope": 1}), 1, 500, "builtins.ValueError", "Invalid field 'nope' in 'account.move.line'", "Invalid field 'nope' on model", 1},
		{line(args{"tax_ids": taxes}), 2, 404, "odoo.exceptions.MissingError", "Record: account.tax(99,)", "account_tax_id_fkey", 2},
		{line(args{"price_unit": "many"}), 1, 500, "builtins.ValueError", "could not convert string to float: 'many'", "", 1},
		{set("invoice_line_ids", []any{[]any{9, 0, 0}}), 1, 500, "builtins.ValueError", "Wrong value for commands", "", 1},
	} {
		bothDialects(t, odoofake.Options{}, func(t *testing.T, s speaker) {
			_, err := s.ask("account.move", "create", nil, args{"vals_list": []any{oneLine(), oneLine(c.edit)}})
			s.refused(err, c.code, c.status, c.class, c.says)
			require.Empty(t, s.fake.Moves())
			require.Empty(t, s.fake.Lines())
		})
		old := speaker{t, odoofake.New(t, odoofake.Options{Version: 17}), false}
		_, err := old.ask("account.move", "create", nil, args{"vals_list": []any{oneLine(c.edit)}})
		says := c.on17
		if says == "" {
			says = c.says
		}
		old.refused(err, c.code17, 0, "", says)
	}
}

func TestPost_NumbersDatesAndRefuses(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{Now: monday}, func(t *testing.T, s speaker) {
		post := func(id int64) error {
			got, err := s.ask("account.move", "action_post", []int64{id}, nil)
			if err == nil {
				require.Equal(t, false, got)
			}
			return err
		}
		partner := s.fake.AddPartner(odoofake.Partner{Name: "ACME", TermDays: 30})
		first := s.made("account.move", oneLine(func(v args) { v["partner_id"] = partner; v["invoice_date_due"] = "2030-01-01" }))
		require.Equal(t, "2030-01-01", s.fake.Moves()[0]["invoice_date_due"])
		require.NoError(t, post(first))
		move := s.fake.Moves()[0]
		require.Equal(t, []any{"posted", "INV/2026/00001", "2026-11-23", "2026-12-23", "INV/2026/00001"},
			[]any{move["state"], move["name"], move["invoice_date"], move["invoice_date_due"], move["payment_reference"]})
		s.refused(post(first), 2, 422, "UserError", fmt.Sprintf("The entry INV/2026/00001 (id %d) must be in draft.", first))

		nobody := s.made("account.move", oneLine(func(v args) { v["partner_id"] = false }))
		s.refused(post(nobody), 2, 422, "UserError", "invisible man")
		negative := s.made("account.move", oneLine(func(v args) { v["invoice_line_ids"] = []any{[]any{0, 0, args{"name": "x", "price_unit": -1}}} }))
		s.refused(post(negative), 2, 422, "UserError", "negative total amount")
		franc := s.made("account.move", oneLine(func(v args) { v["currency_id"] = 5 }))
		s.refused(post(franc), 2, 422, "UserError", "inactive currency: CHF")
		_, err := s.ask("account.move", "unlink", []int64{first}, nil)
		s.refused(err, 2, 422, "UserError", "You can't delete a posted journal item")
		_, err = s.ask("account.move", "write", []int64{first}, args{"vals": args{"partner_id": 1}})
		s.refused(err, 2, 422, "UserError", "readonly fields on a posted move: partner_id")
		_, err = s.ask("account.move", "write", []int64{9999}, args{"vals": args{"ref": "x"}})
		s.refused(err, 2, 404, "MissingError", "account.move(9999,)")
	})
	old := speaker{t, odoofake.New(t, odoofake.Options{Version: 17}), false}
	id := old.made("account.move", oneLine())
	_, err := old.ask("account.move", "action_post", []int64{id}, nil)
	require.NoError(t, err)
	_, err = old.ask("account.move", "write", []int64{id}, args{"vals": args{"partner_id": false}})
	require.NoError(t, err, "17 lets a posted invoice be changed")
}

func TestPost_ALockedPeriodMovesTheDateAndKeepsTheInvoiceDate(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{Now: monday, LockDate: "2025-06-30"}, func(t *testing.T, s speaker) {
		id := s.made("account.move", oneLine(func(v args) { v["invoice_date"] = "2025-06-15" }))
		_, err := s.ask("account.move", "action_post", []int64{id}, nil)
		require.NoError(t, err)
		require.Equal(t, "2025-06-15", s.fake.Moves()[0]["invoice_date"])
		require.Equal(t, "2025-12-31", s.fake.Moves()[0]["date"])
		s.fake.Edit("account.move", id, map[string]any{"date": "2025-06-15"})
		_, err = s.ask("account.move", "button_draft", []int64{id}, nil)
		s.refused(err, 2, 422, "UserError", "prior to and inclusive of the lock date 2025-06-30")
	})
}

func TestPost_ALockThatReachesTodayIsRefusedBy19(t *testing.T) {
	t.Parallel()
	for lock, refused := range map[string]bool{"2026-11-22": false, "2026-11-23": true, "2099-12-31": true} {
		bothDialects(t, odoofake.Options{Now: monday, LockDate: lock}, func(t *testing.T, s speaker) {
			_, err := s.ask("account.move", "action_post", []int64{s.made("account.move", oneLine())}, nil)
			if !refused {
				require.NoError(t, err)
				return
			}
			s.refused(err, 2, 422, "UserError", "prior to and inclusive of: Global Lock Date (")
			require.Equal(t, "draft", s.fake.Moves()[0]["state"])
		})
	}
}

func TestMessagePost_ReturnsAListFrom19On(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{}, func(t *testing.T, s speaker) {
		got, err := s.ask("res.partner", "message_post", []int64{1}, args{"body": "hello"})
		require.NoError(t, err)
		require.Equal(t, []any{s.n(1)}, got)
	})
	old := speaker{t, odoofake.New(t, odoofake.Options{Version: 18}), false}
	got, err := old.ask("res.partner", "message_post", []int64{1}, args{"body": "hello"})
	require.NoError(t, err)
	require.Equal(t, int64(1), got)
	silent := speaker{t, odoofake.New(t, odoofake.Options{NoSenderEmail: true}), false}
	_, err = silent.ask("res.partner", "message_post", []int64{1}, args{"body": "hello"})
	silent.refused(err, 2, 0, "", "configure the sender's email address")
}

func TestCreate_NotesAreLinesWithoutAnAmount(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{}, func(t *testing.T, s speaker) {
		s.made("account.move", oneLine(func(v args) {
			v["invoice_line_ids"] = append(v["invoice_line_ids"].([]any), []any{0, 0, args{"name": "thank you", "display_type": "line_note", "price_unit": 5}})
		}))
		require.Equal(t, "71.4", s.fake.Moves()[0].Amount("amount_total"))
		require.Equal(t, []any{"product", "line_note"}, []any{s.fake.Lines()[0]["display_type"], s.fake.Lines()[1]["display_type"]})
	})
}

func TestKeys_SurvivePostingAndCancellingAndGoWithTheRecord(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{}, func(t *testing.T, s speaker) {
		first, err := s.loadDraft("x.key")
		require.NoError(t, err)
		for _, method := range []string{"action_post", "button_draft", "button_cancel"} {
			_, _ = s.ask("account.move", method, []int64{1}, nil)
			again, err := s.loadDraft("x.key")
			require.NoError(t, err)
			require.Equal(t, first, again, method)
		}
		require.Equal(t, "cancel", s.fake.Moves()[0]["state"])
		_, err = s.ask("account.move", "unlink", []int64{1}, nil)
		require.NoError(t, err)
		again, err := s.loadDraft("x.key")
		require.NoError(t, err)
		require.NotEqual(t, first, again)
	})
}

func TestSearch_WindowsAndIDs(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{}, func(t *testing.T, s speaker) {
		for range 4 {
			s.fake.AddPartner(odoofake.Partner{Name: "x"})
		}
		got, err := s.ask("res.partner", "search", nil, args{"domain": []any{[]any{"name", "=", "x"}}, "offset": 1, "limit": 2, "order": "id desc"})
		require.NoError(t, err)
		require.Equal(t, []any{s.n(4), s.n(3)}, got)
		got, err = s.ask("res.partner", "fields_get", nil, args{"allfields": []string{"name"}, "attributes": []string{"type"}})
		require.NoError(t, err)
		require.Equal(t, args{"name": args{"type": "char"}}, got)
	})
}

func TestLoad_TakesTypedCellsToo(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{}, func(t *testing.T, s speaker) {
		row := []any{"x.typed", "out_invoice", 1, false, "work", 2, 30.25}
		columns := []string{"id", "move_type", "partner_id/.id", "ref", "invoice_line_ids/name", "invoice_line_ids/quantity", "invoice_line_ids/price_unit"}
		_, err := s.askIn("account.move", "load", nil, args{"fields": columns, "data": []any{row}}, loadContext())
		require.NoError(t, err)
		require.Equal(t, "60.5", s.fake.Drafts()[0].Amount("amount_total"))
		require.Nil(t, s.fake.Drafts()[0]["ref"])
		_, err = s.askIn("account.move", "load", nil, args{"fields": columns, "data": []any{row[:3]}}, loadContext())
		s.refused(err, 1, 500, "builtins.IndexError", "list index out of range")
	})
}
