package gmailclient

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"google.golang.org/api/gmail/v1"
)

// CanLabel reports whether the login may label mails.
func (c *Client) CanLabel() bool {
	grant, err := c.tokens.grant()
	return err == nil && grant.CanLabel()
}

// EnsureLabel puts the employee's label on a mail and makes the label when it
// is missing. With a login that may only read it does nothing and reports
// false. Repeating it does no harm.
func (c *Client) EnsureLabel(ctx context.Context, messageID string) (bool, error) {
	grant, err := c.tokens.grant()
	if err != nil {
		return false, err
	}
	if !grant.CanLabel() {
		return false, nil
	}
	for attempt := 1; ; attempt++ {
		labelID, err := c.ensureLabelID(ctx)
		if err != nil {
			return false, err
		}
		err = c.addLabel(ctx, messageID, labelID)
		// The owner may have deleted the label since its ID was looked up.
		if err != nil && KindOf(err) == KindInvalid && attempt == 1 {
			c.setLabelID("")
			continue
		}
		return err == nil, err
	}
}

func (c *Client) addLabel(ctx context.Context, messageID, labelID string) error {
	return c.call(ctx, "users.messages.modify", unitsModify, func(ctx context.Context) error {
		_, err := c.service.Users.Messages.Modify(me, messageID, &gmail.ModifyMessageRequest{AddLabelIds: []string{labelID}}).Context(ctx).Do()
		return err
	})
}

func (c *Client) ensureLabelID(ctx context.Context) (string, error) {
	c.mu.Lock()
	id := c.labelID
	c.mu.Unlock()
	if id != "" {
		return id, nil
	}
	id, err := c.findLabel(ctx)
	if err != nil {
		return "", err
	}
	if id == "" {
		if id, err = c.createLabel(ctx); err != nil {
			return "", err
		}
	}
	c.setLabelID(id)
	return id, nil
}

func (c *Client) setLabelID(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.labelID = id
}

// findLabel returns the ID of the label, or "" when there is none. Gmail
// compares names without regard to case.
func (c *Client) findLabel(ctx context.Context) (string, error) {
	var resp *gmail.ListLabelsResponse
	err := c.call(ctx, "users.labels.list", unitsLabelsList, func(ctx context.Context) (err error) {
		resp, err = c.service.Users.Labels.List(me).Context(ctx).Do()
		return err
	})
	if err != nil {
		return "", err
	}
	for _, label := range resp.Labels {
		if strings.EqualFold(label.Name, c.cfg.Label) {
			return label.Id, nil
		}
	}
	return "", nil
}

func (c *Client) createLabel(ctx context.Context) (string, error) {
	var made *gmail.Label
	err := c.call(ctx, "users.labels.create", unitsLabelCreate, func(ctx context.Context) (err error) {
		made, err = c.service.Users.Labels.Create(me, &gmail.Label{
			Name: c.cfg.Label, LabelListVisibility: "labelShow", MessageListVisibility: "show",
		}).Context(ctx).Do()
		return err
	})
	if err == nil {
		return made.Id, nil
	}
	// 409: another worker was faster.
	if e, ok := errors.AsType[*Error](err); ok && e.Status == http.StatusConflict {
		if id, findErr := c.findLabel(ctx); findErr == nil && id != "" {
			return id, nil
		}
	}
	return "", err
}
