package xclient

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"time"
)

// NewMessage is a direct message to one account.
type NewMessage struct {
	To       string // ID of the account
	Text     string
	MediaIDs []string // at most one
}

// Path is where Message sends it.
func (m NewMessage) Path() string {
	return "/2/dm_conversations/with/" + url.PathEscape(m.To) + "/messages"
}

type messageBody struct {
	Text        string       `json:"text,omitempty"`
	Attachments []attachment `json:"attachments,omitempty"`
}

type attachment struct {
	MediaID string `json:"media_id"`
}

func (m NewMessage) body() messageBody {
	body := messageBody{Text: m.Text}
	for _, id := range m.MediaIDs {
		body.Attachments = append(body.Attachments, attachment{id})
	}
	return body
}

// Body is the JSON that Message sends, with & < > as they are.
func (m NewMessage) Body() (string, error) { return readable(m.body()) }

// Message sends a direct message and returns its ID. It is one attempt.
func (c *Client) Message(ctx context.Context, m NewMessage) (string, error) {
	const op = "createDirectMessagesByParticipantId"
	type sent struct {
		Data struct {
			ID    string `json:"dm_event_id"`
			Event string `json:"id"` // so X's own simulator
		} `json:"data"`
	}
	out, err := submit[sent](ctx, c, request{op: op, write: true, do: func(ctx context.Context, hc *http.Client, _ string) error {
		return postJSON(ctx, hc, m.Path(), m.body())
	}}, OutcomeUnknown)
	if err != nil {
		return "", err
	}
	if out.Data.ID = cmp.Or(out.Data.ID, out.Data.Event); out.Data.ID == "" {
		e := fail(op, OutcomeUnknown, CodeNoID, "")
		e.Sent = true
		return "", e
	}
	return out.Data.ID, nil
}

// Message is a direct message of a conversation.
type Message struct {
	ID, Sender, Text string
	Created          time.Time
	Media            int
}

type rawMessage struct {
	ID          string    `json:"id"`
	Text        string    `json:"text"`
	Sender      string    `json:"sender_id"`
	Created     time.Time `json:"created_at"`
	Entities    entities  `json:"entities"`
	Attachments struct {
		MediaKeys []string `json:"media_keys"`
	} `json:"attachments"`
}

// Messages reads the conversation with an account back to a moment. X takes 15
// such calls in 15 minutes.
func (c *Client) Messages(ctx context.Context, with string, since time.Time) ([]Message, error) {
	var all []Message
	q := url.Values{
		"max_results": {"100"}, "event_types": {"MessageCreate"},
		"dm_event.fields": {"id,text,created_at,entities,attachments"}, "expansions": {"sender_id"},
	}
	for range maxPages {
		got, err := fetch[pageOf[rawMessage]](ctx, c, "getDirectMessagesEventsByParticipantId",
			"/2/dm_conversations/with/"+url.PathEscape(with)+"/dm_events", q)
		if err != nil {
			return nil, err
		}
		before := len(all)
		for _, raw := range got.Data {
			if raw.Created.Before(since) {
				continue // a page is not always in order
			}
			all = append(all, Message{ID: raw.ID, Sender: raw.Sender, Text: plain(raw.Text, raw.Entities), Created: raw.Created, Media: len(raw.Attachments.MediaKeys)})
		}
		if got.Meta.Next == "" || len(all) == before {
			break
		}
		q.Set("pagination_token", got.Meta.Next)
	}
	return all, nil
}
