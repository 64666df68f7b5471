package graph

import (
	"slices"
	"strings"
)

// Metrics that are there, by specification of the node.
func postMetrics() []string {
	return []string{"post_media_view", "post_total_media_view_unique", "post_clicks", "post_reactions_by_type_total", "total_video_views", "total_video_views_unique"}
}

// MediaMetrics are those of Instagram, which the specification lists.
func MediaMetrics() []string {
	return []string{"views", "reach", "likes", "comments", "shares", "saved", "total_interactions"}
}

// SetMetric gives a post or medium a count: the name is Graph's, or "reactions",
// "shares", "likes" and "views" of the object itself.
func (s *Server) SetMetric(id, name string, count int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.metrics[id] == nil {
		s.state.metrics[id] = map[string]int64{}
	}
	s.state.metrics[id][name] = count
}

// RemoveMetric makes a metric one that is no more, which fails the whole call.
func (s *Server) RemoveMetric(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.removed = append(s.state.removed, name)
}

func (s *Server) postInsights(c call) reply  { return s.insights(c, postMetrics(), false) }
func (s *Server) mediaInsights(c call) reply { return s.insights(c, MediaMetrics(), true) }

func (s *Server) insights(c call, known []string, instagram bool) reply {
	var data []any
	for _, name := range strings.Split(c.params["metric"], ",") {
		if !slices.Contains(known, name) || slices.Contains(s.state.removed, name) {
			return failed("metric removed").reply()
		}
		count, counted := s.state.metrics[c.node.id][name]
		if !counted {
			continue // not known yet: Graph answers with no data
		}
		entry := map[string]any{"name": name, "period": "lifetime", "id": c.node.id + "/insights/" + name + "/lifetime", "values": []any{map[string]any{"value": count}}}
		if instagram && name == "total_interactions" { // the one that comes summed up
			delete(entry, "values")
			entry["total_value"] = map[string]any{"value": count}
		}
		data = append(data, entry)
	}
	if data == nil {
		data = []any{}
	}
	return ok(map[string]any{"data": data})
}
