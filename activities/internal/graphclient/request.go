package graphclient

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Effect is what a call does in the world, which decides what a lost answer
// means.
type Effect int

// The effects.
const (
	// Reads changes nothing.
	Reads Effect = iota
	// Prepares uploads what nobody sees and Meta forgets; repeating it harms nobody.
	Prepares
	// Publishes makes something public, or takes it away.
	Publishes
)

// Param is one parameter. A Value that is no string is sent as JSON.
type Param struct {
	Name  string
	Value any
}

// File is a parameter that is bytes.
type File struct {
	Param, Name, Type string
	Content           io.Reader
	// Size in bytes, for descriptions.
	Size int64
}

// Request is one call. The same value is sent and described, so that a dry run
// shows what the real one would send.
type Request struct {
	// Verb is GET, POST or DELETE; DELETE travels as a POST that says so.
	Verb string
	// Path has neither host nor version, such as "123/feed".
	Path   string
	Params []Param
	File   *File
	Effect Effect
}

// Op names the call for logs and errors, without what identifies anybody.
func (r Request) Op() string {
	_, edge, is := strings.Cut(r.Path, "/")
	if !is {
		edge = "node"
		if r.Path == "debug_token" {
			edge = r.Path
		}
	}
	return strings.ToLower(r.Verb) + " " + edge
}

// Describe writes the call as it would be sent, without secrets and the same
// every time.
func (r Request) Describe(version string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s /%s/%s\n", r.Verb, version, r.Path)
	for _, p := range r.Params {
		if p.Name != "input_token" {
			fmt.Fprintf(&b, "   %s = %s\n", p.Name, shown(p.Value))
		}
	}
	if r.File != nil {
		fmt.Fprintf(&b, "   %s = <%s, %s, %d bytes>\n", r.File.Param, r.File.Name, r.File.Type, r.File.Size)
	}
	return b.String()
}

// shown keeps a text on one line and shows where it begins and ends.
func shown(value any) string {
	if text, is := value.(string); is {
		return strconv.Quote(text)
	}
	return encoded(value)
}

// encoded is a value as it goes over the wire.
func encoded(value any) string {
	if text, is := value.(string); is {
		return text
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(value) != nil {
		return ""
	}
	return strings.TrimSuffix(b.String(), "\n")
}
