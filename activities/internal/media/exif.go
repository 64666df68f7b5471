package media

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
)

// sideways tells whether a JPEG asks to be turned by a quarter (Exif 2.32, tag
// 0x0112, values 5 to 8). What cannot be read asks for nothing.
func sideways(r io.Reader) bool {
	in := bufio.NewReader(r)
	if _, err := in.Discard(2); err != nil {
		return false
	}
	for {
		var head [4]byte
		if _, err := io.ReadFull(in, head[:]); err != nil || head[0] != 0xFF || head[1] == 0xDA {
			return false
		}
		size := int(binary.BigEndian.Uint16(head[2:])) - 2
		if size < 0 {
			return false
		}
		if head[1] != 0xE1 {
			if _, err := in.Discard(size); err != nil {
				return false
			}
			continue
		}
		segment := make([]byte, size)
		if _, err := io.ReadFull(in, segment); err != nil {
			return false
		}
		if tiff, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00")); ok {
			turn := orientation(tiff)
			return turn >= 5 && turn <= 8
		}
	}
}

// orientation finds the tag in the first directory of a TIFF header; 0 = none.
func orientation(tiff []byte) uint16 {
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.LittleEndian
	if string(tiff[:2]) == "MM" {
		order = binary.BigEndian
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 0
	}
	count := uint64(order.Uint16(tiff[at:]))
	for i := range count {
		entry := at + 2 + 12*i
		if entry+12 > uint64(len(tiff)) {
			return 0
		}
		if order.Uint16(tiff[entry:]) == 0x0112 {
			return order.Uint16(tiff[entry+8:])
		}
	}
	return 0
}
