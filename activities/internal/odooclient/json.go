package odooclient

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
)

// errNumber is a number that is neither an int64 nor a float64.
var errNumber = errors.New("a number out of range")

// decodeJSON reads an answer into the plain values of a transport: whole
// numbers as int64, all others as float64, which encoding/json would mix up.
func decodeJSON(body []byte) (any, error) {
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	value, err := decodeValue(dec, 0)
	if err != nil {
		return nil, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errShape
	}
	return value, nil
}

func decodeValue(dec *json.Decoder, depth int) (any, error) {
	token, err := dec.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case json.Number:
		return number(t)
	case json.Delim:
		if depth >= maxNested {
			return nil, errDepth
		}
		if t == '[' {
			return decodeList(dec, depth)
		}
		return decodeObject(dec, depth)
	default:
		return token, nil // nil, bool or string
	}
}

func decodeList(dec *json.Decoder, depth int) (any, error) {
	list := []any{}
	for dec.More() {
		value, err := decodeValue(dec, depth+1)
		if err != nil {
			return nil, err
		}
		list = append(list, value)
	}
	_, err := dec.Token()
	return list, err
}

func decodeObject(dec *json.Decoder, depth int) (any, error) {
	fields := map[string]any{}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, err
		}
		name, _ := key.(string)
		if fields[name], err = decodeValue(dec, depth+1); err != nil {
			return nil, err
		}
	}
	_, err := dec.Token()
	return fields, err
}

func number(n json.Number) (any, error) {
	if !strings.ContainsAny(n.String(), ".eE") {
		whole, err := strconv.ParseInt(n.String(), 10, 64)
		if err != nil {
			return nil, errNumber
		}
		return whole, nil
	}
	f, err := n.Float64()
	if err != nil {
		return nil, errNumber
	}
	return f, nil
}
