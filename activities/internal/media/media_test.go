package media_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/media"
)

func jpg(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, jpeg.Encode(&b, noise(w, h), nil))
	return b.Bytes()
}

func noise(w, h int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		m.Pix[i] = byte(i * 7)
	}
	return m
}

func pngOf(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, noise(w, h)))
	return b.Bytes()
}

func gifOf(t testing.TB, frames int) []byte {
	t.Helper()
	palette := color.Palette{color.Black, color.White}
	all := &gif.GIF{}
	for range frames {
		all.Image = append(all.Image, image.NewPaletted(image.Rect(0, 0, 40, 30), palette))
		all.Delay = append(all.Delay, 50)
	}
	var b bytes.Buffer
	require.NoError(t, gif.EncodeAll(&b, all))
	return b.Bytes()
}

// turned puts an Exif segment into a JPEG.
func turned(data []byte, orientation byte) []byte {
	exif := []byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(orientation) + "\x00\x00")
	segment := append([]byte{0xFF, 0xE1, 0, byte(len(exif) + 2)}, exif...)
	return append(append(append([]byte{}, data[:2]...), segment...), data[2:]...)
}

func box(name string, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)+8))
	return append(append(out, name...), body...)
}

func u32(values ...uint32) []byte {
	var out []byte
	for _, v := range values {
		out = binary.BigEndian.AppendUint32(out, v)
	}
	return out
}

func zero(n int) []byte { return make([]byte, n) }

// trak is a track with its handler and the entry that names its codec.
func trak(handler, codec string, w, h uint32, matrix []byte) []byte {
	tkhd := box("tkhd", u32(3), u32(0, 0, 1, 0, 0), zero(8), zero(8), matrix, u32(w<<16, h<<16))
	hdlr := box("hdlr", u32(0, 0), []byte(handler), zero(12), []byte("h\x00"))
	stsd := box("stsd", u32(0, 1), box(codec, zero(78)))
	return box("trak", tkhd, box("mdia", hdlr, box("minf", box("stbl", stsd))))
}

func upright() []byte { return u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000) }
func quarter() []byte { return u32(0, 0x10000, 0, 0xFFFF0000, 0, 0, 0, 0, 0x40000000) }

func movie(brand string, scale, duration uint32, tracks ...[]byte) []byte {
	mvhd := box("mvhd", u32(0, 0, 0, scale, duration, 0x10000), zero(2), zero(10), upright(), zero(24), u32(3))
	return bytes.Join([][]byte{
		box("ftyp", []byte(brand), u32(0), []byte(brand)), box("moov", append([][]byte{mvhd}, tracks...)...), box("mdat", zero(5000)),
	}, nil)
}

func mp4File() []byte {
	return movie("isom", 1000, 12500, trak("vide", "avc1", 1920, 1080, upright()), trak("soun", "mp4a", 0, 0, upright()))
}

func decode(data []byte) (media.Info, error) {
	return media.Decode(bytes.NewReader(data), int64(len(data)))
}

// onePixelWebP is a lossless WebP of 1 by 1.
func onePixelWebP() []byte {
	return []byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00")
}

func TestDecode_SaysWhatTheBytesAre(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data []byte
		want media.Info
	}{
		"jpeg":        {jpg(t, 64, 48), media.Info{Kind: media.Image, Type: "image/jpeg", Width: 64, Height: 48}},
		"jpeg turned": {turned(jpg(t, 64, 48), 6), media.Info{Kind: media.Image, Type: "image/jpeg", Width: 48, Height: 64}},
		"jpeg mirror": {turned(jpg(t, 64, 48), 2), media.Info{Kind: media.Image, Type: "image/jpeg", Width: 64, Height: 48}},
		"png":         {pngOf(t, 20, 30), media.Info{Kind: media.Image, Type: "image/png", Width: 20, Height: 30}},
		"webp":        {onePixelWebP(), media.Info{Kind: media.Image, Type: "image/webp", Width: 1, Height: 1}},
		"still gif":   {gifOf(t, 1), media.Info{Kind: media.Image, Type: "image/gif", Width: 40, Height: 30}},
		"moving gif":  {gifOf(t, 4), media.Info{Kind: media.GIF, Type: "image/gif", Width: 40, Height: 30, Duration: 2 * time.Second}},
		"mp4":         {mp4File(), media.Info{Kind: media.Video, Type: "video/mp4", Width: 1920, Height: 1080, Duration: 12500 * time.Millisecond, VideoCodec: "avc1", AudioCodec: "mp4a"}},
		"mov":         {movie("qt  ", 600, 6000, trak("vide", "hvc1", 1920, 1080, upright())), media.Info{Kind: media.Video, Type: "video/quicktime", Width: 1920, Height: 1080, Duration: 10 * time.Second, VideoCodec: "hvc1"}},
		"mov held up": {movie("qt  ", 600, 6000, trak("vide", "hvc1", 1920, 1080, quarter())), media.Info{Kind: media.Video, Type: "video/quicktime", Width: 1080, Height: 1920, Duration: 10 * time.Second, VideoCodec: "hvc1"}},
	} {
		got, err := decode(c.data)
		require.NoError(t, err, name)
		c.want.Bytes = int64(len(c.data))
		require.Equal(t, c.want, got, name)
	}
}

// bomb is a small PNG that says it is huge.
func bomb(t testing.TB) []byte {
	t.Helper()
	data := pngOf(t, 8, 8)
	binary.BigEndian.PutUint32(data[16:], 60_000)
	binary.BigEndian.PutUint32(data[20:], 60_000)
	crc := crcOf(data[12:29])
	binary.BigEndian.PutUint32(data[29:], crc)
	return data
}

func TestDecode_RefusesWithASentence(t *testing.T) {
	t.Parallel()
	whole, moving := jpg(t, 200, 200), gifOf(t, 3)
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"empty":             {nil, "the file is empty"},
		"text":              {[]byte("hello, this is not a picture at all"), "no picture or video"},
		"short":             {[]byte("x"), "no picture or video"},
		"jpeg cut off":      {whole[:len(whole)/2], "cut off"},
		"jpeg damaged":      {append(append([]byte{}, whole[:20]...), bytes.Repeat([]byte{0xAB}, 900)...), ""},
		"png cut off":       {pngOf(t, 100, 100)[:400], "cut off"},
		"gif cut off":       {moving[:len(moving)-8], "cut off"},
		"bomb":              {bomb(t), "too many pixels"},
		"heic":              {append(box("ftyp", []byte("heic"), u32(0)), zero(100)...), "HEIC"},
		"sound":             {append(box("ftyp", []byte("M4A "), u32(0)), zero(100)...), "sound only"},
		"pdf":               {[]byte("%PDF-1.7 something long enough"), "PDF"},
		"moving webp":       {[]byte("RIFF\x1a\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00"), "moving WebP"},
		"video cut off":     {mp4File()[:len(mp4File())-3000], "cut off"},
		"video without end": {bytes.Join([][]byte{box("ftyp", []byte("isom"), u32(0)), box("mdat", zero(100))}, nil), "table of contents is missing"},
		"only sound":        {movie("isom", 1000, 5000, trak("soun", "mp4a", 0, 0, upright())), "no moving picture"},
		"no length":         {movie("isom", 0, 0, trak("vide", "avc1", 10, 10, upright())), "length cannot be told"},
		"no size":           {movie("isom", 1000, 10, trak("vide", "avc1", 0, 0, upright())), "size in pixels"},
		"endless":           {movie("isom", 1, 4_000_000, trak("vide", "avc1", 10, 10, upright())), "over a day"},
	} {
		_, err := decode(c.data)
		var told *media.Problem
		require.ErrorAs(t, err, &told, name)
		require.Contains(t, told.Sentence, c.says, name)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(jpg(f, 8, 8))
	f.Add(turned(jpg(f, 8, 8), 6))
	f.Add(gifOf(f, 2))
	f.Add(mp4File())
	f.Add(onePixelWebP())
	f.Fuzz(func(t *testing.T, data []byte) {
		info, err := decode(data)
		if err == nil {
			require.NotEmpty(t, info.Kind)
			require.Positive(t, info.Width)
			require.Positive(t, info.Height)
		}
	})
}
