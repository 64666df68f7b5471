package gmailclient

import (
	"context"
	"encoding/base64"
	"errors"
	"strings"

	"google.golang.org/api/gmail/v1"
)

// Raw downloads one mail as it came, RFC 5322 bytes. KindNotFound means that
// it has been deleted meanwhile.
func (c *Client) Raw(ctx context.Context, id string) ([]byte, error) {
	const op = "users.messages.get"
	var m *gmail.Message
	err := c.call(ctx, op, unitsGet, func(ctx context.Context) (err error) {
		m, err = c.service.Users.Messages.Get(me, id).Format("raw").Context(ctx).Do()
		return err
	})
	if err != nil {
		return nil, err
	}
	raw, err := decodeRaw(m.Raw)
	if err != nil {
		return nil, &Error{Op: op, Kind: KindInvalid, Message: "Gmail sent a mail that cannot be decoded; look at it in Gmail itself", cause: err}
	}
	return raw, nil
}

var errEmptyMail = errors.New("the mail has no content")

// decodeRaw takes base64url with and without padding: Google pads, local peers
// do not.
func decodeRaw(text string) ([]byte, error) {
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(text, "="))
	if err != nil {
		return nil, err
	}
	if len(raw) == 0 {
		return nil, errEmptyMail
	}
	return raw, nil
}
