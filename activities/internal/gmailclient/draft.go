package gmailclient

import (
	"context"
	"encoding/base64"
	"errors"
	"net"
	"net/http"
	"strings"

	"google.golang.org/api/gmail/v1"
)

const (
	// KeyHeader marks a draft of ours. Gmail keeps it, while it may put another Message-ID on a mail.
	KeyHeader = "X-Employee-Key"
	// KindOutcomeUnknown is of CreateDraft alone: the draft may be there.
	KindOutcomeUnknown Kind = "outcome_unknown"
	// recentDrafts is among how many of the newest a draft is looked for.
	recentDrafts = 30
)

// CanDraft reports whether the login may lay a mail among the drafts.
func (c *Client) CanDraft() bool {
	grant, err := c.tokens.grant()
	return err == nil && grant.CanDraft()
}

// CreateDraft lays a mail, RFC 5322 bytes, among the drafts and returns the
// draft's ID. It is made in one attempt; when it cannot be told whether Gmail
// has carried it out, the kind is KindOutcomeUnknown.
func (c *Client) CreateDraft(ctx context.Context, raw []byte) (id string, err error) {
	const op = "users.drafts.create"
	if grant, err := c.tokens.grant(); err != nil {
		return "", err
	} else if !grant.CanDraft() {
		return "", &Error{Op: op, Kind: KindAuth, Message: "Gmail's login may only read; allow drafts with `go run ./starter gmail-login --label`"}
	}
	var made *gmail.Draft
	sent := true
	err = c.call(ctx, op, unitsDraftCreate, func(ctx context.Context) (err error) {
		draft := &gmail.Draft{Message: &gmail.Message{Raw: base64.URLEncoding.EncodeToString(raw)}}
		made, err = c.service.Users.Drafts.Create(me, draft).Context(ctx).Do()
		sent = !keptBack(err)
		return err
	})
	if err == nil && made.Id == "" {
		err = &Error{Op: op, Kind: KindTransient, Status: http.StatusOK, Message: "the answer was cut off or was not Gmail's"}
	}
	if err != nil {
		return "", unsure(err, sent)
	}
	return made.Id, nil
}

// keptBack tells that a request cannot have reached Gmail.
func keptBack(err error) bool {
	var own *Error
	var op *net.OpError
	return errors.As(err, &own) || errors.As(err, &op) && op.Op == "dial"
}

// unsure says of a failed creation that it may have been carried out: an answer
// that is lost or broken tells nothing, and neither does one of 5xx.
func unsure(err error, sent bool) error {
	var e *Error
	if !errors.As(err, &e) || e.Kind != KindTransient || !sent || e.Status >= 300 && e.Status < 500 {
		return err
	}
	lost := *e
	lost.Kind = KindOutcomeUnknown
	return &lost
}

// FindDraft looks for a draft of ours by its key, among the newest. It returns
// "" when there is none.
func (c *Client) FindDraft(ctx context.Context, key string) (id string, err error) {
	var list *gmail.ListDraftsResponse
	err = c.call(ctx, "users.drafts.list", unitsList, func(ctx context.Context) (err error) {
		list, err = c.service.Users.Drafts.List(me).MaxResults(recentDrafts).Context(ctx).Do()
		return err
	})
	if err != nil {
		return "", err
	}
	for _, draft := range list.Drafts {
		if draft.Message == nil {
			continue
		}
		found, err := c.keyOf(ctx, draft.Message.Id)
		if err != nil && KindOf(err) != KindNotFound { // sent or thrown away since
			return "", err
		}
		if found == key {
			return draft.Id, nil
		}
	}
	return "", nil
}

func (c *Client) keyOf(ctx context.Context, messageID string) (string, error) {
	var m *gmail.Message
	err := c.call(ctx, "users.messages.get", unitsGet, func(ctx context.Context) (err error) {
		m, err = c.service.Users.Messages.Get(me, messageID).Format("metadata").MetadataHeaders(KeyHeader).Context(ctx).Do()
		return err
	})
	if err != nil || m.Payload == nil {
		return "", err
	}
	for _, h := range m.Payload.Headers {
		if strings.EqualFold(h.Name, KeyHeader) {
			return h.Value, nil
		}
	}
	return "", nil
}
