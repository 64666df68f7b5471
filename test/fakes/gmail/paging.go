package gmail

import (
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
)

// pageToken is opaque to clients and belongs to one query.
func pageToken(query string, offset int) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(offset) + "|" + query))
}

// paging reads maxResults and pageToken. A token of another query, or one that
// was dropped by ForgetPages, is refused as Gmail does.
func (s *Server) paging(c call, query string) (from, size int, refusal reply, refused bool) {
	size = s.opts.PageSize
	if text := c.query.Get("maxResults"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > 500 {
			return 0, 0, failure(http.StatusBadRequest, "invalidArgument", "Invalid value for maxResults"), true
		}
		size = min(size, n)
	}
	token := c.query.Get("pageToken")
	if token == "" {
		return 0, size, reply{}, false
	}
	raw, _ := base64.RawURLEncoding.DecodeString(token)
	offset, of, _ := strings.Cut(string(raw), "|")
	from, err := strconv.Atoi(offset)
	if err != nil || of != query || s.box.pagesForgotten {
		return 0, 0, failure(http.StatusBadRequest, "invalidArgument", "Invalid pageToken"), true
	}
	return from, size, reply{}, false
}

func slice(all []map[string]any, from, size int) []map[string]any {
	if from >= len(all) {
		return nil
	}
	return all[from:min(from+size, len(all))]
}
