package reading

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"sort"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/mime"
)

// Identity is the mail's own key (hex SHA-256): equal for the same mail by
// different roads (line ends, added transport headers, another transfer
// encoding), different for another mail under the same Message-ID. What cannot
// be parsed is known by its bytes.
func Identity(raw []byte) string {
	if mime.Scan(raw) != "" {
		return identityOfBytes(raw)
	}
	msg, err := mime.Parse(raw)
	if err != nil {
		return identityOfBytes(raw)
	}
	h := sha256.New()
	field(h, "message-id", msg.MessageID)
	field(h, "from", msg.From.Name+" <"+strings.ToLower(msg.From.Address)+">")
	field(h, "date", msg.Date)
	field(h, "subject", msg.Subject)
	field(h, "text", msg.Text)
	field(h, "html", msg.HTML)
	sums := make([]string, 0, len(msg.Attachments))
	for _, a := range msg.Attachments {
		sum := sha256.Sum256(contentOf(a))
		sums = append(sums, a.Name+" "+hex.EncodeToString(sum[:]))
	}
	sort.Strings(sums)
	for _, s := range sums {
		field(h, "attachment", s)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// IdentityOfStream keys bytes that are too large to be parsed, without
// holding them in memory.
func IdentityOfStream(r io.Reader) (string, error) {
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return "", fmt.Errorf("hash mail: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// field writes one part with its length, so that text cannot move from one
// field to the next and keep the key.
func field(h hash.Hash, name, value string) {
	folded := strings.Join(strings.Fields(value), " ")
	_, _ = fmt.Fprintf(h, "%s %d\n%s\n", name, len(folded), folded)
}

// contentOf folds line ends in text attachments: relays rewrite them.
func contentOf(a mime.Attachment) []byte {
	if strings.HasPrefix(a.Type, "text/") || strings.HasPrefix(a.Type, "message/") {
		return bytes.TrimRight(bytes.ReplaceAll(a.Content, []byte("\r\n"), []byte("\n")), "\n")
	}
	return a.Content
}

func identityOfBytes(raw []byte) string {
	sum := sha256.Sum256(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")))
	return hex.EncodeToString(sum[:])
}
