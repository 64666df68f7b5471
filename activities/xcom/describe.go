package xcom

import (
	"fmt"
	"strings"

	"github.com/autonomous-employee/employee/activities/internal/xclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// describe writes the requests that the real run would make, in order and the
// same every time. What only X knows stands in angle brackets.
func (a *Activities) describe(in contract.PublishPostInput) (string, error) {
	var b strings.Builder
	step := 1
	if in.Part == 0 {
		in.Prepared.MediaIDs = nil
		for i, m := range in.Post.Media {
			id := fmt.Sprintf("<ID of media %d>", i+1)
			in.Prepared.MediaIDs = append(in.Prepared.MediaIDs, id)
			a.describeMedia(&b, &step, in.Post.Kind, m, i, id)
		}
	}
	if in.Part > 0 && in.Parent == "" {
		in.Parent = "<ID of the post before it>"
	}
	path, body, err := sent(in)
	if err != nil {
		return "", a.failed(err)
	}
	fmt.Fprintf(&b, "%d. POST %s%s\n   %s\n", step, a.base, path, body)
	return b.String(), nil
}

// sent is the request that publishes.
func sent(in contract.PublishPostInput) (path, body string, err error) {
	if in.Post.Kind == contract.PostDM {
		if path, err = messagePath(in.Post.Recipient); err != nil {
			return "", "", err
		}
		body, err = newMessage(in, "").Body()
		return path, body, err
	}
	p, err := newPost(in)
	if err != nil {
		return "", "", err
	}
	body, err = p.Body()
	return "/2/tweets", body, err
}

func messagePath(to string) (string, error) {
	to = strings.TrimSpace(to)
	if postID.MatchString(to) {
		return xclient.NewMessage{To: to}.Path(), nil
	}
	found := handle.FindStringSubmatch(to)
	if found == nil {
		return "", refuse(contract.FailInvalid, "The recipient must be a name on X such as @name, or the account's number.")
	}
	return "/2/dm_conversations/with/<ID of @" + found[1] + ">/messages", nil
}

func (a *Activities) describeMedia(b *strings.Builder, step *int, kind contract.PostKind, m contract.PostMedia, i int, id string) {
	line := func(format string, args ...any) {
		fmt.Fprintf(b, "%d. POST %s"+format+"\n", append([]any{*step, a.base}, args...)...)
		*step++
	}
	what := fmt.Sprintf("media %d (%s, %d bytes, SHA-256 %s)", i+1, m.Type, m.Bytes, m.SHA256)
	category := categoryOf(kind, m.Kind)
	if pieces := xclient.Pieces(category, m.Bytes, xclient.DefaultChunk); pieces == 0 {
		line("/2/media/upload\n   media_category=%s media=<%s>", category, what)
	} else {
		line("/2/media/upload/initialize\n   {\"media_category\":%q,\"media_type\":%q,\"total_bytes\":%d}", category, m.Type, m.Bytes)
		line("/2/media/upload/%s/append, %d times\n   segment_index=0..%d media=<%s>", id, pieces, pieces-1, what)
		line("/2/media/upload/%s/finalize", id)
	}
	if alt := altOf(m); alt != "" {
		line("/2/media/metadata\n   {\"id\":%q,\"metadata\":{\"alt_text\":{\"text\":%q}}}", id, alt)
	}
}
