package media

import (
	"bufio"
	"errors"
	"io"
	"time"
)

// walkGIF counts the frames of a GIF and how long they last, block by block
// (GIF89a specification, section 12 on).
func walkGIF(r io.Reader) (frames int, length time.Duration, err error) {
	in := bufio.NewReader(r)
	head := make([]byte, 13)
	if _, err := io.ReadFull(in, head); err != nil {
		return 0, 0, err
	}
	if err := skipTable(in, head[10]); err != nil {
		return 0, 0, err
	}
	for {
		kind, err := in.ReadByte()
		if err != nil {
			return 0, 0, err
		}
		switch kind {
		case 0x21: // an extension
			delay, err := extension(in)
			if err != nil {
				return 0, 0, err
			}
			length += delay
		case 0x2C: // a frame
			frames++
			if err := skipFrame(in); err != nil {
				return 0, 0, err
			}
		case 0x3B: // the end
			return frames, length, nil
		default:
			return 0, 0, errors.New("no block of a GIF")
		}
	}
}

// skipTable passes over a colour table when the flags say that there is one.
func skipTable(in *bufio.Reader, flags byte) error {
	if flags&0x80 == 0 {
		return nil
	}
	_, err := in.Discard(3 << (flags&7 + 1))
	return err
}

// extension passes over an extension and gives the delay that it holds.
func extension(in *bufio.Reader) (time.Duration, error) {
	label, err := in.ReadByte()
	if err != nil {
		return 0, err
	}
	if label != 0xF9 {
		return 0, skipBlocks(in)
	}
	block := make([]byte, 5)
	if _, err := io.ReadFull(in, block); err != nil {
		return 0, err
	}
	hundredths := int(block[2]) | int(block[3])<<8
	return time.Duration(hundredths) * 10 * time.Millisecond, skipBlocks(in)
}

func skipFrame(in *bufio.Reader) error {
	head := make([]byte, 9)
	if _, err := io.ReadFull(in, head); err != nil {
		return err
	}
	if err := skipTable(in, head[8]); err != nil {
		return err
	}
	if _, err := in.ReadByte(); err != nil { // the smallest code's size
		return err
	}
	return skipBlocks(in)
}

func skipBlocks(in *bufio.Reader) error {
	for {
		n, err := in.ReadByte()
		if err != nil || n == 0 {
			return err
		}
		if _, err := in.Discard(int(n)); err != nil {
			return err
		}
	}
}
