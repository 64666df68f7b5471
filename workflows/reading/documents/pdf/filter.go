package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"io"
)

// maxFilters bounds the chain of one stream; real chains have one or two.
const maxFilters = 4

// data returns the decoded bytes of a stream, once; nil when a filter is not
// one that text or XML comes in (pictures have their own).
func (f *file) data(s *stream) []byte {
	if have, ok := f.unpacked[s]; ok {
		return have
	}
	out := f.decode(s)
	f.unpacked[s] = out
	return out
}

func (f *file) decode(s *stream) []byte {
	filters, params := f.list(s.get("Filter")), f.list(s.get("DecodeParms"))
	if len(filters) > maxFilters {
		return nil
	}
	out := s.raw
	for i, filter := range filters {
		var p *dict
		if i < len(params) {
			p = f.dict(params[i])
		}
		switch f.name(filter) {
		case "FlateDecode", "Fl":
			out = f.predict(f.inflate(out), p)
		case "ASCII85Decode", "A85":
			out = f.limited(ascii85.NewDecoder(bytes.NewReader(clean85(out))))
		case "ASCIIHexDecode", "AHx":
			l := &lexer{in: out, b: &f.budget}
			hex, _ := l.hex().(text)
			out = []byte(hex)
		case "RunLengthDecode", "RL":
			out = f.runLength(out)
		case "LZWDecode", "LZW":
			out = f.predict(f.unLZW(out, p), p)
		default:
			return nil
		}
	}
	return out
}

// list makes a list of what may be one object or several.
func (f *file) list(o object) array {
	switch o := f.resolve(o).(type) {
	case nil:
		return nil
	case array:
		return o
	default:
		return array{o}
	}
}

// limited reads as much as the budgets allow. A stream that breaks off still
// gives what came before, as viewers do.
func (f *file) limited(r io.Reader) []byte {
	limit := min(maxStream, f.budget.unpacked)
	out, _ := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if len(out) > limit {
		f.budget.spent = true
		out = out[:limit]
	}
	f.budget.unpacked -= len(out)
	return out
}

func (f *file) inflate(in []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(bytes.TrimLeft(in, "\r\n")))
	if err != nil {
		return nil
	}
	defer r.Close()
	return f.limited(r)
}

func clean85(in []byte) []byte {
	in = bytes.TrimPrefix(bytes.TrimSpace(in), []byte("<~"))
	if end := bytes.IndexByte(in, '~'); end >= 0 {
		in = in[:end]
	}
	return in
}

func (f *file) runLength(in []byte) []byte {
	var out []byte
	for i := 0; i < len(in) && in[i] != 128; {
		n := int(in[i])
		if n < 128 {
			end := min(i+2+n, len(in))
			out = append(out, in[i+1:end]...)
			i = end
		} else if i+1 < len(in) {
			out = append(out, bytes.Repeat(in[i+1:i+2], 257-n)...)
			i += 2
		} else {
			break
		}
		if len(out) > maxStream {
			f.budget.spent = true
			break
		}
	}
	return f.limited(bytes.NewReader(out))
}

// unLZW undoes the compression of old files: codes of 9 to 12 bits, highest
// bit first, growing one code early unless told otherwise.
func (f *file) unLZW(in []byte, p *dict) []byte {
	early := 1
	if v, ok := f.resolve(p.get("EarlyChange")).(float64); ok && v == 0 {
		early = 0
	}
	const reset, end, first = 256, 257, 258
	limit := min(maxStream, f.budget.unpacked)
	var out []byte
	type entry struct{ at, size int } // a piece of out
	table := make([]entry, first, 4096)
	bits, width, acc := 0, 9, 0
	last := entry{-1, 0}
	for _, c := range in {
		acc, bits = acc<<8|int(c), bits+8
		if bits < width {
			continue
		}
		code := acc >> (bits - width) & (1<<width - 1)
		bits -= width
		acc &= 1<<bits - 1
		if code == end || len(out) > limit {
			break
		}
		if code == reset {
			table, width, last = table[:first], 9, entry{-1, 0}
			continue
		}
		at := len(out)
		switch {
		case code < 256:
			out = append(out, byte(code))
		case code < len(table):
			e := table[code]
			out = append(out, out[e.at:e.at+e.size]...)
		case code == len(table) && last.at >= 0:
			out = append(out, out[last.at:last.at+last.size]...)
			out = append(out, out[last.at])
		default:
			return f.limited(bytes.NewReader(out))
		}
		if last.at >= 0 && len(table) < 4096 {
			table = append(table, entry{last.at, last.size + 1})
		}
		last = entry{at, len(out) - at}
		for width < 12 && len(table)+1+early > 1<<width {
			width++
		}
	}
	return f.limited(bytes.NewReader(out))
}

// predict undoes the differences between rows (PNG) or bytes (TIFF).
func (f *file) predict(in []byte, p *dict) []byte {
	kind := int(f.number(p.get("Predictor")))
	if kind < 2 {
		return in
	}
	positive := func(k name, otherwise int) int {
		if v := f.number(p.get(k)); v >= 1 && v <= 1<<16 {
			return int(v)
		}
		return otherwise
	}
	bitsPer := positive("Colors", 1) * positive("BitsPerComponent", 8)
	pixel := max(1, bitsPer/8)
	row := (positive("Columns", 1)*bitsPer + 7) / 8
	if row > maxStream {
		return nil
	}
	if kind == 2 {
		for i := range in {
			if i%row >= pixel {
				in[i] += in[i-pixel]
			}
		}
		return in
	}
	return unPNG(in, row, pixel)
}

func unPNG(in []byte, row, pixel int) []byte {
	out := make([]byte, 0, len(in))
	up, line := make([]byte, row), make([]byte, row)
	for len(in) > 1 {
		kind := in[0]
		line = line[:copy(line[:row], in[1:])]
		in = in[len(line)+1:]
		for i := range line {
			left, corner := byte(0), byte(0)
			if i >= pixel {
				left, corner = line[i-pixel], up[i-pixel]
			}
			switch kind {
			case 1:
				line[i] += left
			case 2:
				line[i] += up[i]
			case 3:
				line[i] += byte((int(left) + int(up[i])) / 2)
			case 4:
				line[i] += paeth(left, up[i], corner)
			}
		}
		out = append(out, line...)
		copy(up, line)
	}
	return out
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
