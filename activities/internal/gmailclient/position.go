package gmailclient

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

var errPosition = errors.New("is not a position in a Gmail listing")

// cursor is where a finished listing stood: everything up to HistoryID has
// been listed. At and Account say when and for whom, so that a cursor that
// Gmail has forgotten, or another mailbox behind the same files, leads to a
// full listing that goes back far enough.
type cursor struct {
	HistoryID uint64
	At        time.Time // zero = not known
	Account   string    // short hash, empty = not known
}

// String is the history ID alone, or "history@unix@account".
func (c cursor) String() string {
	id := strconv.FormatUint(c.HistoryID, 10)
	if c.At.IsZero() {
		return id
	}
	return id + "@" + strconv.FormatInt(c.At.Unix(), 10) + "@" + c.Account
}

func parseCursor(text string) (cursor, error) {
	parts := strings.Split(text, "@")
	id, err := strconv.ParseUint(parts[0], 10, 64)
	if err != nil || id == 0 {
		return cursor{}, errPosition
	}
	if len(parts) == 1 {
		return cursor{HistoryID: id}, nil
	}
	if len(parts) != 3 {
		return cursor{}, errPosition
	}
	at, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil || at <= 0 || at > maxUnix {
		return cursor{}, errPosition
	}
	return cursor{HistoryID: id, At: time.Unix(at, 0).UTC(), Account: parts[2]}, nil
}

// maxUnix is the end of the year 9999, the last that RFC 3339 can write.
const maxUnix = 253402300799

// page is a position inside a listing that has more pages.
type page struct {
	full  bool
	start uint64 // history listing: the ID it began after
	since int64  // Unix seconds that a full listing goes back to, also when it takes over
	next  cursor // what to keep when the listing is through
	token string // Gmail's own, opaque
}

const (
	historyPage = "h"
	fullPage    = "f"
)

// String is "kind|start|since|cursor|token".
func (p page) String() string {
	kind := historyPage
	if p.full {
		kind = fullPage
	}
	return strings.Join([]string{
		kind, strconv.FormatUint(p.start, 10), strconv.FormatInt(p.since, 10), p.next.String(), p.token,
	}, "|")
}

func parsePage(text string) (page, error) {
	parts := strings.SplitN(text, "|", 5)
	if len(parts) != 5 || parts[4] == "" || (parts[0] != historyPage && parts[0] != fullPage) {
		return page{}, errPosition
	}
	p := page{full: parts[0] == fullPage, token: parts[4]}
	var err error
	if p.start, err = strconv.ParseUint(parts[1], 10, 64); err != nil || (p.start == 0) != p.full {
		return page{}, errPosition
	}
	if p.since, err = strconv.ParseInt(parts[2], 10, 64); err != nil || p.since < 0 || p.since > maxUnix {
		return page{}, errPosition
	}
	p.next, err = parseCursor(parts[3])
	return p, err
}
