package odoofake

import "slices"

// searchIDs is search(domain, offset, limit, order).
func (s *Server) searchIDs(model string, fields map[string]field, params, context map[string]any) any {
	ids, f := s.search(model, fields, params["domain"], context)
	if f != nil {
		return f
	}
	if f := s.sort(model, fields, ids, params["order"]); f != nil {
		return f
	}
	return asList(window(ids, params))
}

func asList(ids []int64) []any {
	out := []any{}
	for _, id := range ids {
		out = append(out, id)
	}
	return out
}

// externalIDs has numbers for keys, which XML-RPC cannot write.
func (s *Server) externalIDs(model string, params map[string]any) any {
	out := map[int64]any{}
	list, _ := params["ids"].([]any)
	for _, item := range list {
		out[idOf(item)] = ""
	}
	for key, r := range s.keys {
		if r.model == model && slices.Contains(list, any(r.id)) {
			out[r.id] = key
		}
	}
	return out
}
