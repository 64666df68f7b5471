package auditlog

import (
	"slices"
	"unicode/utf8"
)

// lastStep is the number of the step after which only the names of the first keys are left, with the hash of the whole.
const lastStep = 4

// stepLimit are the steps by which parameters are shortened: texts to so many bytes, lists to so many elements, objects to so many keys.
func stepLimit(step int) (text, list int) {
	limit := [lastStep]struct{ text, list int }{{4096, 200}, {1024, 50}, {256, 20}, {64, 8}}[step]
	return limit.text, limit.list
}

// shorten returns a smaller copy, marked as such.
func shorten(params map[string]any, step int) map[string]any {
	if step < lastStep {
		text, list := stepLimit(step)
		out, _ := bound(params, text, list).(map[string]any)
		out[shortenedKey] = true
		return out
	}
	out := map[string]any{shortenedKey: true}
	if raw, err := marshal(params); err == nil {
		out["_sha256"], out["_bytes"] = sum(raw), len(raw)
	}
	keys := sortedKeys(params)
	if len(keys) > 20 {
		keys = keys[:20]
	}
	for i := range keys {
		keys[i] = cut(Short(keys[i], 64), 64)
	}
	out["_keys"] = keys
	return out
}

func bound(value any, text, list int) any {
	switch v := value.(type) {
	case string:
		return cut(v, text)
	case []any:
		out := make([]any, 0, min(len(v), list+1))
		for i, inner := range v {
			if i == list {
				out = append(out, "…")
				break
			}
			out = append(out, bound(inner, text, list))
		}
		return out
	case map[string]any:
		out := make(map[string]any, min(len(v), list))
		for i, key := range sortedKeys(v) {
			if i == list {
				break
			}
			out[cut(key, text)] = bound(v[key], text, list)
		}
		return out
	}
	return value
}

// mapStrings applies f to every text of a JSON value, keys included.
func mapStrings(value any, f func(string) string) any {
	switch v := value.(type) {
	case string:
		return f(v)
	case []any:
		for i := range v {
			v[i] = mapStrings(v[i], f)
		}
		return v
	case map[string]any:
		out := make(map[string]any, len(v))
		for _, key := range sortedKeys(v) {
			out[f(key)] = mapStrings(v[key], f)
		}
		return out
	}
	return value
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// cut keeps at most limit bytes, ending in … when something is missing, never inside a character.
func cut(s string, limit int) string {
	const ellipsis = "…"
	if len(s) <= limit {
		return s
	}
	end := max(limit-len(ellipsis), 0)
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + ellipsis
}
