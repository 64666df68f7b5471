package odoofake

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"

	"github.com/shopspring/decimal"
)

// Requests returns every call so far, oldest first.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// Count returns how often an operation such as "account.move.load" arrived.
func (s *Server) Count(op string) int {
	n := 0
	for _, r := range s.Requests() {
		if r.Op == op {
			n++
		}
	}
	return n
}

// Record is a stored record for assertions; amounts are decimals, many2one
// fields IDs.
type Record map[string]any

// Drafts returns the draft customer invoices.
func (s *Server) Drafts() []Record {
	return s.all("account.move", func(r row) bool { return r["state"] == "draft" && r["move_type"] == "out_invoice" })
}

// Moves returns every account.move.
func (s *Server) Moves() []Record { return s.all("account.move", nil) }

// Lines returns every invoice line.
func (s *Server) Lines() []Record { return s.all("account.move.line", nil) }

// Attachments returns every ir.attachment.
func (s *Server) Attachments() []Record { return s.all("ir.attachment", nil) }

// Partners returns every contact, the company's own first.
func (s *Server) Partners() []Record { return s.all("res.partner", nil) }

func (s *Server) all(model string, want condition) []Record {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := []Record{}
	t := s.table(model)
	for _, id := range t.ids() {
		if want == nil || want(t.rows[id]) {
			out = append(out, Record(maps.Clone(t.rows[id])))
		}
	}
	return out
}

// Amount returns a money field as text.
func (r Record) Amount(field string) string {
	d, _ := r[field].(decimal.Decimal)
	return d.String()
}

// Edit changes a stored record, as a person in Odoo would.
func (s *Server) Edit(model string, id int64, values map[string]any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.Copy(s.table(model).rows[id], values)
}

// Delete removes a record with its external IDs, as a person in Odoo would.
func (s *Server) Delete(model string, id int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remove(model, id)
}

// ExpireKey ends the user's API key.
func (s *Server) ExpireKey() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keyExpired = true
}

// Upgraded returns a server of another version with what this one holds, as an
// upgrade leaves it. The script and the requests stay behind.
func (s *Server) Upgraded(version int) *Server {
	return s.Changed(func(o *Options) { o.Version = version })
}

// Changed returns a server with other options and what this one holds, such as
// another password. The script and the requests stay behind.
func (s *Server) Changed(edit func(*Options)) *Server {
	s.mu.Lock()
	defer s.mu.Unlock()
	opts := s.opts
	edit(&opts)
	next := NewServer(opts)
	next.tables, next.keys = s.savepoint()
	return next
}

// State is the JSON at /_state, for tests that run the fake in a process of
// its own.
type State struct {
	Drafts      int      `json:"drafts"`
	Attachments int      `json:"attachments"`
	Requests    int      `json:"requests"`
	Moves       []Record `json:"moves"`
	Lines       []Record `json:"lines"`
	Partners    []Record `json:"partners"`
	Orders      []Record `json:"orders"`
	OrderLines  []Record `json:"order_lines"`
}

// State returns what the server holds, without the attachments' bytes.
func (s *Server) State() State {
	return State{
		Drafts: len(s.Drafts()), Attachments: len(s.Attachments()), Requests: len(s.Requests()),
		Moves: s.Moves(), Lines: s.Lines(), Partners: s.Partners(),
		Orders: s.Orders(), OrderLines: s.OrderLines(),
	}
}

func (s *Server) serveState(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(s.State())
}
