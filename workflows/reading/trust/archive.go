package trust

import (
	"bytes"
	"encoding/binary"
)

// Bounds of the look into an archive's directory.
const (
	maxEntries    = 2000
	maxZipComment = 1 << 16
	zipEndSize    = 22
	zipEntrySize  = 46
)

// zipEntry is one file that an archive's directory names.
type zipEntry struct {
	name   string
	locked bool // needs a password
}

// zipEntries reads the directory at the end of a ZIP archive (APPNOTE.TXT,
// sections 4.3.12 and 4.3.16). ok is false when there is none that can be read.
func zipEntries(b []byte) (entries []zipEntry, ok bool) {
	tail := max(0, len(b)-zipEndSize-maxZipComment)
	end := bytes.LastIndex(b[tail:], []byte("PK\x05\x06"))
	if end < 0 || len(b)-tail-end < zipEndSize {
		return nil, false
	}
	record := b[tail+end:]
	size, start := int64(binary.LittleEndian.Uint32(record[12:])), int64(binary.LittleEndian.Uint32(record[16:]))
	// An archive with something in front of it keeps its old offsets, so the
	// directory is looked for right before its end.
	if at := int64(tail+end) - size; at >= 0 && at != start {
		start = at
	}
	if start < 0 || start > int64(len(b)) {
		return nil, false
	}
	for rest := b[start:]; len(entries) < maxEntries && len(rest) >= zipEntrySize && string(rest[:4]) == "PK\x01\x02"; {
		flags := binary.LittleEndian.Uint16(rest[8:])
		name := int(binary.LittleEndian.Uint16(rest[28:]))
		next := zipEntrySize + name + int(binary.LittleEndian.Uint16(rest[30:])) + int(binary.LittleEndian.Uint16(rest[32:]))
		if len(rest) < zipEntrySize+name {
			break
		}
		entries = append(entries, zipEntry{name: string(rest[zipEntrySize : zipEntrySize+name]), locked: flags&1 != 0})
		if next > len(rest) {
			break
		}
		rest = rest[next:]
	}
	return entries, len(entries) > 0
}
