package xcom_test

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/xcom"
)

func FuzzReplyTarget_IsAnIDOrRefused(f *testing.F) {
	for _, seed := range []string{"12", "https://x.com/guest/status/12?s=20", "https://evil.example/guest/status/12", "https://x.com:80@evil.example/a/status/1", "//x.com/a/status/1", " 7 "} {
		f.Add(seed)
	}
	id := regexp.MustCompile(`^[0-9]{1,19}$`)
	f.Fuzz(func(t *testing.T, text string) {
		got, err := xcom.ReplyTarget(text)
		require.Equal(t, err != nil, !id.MatchString(got), text)
	})
}
