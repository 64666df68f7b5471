package media

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"time"

	"golang.org/x/image/webp"
)

// Kinds of media, as the contract calls them.
const (
	Image = "image"
	GIF   = "gif" // moving
	Video = "video"
)

// Info is what a file holds.
type Info struct {
	Kind string
	Type string // MIME type
	// Bytes is the file's size; Width and Height are pixels as shown, after the rotation that the file asks for.
	Bytes         int64
	Width, Height int
	Duration      time.Duration // of a video or a moving GIF
	// VideoCodec and AudioCodec are the sample entries of a video such as avc1, hvc1, mp4a; "" = none.
	VideoCodec, AudioCodec string
}

// Problem is why a file cannot be used, in a sentence for the owner.
type Problem struct{ Sentence string }

func (p *Problem) Error() string { return p.Sentence }

func problem(sentence string) error { return &Problem{Sentence: sentence} }

const (
	// maxPixels bounds a picture before it is decoded; a bomb of a few KB can ask for gigabytes.
	maxPixels = 64_000_000
	// maxDecoded bounds the memory that decoding takes, in bytes.
	maxDecoded = 300 << 20
)

// Decode finds out what a file of the given size holds. The reader is left
// anywhere. What cannot be used is a *Problem; any other error is of the reading.
func Decode(r io.ReadSeeker, size int64) (Info, error) {
	if size == 0 {
		return Info{}, problem("the file is empty; copy it again")
	}
	head := make([]byte, 32)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return Info{}, err
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return Info{}, err
	}
	info, err := decode(head[:n], r, size)
	info.Bytes = size
	return info, err
}

func decode(head []byte, r io.ReadSeeker, size int64) (Info, error) {
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xD8, 0xFF}):
		return still(r, "image/jpeg", jpeg.DecodeConfig, jpeg.Decode)
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		return still(r, "image/png", png.DecodeConfig, png.Decode)
	case bytes.HasPrefix(head, []byte("GIF8")):
		return moving(r)
	case len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		if len(head) >= 21 && string(head[12:16]) == "VP8X" && head[20]&2 != 0 {
			return Info{}, problem("it is a moving WebP, which no platform takes; export it as GIF or MP4")
		}
		return still(r, "image/webp", webp.DecodeConfig, webp.Decode)
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		return container(string(head[8:12]), r, size)
	case len(head) >= 8 && oldMovie(string(head[4:8])):
		return video("qt  ", r, size)
	case len(head) >= 4 && string(head[:4]) == "%PDF":
		return Info{}, problem("it is a PDF; export the page as a JPEG picture")
	}
	return Info{}, problem("it is no picture or video that is known; use JPEG, PNG, GIF, WebP, MP4 or MOV")
}

// oldMovie tells the first box of a QuickTime file that names no brand.
func oldMovie(box string) bool {
	return box == "moov" || box == "mdat" || box == "wide" || box == "free" || box == "skip"
}

// container tells the kinds of files that begin with a brand.
func container(brand string, r io.ReadSeeker, size int64) (Info, error) {
	switch brand {
	case "heic", "heix", "hevc", "heim", "heis", "mif1", "msf1":
		return Info{}, problem("it is a HEIC picture, as iPhones make them; export it as JPEG")
	case "avif", "avis":
		return Info{}, problem("it is an AVIF picture; export it as JPEG")
	case "M4A ", "M4B ":
		return Info{}, problem("it holds sound only; use a picture or a video")
	}
	return video(brand, r, size)
}

type (
	configReader func(io.Reader) (image.Config, error)
	imageReader  func(io.Reader) (image.Image, error)
)

// still decodes a whole picture, after a look at how large it would be.
func still(r io.ReadSeeker, mime string, config configReader, whole imageReader) (Info, error) {
	c, err := config(r)
	if err != nil {
		return Info{}, damaged(err)
	}
	if tooLarge(c) {
		return Info{}, problem("the picture has too many pixels; make it smaller, such as 2,000 pixels wide")
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return Info{}, err
	}
	if _, err := whole(r); err != nil {
		return Info{}, damaged(err)
	}
	info := Info{Kind: Image, Type: mime, Width: c.Width, Height: c.Height}
	if mime != "image/jpeg" {
		return info, nil
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return Info{}, err
	}
	if sideways(r) {
		info.Width, info.Height = info.Height, info.Width
	}
	return info, nil
}

// tooLarge judges the memory of a decoded picture.
func tooLarge(c image.Config) bool {
	pixels := int64(c.Width) * int64(c.Height)
	each := int64(4)
	switch c.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model:
		each = 8
	case color.YCbCrModel:
		each = 3
	case color.GrayModel:
		each = 1
	}
	return c.Width <= 0 || c.Height <= 0 || pixels > maxPixels || pixels*each > maxDecoded
}

// damaged tells a file that ends too early from one that is wrong inside.
func damaged(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return problem("the file is cut off; copy it again")
	}
	var mine *Problem
	if errors.As(err, &mine) {
		return err
	}
	return problem("the file is damaged or cut off; copy or export it again")
}

// moving walks through a GIF without decoding all of it: a few KB can hold
// thousands of large frames. The first frame is decoded.
func moving(r io.ReadSeeker) (Info, error) {
	c, err := gif.DecodeConfig(r)
	if err != nil {
		return Info{}, damaged(err)
	}
	if tooLarge(c) {
		return Info{}, problem("the GIF has too many pixels; make it smaller")
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return Info{}, err
	}
	if _, err := gif.Decode(r); err != nil {
		return Info{}, damaged(err)
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return Info{}, err
	}
	frames, length, err := walkGIF(r)
	if err != nil {
		return Info{}, damaged(err)
	}
	info := Info{Kind: Image, Type: "image/gif", Width: c.Width, Height: c.Height}
	if frames > 1 {
		info.Kind, info.Duration = GIF, length
	}
	return info, nil
}
