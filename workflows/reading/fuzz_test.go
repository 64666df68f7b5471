package reading_test

import (
	"encoding/json"
	"os"
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// FuzzRead holds the promises that no mail may break: no panic, the same
// reading again, a small result, and never a draft with a question or a hole.
func FuzzRead(f *testing.F) {
	for _, file := range fixtures(f) {
		raw, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(raw)
	}
	f.Add([]byte("From: a@b.example\n\nplease invoice us for 12 mugs at EUR 6.00 each"))
	f.Add([]byte(nested(30)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		r := reading.Read(raw, fixtureOwner())
		if again := reading.Read(raw, fixtureOwner()); !reflect.DeepEqual(r, again) {
			t.Fatal("two readings of the same bytes differ")
		}
		b, err := json.Marshal(r)
		if err != nil || len(b) >= 64<<10 {
			t.Fatalf("result of %d bytes, %v", len(b), err)
		}
		if r.Expected == contract.ExpectDraft {
			whole(t, r)
		}
		if len(reading.Identity(raw)) != 64 {
			t.Fatal("identity is not a key")
		}
	})
}

func whole(t *testing.T, r contract.Reading) {
	t.Helper()
	if len(r.Questions) > 0 || r.Currency == "" || len(r.Lines) == 0 || r.Company == "" && r.CustomerName == "" {
		t.Fatalf("draft with a hole: %+v", r)
	}
	for _, l := range r.Lines {
		if l.Quantity == "" || l.UnitPrice == "" || l.Description == "" {
			t.Fatalf("draft with an open line: %+v", l)
		}
	}
}
