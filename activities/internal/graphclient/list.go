package graphclient

import (
	"context"
	"net/http"
)

// maxPages bounds a listing.
const maxPages = 20

// page is one page of a listing.
type page[T any] struct {
	Data   []T `json:"data"`
	Paging struct {
		Cursors struct {
			After string `json:"after"`
		} `json:"cursors"`
		Next string `json:"next"`
	} `json:"paging"`
}

// List reads a listing page by page until keep is false, at most 20 pages. An
// empty page does not end it, because Graph gives such pages in between. The
// next link itself is not followed: it holds a token and a host.
func List[T any](ctx context.Context, c *Client, path, fields string, params []Param, keep func(T) bool) error {
	after := ""
	for range maxPages {
		all := append([]Param{{"fields", fields}}, params...)
		if after != "" {
			all = append(all, Param{"after", after})
		}
		r := Request{Verb: http.MethodGet, Path: path, Params: all}
		got, err := c.Do(ctx, r)
		if err != nil {
			return err
		}
		var p page[T]
		if err := got.Decode(&p); err != nil {
			e := c.failure(r, KindTransient, ReasonUnreadable)
			e.cause = err
			return e
		}
		for _, one := range p.Data {
			if !keep(one) {
				return nil
			}
		}
		if p.Paging.Next == "" || p.Paging.Cursors.After == "" || p.Paging.Cursors.After == after {
			return nil
		}
		after = p.Paging.Cursors.After
	}
	return nil
}
