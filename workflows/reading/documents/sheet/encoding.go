package sheet

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// decode makes UTF-8 of a text file. Without a mark at its start a file is
// UTF-8 when it can be, UTF-16 when every other byte is zero, and else the
// Western code page that spreadsheet programs write by default.
func decode(content []byte) (string, bool) {
	switch {
	case bytes.HasPrefix(content, []byte("\xef\xbb\xbf")):
		content = content[3:]
	case bytes.HasPrefix(content, []byte("\xff\xfe")):
		return wide(content[2:], binary.LittleEndian)
	case bytes.HasPrefix(content, []byte("\xfe\xff")):
		return wide(content[2:], binary.BigEndian)
	}
	if order, ok := unmarked(content); ok {
		return wide(content, order)
	}
	if binaryBytes(content) {
		return "", false
	}
	if utf8.Valid(content) {
		return string(content), true
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(content)
	return string(out), err == nil
}

func wide(content []byte, order binary.ByteOrder) (string, bool) {
	if len(content)%2 != 0 {
		return "", false
	}
	units := make([]uint16, len(content)/2)
	for i := range units {
		units[i] = order.Uint16(content[2*i:])
	}
	text := string(utf16.Decode(units))
	return text, !strings.ContainsRune(text, utf8.RuneError) && !binaryBytes([]byte(text))
}

// unmarked finds UTF-16 without a mark: the Latin text of a table has a zero
// in every character.
func unmarked(content []byte) (binary.ByteOrder, bool) {
	n := min(len(content), 512) &^ 1
	if n < 8 {
		return nil, false
	}
	even, odd := 0, 0
	for i := 0; i < n; i += 2 {
		if content[i] == 0 {
			even++
		}
		if content[i+1] == 0 {
			odd++
		}
	}
	switch {
	case odd*10 > n*4 && even == 0:
		return binary.LittleEndian, true
	case even*10 > n*4 && odd == 0:
		return binary.BigEndian, true
	}
	return nil, false
}

// binaryBytes is true for what no text holds.
func binaryBytes(content []byte) bool {
	for _, c := range content {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1a {
			return true
		}
	}
	return false
}
