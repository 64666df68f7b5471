package graphclient

import (
	"encoding/json"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"time"

	facebook "github.com/huandu/facebook/v2"
)

// Answer is what Graph gave back.
type Answer struct {
	fields facebook.Result
	// True is set when the whole answer was the word true.
	True bool
}

// Str gives a field that is text or a number, "" when it is not there.
func (a Answer) Str(name string) string {
	switch v := a.fields[name].(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// Succeeded tells whether Graph said so in either of its ways.
func (a Answer) Succeeded() bool {
	said, _ := a.fields["success"].(bool)
	return a.True || said
}

// Decode writes the answer into a value of the shape that was asked for.
func (a Answer) Decode(into any) error {
	plain := maps.Clone(map[string]any(a.fields))
	for key := range plain {
		if strings.HasPrefix(key, "__") { // the library's own notes
			delete(plain, key)
		}
	}
	raw, err := json.Marshal(plain)
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, into)
}

// Time reads Graph's times; ok is false when it is none.
func Time(text string) (time.Time, bool) {
	for _, layout := range []string{"2006-01-02T15:04:05-0700", time.RFC3339} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// clockSkew is how much earlier than an attempt a post of it may be dated.
const clockSkew = 2 * time.Second

// NotBefore reads Graph's time of a post; ok is false when it is none, or
// before an attempt that began at since, on Meta's clock.
func NotBefore(created string, since time.Time) (at time.Time, ok bool) {
	at, is := Time(created)
	return at, is && !at.Before(since.Add(-clockSkew).Truncate(time.Second))
}

// load is one entry of a usage header.
type load struct {
	CallCount float64 `json:"call_count"`
	CPU       float64 `json:"total_cputime"`
	Time      float64 `json:"total_time"`
	// Regain is in minutes.
	Regain float64 `json:"estimated_time_to_regain_access"`
}

func (l load) percent() int64 { return int64(max(l.CallCount, l.CPU, l.Time)) }

// loads reads all usage headers of an answer.
func loads(h http.Header) []load {
	var out []load
	var cases map[string][]load
	if json.Unmarshal([]byte(h.Get("X-Business-Use-Case-Usage")), &cases) == nil {
		for _, list := range cases {
			out = append(out, list...)
		}
	}
	for _, name := range []string{"X-App-Usage", "X-Page-Usage"} {
		var one load
		if json.Unmarshal([]byte(h.Get(name)), &one) == nil {
			out = append(out, one)
		}
	}
	return out
}

// usedPercent is the fullest limit that an answer tells.
func usedPercent(h http.Header) (percent int64, known bool) {
	for _, l := range loads(h) {
		percent, known = max(percent, l.percent()), true
	}
	return percent, known
}

// regain is how long an answer asks to wait, 0 = it does not say.
func regain(h http.Header, now time.Time) time.Duration {
	var wait time.Duration
	for _, l := range loads(h) {
		wait = max(wait, time.Duration(l.Regain*float64(time.Minute)))
	}
	text := h.Get("Retry-After")
	if seconds, err := strconv.Atoi(text); err == nil && seconds > 0 {
		wait = max(wait, time.Duration(seconds)*time.Second)
	} else if at, err := http.ParseTime(text); err == nil {
		wait = max(wait, at.Sub(now))
	}
	return min(wait, longestWait)
}

// longestWait bounds what a header may ask for.
const longestWait = 25 * time.Hour
