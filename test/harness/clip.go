package harness

import (
	"bytes"
	"encoding/binary"
)

// Clip is an MP4 of 12.5 s with a picture of 1080 x 1920, as far as its
// headers say.
func Clip() []byte {
	u32 := func(values ...uint32) []byte {
		var out []byte
		for _, v := range values {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		return out
	}
	box := func(name string, parts ...[]byte) []byte {
		body := bytes.Join(parts, nil)
		return append(append(u32(uint32(len(body)+8)), name...), body...)
	}
	matrix := u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
	tkhd := box("tkhd", u32(3), u32(0, 0, 1, 0, 0), make([]byte, 16), matrix, u32(1080<<16, 1920<<16))
	hdlr := box("hdlr", u32(0, 0), []byte("vide"), make([]byte, 12), []byte("h\x00"))
	stsd := box("stsd", u32(0, 1), box("avc1", make([]byte, 78)))
	trak := box("trak", tkhd, box("mdia", hdlr, box("minf", box("stbl", stsd))))
	mvhd := box("mvhd", u32(0, 0, 0, 1000, 12500, 0x10000), make([]byte, 12), matrix, make([]byte, 24), u32(2))
	return bytes.Join([][]byte{box("ftyp", []byte("mp42"), u32(0), []byte("mp42")), box("moov", mvhd, trak), box("mdat", make([]byte, 5000))}, nil)
}
