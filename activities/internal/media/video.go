package media

import (
	"io"
	"time"

	"github.com/abema/go-mp4"
)

// maxBoxes bounds the walk through a video's boxes; a real file has some hundreds at the depths that are looked at.
const maxBoxes = 20_000

// movie collects what the boxes of a video say.
type movie struct {
	size     int64
	boxes    int
	seen     map[string]bool
	scale    uint32
	duration uint64
	tracks   []track
}

type track struct {
	handler       string
	width, height int
	codec         string
}

// video reads the boxes of an MP4 or MOV file (ISO/IEC 14496-12). Only the few
// with a fixed size are read into memory.
func video(brand string, r io.ReadSeeker, size int64) (Info, error) {
	m := &movie{size: size, seen: map[string]bool{}}
	if _, err := mp4.ReadBoxStructure(r, m.box); err != nil {
		return Info{}, damaged(err)
	}
	if !m.seen["moov"] {
		if m.seen["mdat"] {
			return Info{}, problem("the video is cut off: its table of contents is missing; copy or export it again")
		}
		return Info{}, problem("it is no video that can be decoded; export it as MP4")
	}
	info := Info{Kind: Video, Type: "video/mp4"}
	if brand == "qt  " {
		info.Type = "video/quicktime"
	}
	for _, t := range m.tracks {
		switch {
		case t.handler == "vide" && info.VideoCodec == "":
			info.VideoCodec, info.Width, info.Height = t.codec, t.width, t.height
		case t.handler == "soun" && info.AudioCodec == "":
			info.AudioCodec = t.codec
		}
	}
	switch {
	case info.VideoCodec == "":
		return Info{}, problem("it holds no moving picture; use a picture or a video")
	case m.scale == 0 || m.duration == 0:
		return Info{}, problem("its length cannot be told; export it again as MP4")
	case info.Width <= 0 || info.Height <= 0:
		return Info{}, problem("its size in pixels cannot be told; export it again as MP4")
	}
	if m.duration > uint64(m.scale)*24*3600 {
		return Info{}, problem("it says that it lasts over a day; export it again as MP4")
	}
	scale := uint64(m.scale)
	info.Duration = time.Duration(m.duration/scale)*time.Second + time.Duration(m.duration%scale*uint64(time.Second)/scale)
	return info, nil
}

// box looks at one box. Its size must lie within the file.
func (m *movie) box(h *mp4.ReadHandle) (any, error) {
	name := h.BoxInfo.Type.String()
	if m.boxes++; m.boxes > maxBoxes {
		return nil, problem("it has more parts than a real video; export it again as MP4")
	}
	if h.BoxInfo.Offset+h.BoxInfo.Size > uint64(m.size) {
		return nil, io.ErrUnexpectedEOF
	}
	m.seen[name] = true
	if len(h.Path) >= 2 && h.Path[len(h.Path)-2].String() == "stsd" {
		if n := len(m.tracks); n > 0 && m.tracks[n-1].codec == "" {
			m.tracks[n-1].codec = name
		}
		return nil, nil
	}
	switch name {
	case "moov", "trak", "mdia", "minf", "stbl", "mvex", "stsd":
		if name == "trak" {
			m.tracks = append(m.tracks, track{})
		}
		_, err := h.Expand()
		return nil, err
	case "mvhd", "tkhd", "hdlr", "mehd":
		if h.BoxInfo.Size > 4096 {
			return nil, problem("its table of contents is not that of a video; export it again as MP4")
		}
		return nil, m.payload(h)
	}
	return nil, nil
}

func (m *movie) payload(h *mp4.ReadHandle) error {
	payload, _, err := h.ReadPayload()
	if err != nil {
		return err
	}
	last := len(m.tracks) - 1
	switch b := payload.(type) {
	case *mp4.Mvhd:
		m.scale, m.duration = b.Timescale, b.GetDuration()
	case *mp4.Mehd:
		if m.duration == 0 {
			m.duration = b.GetFragmentDuration()
		}
	case *mp4.Tkhd:
		if last >= 0 {
			m.tracks[last].width, m.tracks[last].height = shown(b)
		}
	case *mp4.Hdlr:
		if last >= 0 && m.tracks[last].handler == "" {
			m.tracks[last].handler = string(b.HandlerType[:])
		}
	}
	return nil
}

// shown is the size after the rotation that the matrix asks for.
func shown(b *mp4.Tkhd) (width, height int) {
	width, height = int(b.Width>>16), int(b.Height>>16)
	if b.Matrix[0] == 0 && b.Matrix[4] == 0 && b.Matrix[1] != 0 {
		return height, width
	}
	return width, height
}
