package odoofake

import (
	"crypto/sha1" //nolint:gosec // Odoo's checksum
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// convert reads the cells of one record under a prefix ("" for the header) and
// returns Odoo's message when a cell does not fit.
func (s *Server) convert(fields map[string]field, columns, cells []string, prefix string) (row, string) {
	values := row{}
	for i, column := range columns {
		name, ok := strings.CutPrefix(column, prefix)
		if !ok || name == "id" {
			continue
		}
		name, sub, nested := strings.Cut(name, "/")
		f := fields[name]
		if f.kind == "one2many" {
			continue
		}
		if nested && sub != ".id" {
			continue
		}
		value, message := s.cell(name, f, cells[i])
		if message != "" {
			return nil, message
		}
		values[name] = value
	}
	return values, ""
}

// cell converts one cell; an empty one is NULL.
func (s *Server) cell(name string, f field, text string) (any, string) {
	if text == "" {
		return nil, ""
	}
	switch f.kind {
	case "many2one", "many2many":
		return s.relation(f, text)
	case "integer", "many2one_reference":
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, fmt.Sprintf("'%s' does not seem to be an integer for field '%s'", text, f.label)
		}
		return n, ""
	case "float", "monetary":
		d, err := decimal.NewFromString(text)
		if err != nil {
			return nil, fmt.Sprintf("'%s' does not seem to be a number for field '%s'", text, f.label)
		}
		return d, ""
	case "boolean":
		return slices.Contains([]string{"1", "true", "yes"}, strings.ToLower(text)), ""
	case "date":
		if _, err := time.Parse(time.DateOnly, text); err != nil {
			return nil, fmt.Sprintf("'%s' does not seem to be a valid date for field '%s'", text, f.label)
		}
		return text, ""
	case "selection":
		if !slices.Contains(choices(name), text) {
			return nil, fmt.Sprintf("Value '%s' not found in selection field '%s'", text, f.label)
		}
		return text, ""
	default:
		return text, ""
	}
}

// relation reads database IDs, which must exist.
func (s *Server) relation(f field, text string) (any, string) {
	var ids []int64
	for _, part := range strings.Split(text, ",") {
		id, err := strconv.ParseInt(part, 10, 64)
		if err != nil {
			return nil, fmt.Sprintf("Invalid database id '%s' for the field '%s'", part, f.label)
		}
		if s.table(f.target).rows[id] == nil {
			return nil, fmt.Sprintf("No matching record found for database id '%d' in field '%s'", id, f.label)
		}
		ids = append(ids, id)
	}
	if f.kind == "many2one" {
		return ids[0], ""
	}
	return ids, ""
}

// addChecksum computes what Odoo stores beside an attachment's bytes.
func addChecksum(values row) error {
	text, _ := values["datas"].(string)
	content, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return err
	}
	sum := sha1.Sum(content) //nolint:gosec // see the import
	values["checksum"] = hex.EncodeToString(sum[:])
	values["file_size"] = int64(len(content))
	return nil
}
