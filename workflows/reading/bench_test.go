package reading_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

func BenchmarkRead(b *testing.B) {
	var mails [][]byte
	for _, f := range fixtures(b) {
		raw, err := os.ReadFile(f)
		require.NoError(b, err)
		mails = append(mails, raw)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		reading.Read(mails[i%len(mails)], fixtureOwner())
	}
}
