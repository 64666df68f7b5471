package auditlog

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"
)

// MaxLine is the longest line in bytes, with its newline. It keeps one append within a few disk blocks and a day file readable.
const MaxLine = 16 << 10

// shortenedKey marks parameters which did not fit.
const shortenedKey = "_shortened"

const (
	hashKey  = `,"hash":"`
	hashTail = len(hashKey) + 2*sha256.Size + len(`"}`)
	genesis  = "0000000000000000000000000000000000000000000000000000000000000000"
)

// prepare checks, redacts and bounds a record before the lock is taken.
func (l *Log) prepare(r Record) (line, error) {
	if r.Action == "" || r.Actor == "" || r.RecordID == "" {
		return line{}, fmt.Errorf("%w: action, actor and record_id must be set (action %q)", ErrInvalidRecord, r.Action)
	}
	if len(r.RecordID) > maxRecordID || !utf8.ValidString(r.RecordID) {
		return line{}, fmt.Errorf("%w: record_id must be valid text of at most %d bytes (action %q)", ErrInvalidRecord, maxRecordID, r.Action)
	}
	if r.Phase == "" {
		r.Phase = Event
	}
	if !slices.Contains([]Phase{Intent, Result, Event}, r.Phase) {
		return line{}, fmt.Errorf("%w: phase must be intent, result or event (action %q)", ErrInvalidRecord, r.Action)
	}
	params, err := l.plain(r.Parameters)
	if err != nil {
		return line{}, fmt.Errorf("%w: parameters of %s: %w", ErrInvalidRecord, r.Action, err)
	}
	text := func(s string, limit int) string { return cut(Short(l.redact(s), limit), limit) }
	return line{
		Action: text(r.Action, 128), Actor: text(r.Actor, 256), Parameters: params, Result: text(r.Result, 2048),
		ApprovalStatus: text(r.ApprovalStatus, 64), RecordID: r.RecordID, WorkflowID: text(r.WorkflowID, 512),
		RunID: text(r.RunID, 128), RequestID: text(r.RequestID, 256), CorrelationID: text(r.CorrelationID, 256),
		DurationMS: r.Duration.Milliseconds(), DryRun: r.DryRun, PolicyRule: text(r.PolicyRule, 256), Phase: r.Phase,
	}, nil
}

// plain reduces parameters to JSON values with every text redacted. Numbers keep their digits.
func (l *Log) plain(params map[string]any) (map[string]any, error) {
	if len(params) == 0 {
		return map[string]any{}, nil
	}
	raw, err := json.Marshal(params)
	if err != nil {
		return nil, err
	}
	out := map[string]any{}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if err := dec.Decode(&out); err != nil {
		return nil, err
	}
	clean, _ := mapStrings(out, l.redact).(map[string]any)
	return clean, nil
}

// encode writes the line with its hash and newline, shortening the parameters until it fits.
func encode(body line, at time.Time, prev string) (raw []byte, hash string, err error) {
	body.Timestamp = at.UTC().Format(timeLayout)
	body.PrevHash = prev
	original := body.Parameters
	for step := -1; ; step++ {
		if step >= 0 {
			body.Parameters = shorten(original, step)
		}
		unsigned, err := marshal(body)
		if err != nil {
			return nil, "", fmt.Errorf("%w: %s: %w", ErrInvalidRecord, body.Action, err)
		}
		if len(unsigned)+hashTail > MaxLine && step < lastStep {
			continue
		}
		hash := sum(unsigned)
		raw := make([]byte, 0, len(unsigned)+hashTail)
		raw = append(raw, unsigned[:len(unsigned)-1]...)
		raw = append(raw, hashKey...)
		raw = append(raw, hash...)
		return append(raw, "\"}\n"...), hash, nil
	}
}

func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}
