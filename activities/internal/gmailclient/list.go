package gmailclient

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"google.golang.org/api/gmail/v1"
)

const (
	inbox = "INBOX"
	// overlap is how much further a full listing goes back than the last good
	// one, for clocks that differ and mails that Gmail delivered late.
	overlap = time.Hour
)

// Batch is one page of a listing. IDs are free of repeats within the page.
// NextPage leads to the next page; when it is empty Cursor is the position to
// keep. Full says that Gmail was listed by date instead of by history.
type Batch struct {
	IDs      []string
	NextPage string
	Cursor   string
	Full     bool
}

// ListNew returns what has come into the inbox after a position: a Cursor or
// NextPage of an earlier Batch, or a bare history ID. An empty position, one
// that Gmail has forgotten, and one of another mailbox begin a full listing.
// Positions are opaque to the caller and outlive restarts.
//
// The cursor of a listing is taken before or with its first page, so that a
// mail that comes in between is listed twice rather than not at all.
func (c *Client) ListNew(ctx context.Context, position string) (Batch, error) {
	now := c.cfg.Now()
	if position == "" {
		return c.beginFull(ctx, now.Add(-c.cfg.Lookback).Unix())
	}
	if strings.Contains(position, "|") {
		p, err := parsePage(position)
		if err != nil {
			return Batch{}, invalidPosition(err)
		}
		return c.resume(ctx, p)
	}
	at, err := parseCursor(position)
	if err != nil {
		return Batch{}, invalidPosition(err)
	}
	if at.Account != "" && at.Account != c.account() {
		return c.beginFull(ctx, now.Add(-c.cfg.Lookback).Unix())
	}
	return c.history(ctx, page{start: at.HistoryID, since: c.reachBack(at), next: cursor{At: now, Account: c.account()}})
}

func invalidPosition(err error) *Error {
	return &Error{Op: "listing", Kind: KindInvalid, Message: "the stored position " + err.Error(), cause: err}
}

// resume goes on inside a listing. Gmail may have dropped the page token or
// the history; a full listing then covers all of it.
func (c *Client) resume(ctx context.Context, p page) (Batch, error) {
	if !p.full {
		return c.history(ctx, p)
	}
	b, err := c.fullPage(ctx, p)
	if KindOf(err) == KindInvalid {
		return c.beginFull(ctx, p.since)
	}
	return b, err
}

// reachBack returns since when (Unix seconds) a full listing must look to
// leave no gap behind a position.
func (c *Client) reachBack(at cursor) int64 {
	usual := c.cfg.Now().Add(-c.cfg.Lookback)
	if last := at.At.Add(-overlap); !at.At.IsZero() && last.Before(usual) {
		return last.Unix()
	}
	return usual.Unix()
}

func (c *Client) history(ctx context.Context, p page) (Batch, error) {
	var resp *gmail.ListHistoryResponse
	err := c.call(ctx, "users.history.list", unitsHistory, func(ctx context.Context) (err error) {
		call := c.service.Users.History.List(me).StartHistoryId(p.start).LabelId(inbox).
			HistoryTypes("messageAdded", "labelAdded").MaxResults(int64(c.cfg.PageSize))
		if p.token != "" {
			call = call.PageToken(p.token)
		}
		resp, err = call.Context(ctx).Do()
		return err
	})
	if kind := KindOf(err); kind == KindNotFound || kind == KindInvalid {
		return c.beginFull(ctx, p.since)
	}
	if err != nil {
		return Batch{}, err
	}
	if resp.HistoryId < p.start { // the position is of another, longer history
		return c.beginFull(ctx, p.since)
	}
	if p.next.HistoryID == 0 {
		p.next.HistoryID = resp.HistoryId
	}
	return p.batch(arrivals(resp.History), resp.NextPageToken), nil
}

// beginFull takes the cursor first, then the first page.
func (c *Client) beginFull(ctx context.Context, since int64) (Batch, error) {
	now := c.cfg.Now()
	profile, err := c.Profile(ctx)
	if err != nil {
		return Batch{}, err
	}
	if profile.HistoryID == 0 {
		return Batch{}, &Error{Op: "users.getProfile", Kind: KindTransient, Message: "Gmail did not say where its history stands"}
	}
	next := cursor{HistoryID: profile.HistoryID, At: now, Account: c.account()}
	return c.fullPage(ctx, page{full: true, since: since, next: next})
}

func (c *Client) fullPage(ctx context.Context, p page) (Batch, error) {
	var resp *gmail.ListMessagesResponse
	err := c.call(ctx, "users.messages.list", unitsList, func(ctx context.Context) (err error) {
		call := c.service.Users.Messages.List(me).LabelIds(inbox).
			Q(fmt.Sprintf("after:%d", p.since)).MaxResults(int64(c.cfg.PageSize))
		if p.token != "" {
			call = call.PageToken(p.token)
		}
		resp, err = call.Context(ctx).Do()
		return err
	})
	if err != nil {
		return Batch{}, err
	}
	ids := make([]string, 0, len(resp.Messages))
	for _, m := range resp.Messages {
		ids = append(ids, m.Id)
	}
	return p.batch(distinct(ids), resp.NextPageToken), nil
}

func (p page) batch(ids []string, nextToken string) Batch {
	b := Batch{IDs: ids, Full: p.full}
	if nextToken == "" {
		b.Cursor = p.next.String()
		return b
	}
	p.token = nextToken
	b.NextPage = p.String()
	return b
}

// arrivals picks the messages that came into the inbox, be it new or moved
// there from spam or the archive.
func arrivals(records []*gmail.History) []string {
	var ids []string
	for _, r := range records {
		for _, added := range r.MessagesAdded {
			if added.Message != nil {
				ids = append(ids, added.Message.Id)
			}
		}
		for _, labelled := range r.LabelsAdded {
			for _, label := range labelled.LabelIds {
				if label == inbox && labelled.Message != nil {
					ids = append(ids, labelled.Message.Id)
				}
			}
		}
	}
	return distinct(ids)
}

// distinct keeps the first of each, in order: a history may name a message
// several times.
func distinct(ids []string) []string {
	seen := make(map[string]bool, len(ids))
	kept := ids[:0]
	for _, id := range ids {
		if id != "" && !seen[id] {
			seen[id] = true
			kept = append(kept, id)
		}
	}
	return kept
}

// account is a short hash of the mail address of the login, or empty.
func (c *Client) account() string {
	t, err := c.tokens.grant()
	if err != nil || t.Account == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(strings.ToLower(t.Account)))
	return hex.EncodeToString(sum[:4])
}
