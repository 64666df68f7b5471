package trust_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/trust"
)

func TestArchive_NamesAreFoundBehindSomethingInFront(t *testing.T) {
	t.Parallel()
	content := append([]byte("PK-like words in front of it"), zipped("plan.pdf", "order.exe")...)
	s := attached(trust.Attachment{Name: "orders.zip", Content: content})
	require.Equal(t, `The attachment "orders.zip" holds "order.exe", which can run a program; do not open it.`, s.Text)
}

func TestArchive_CommentDoesNotHideTheDirectory(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	_, err := w.Create("order.pdf.scr")
	require.NoError(t, err)
	require.NoError(t, w.SetComment(string(bytes.Repeat([]byte("x"), 60_000))))
	require.NoError(t, w.Close())
	require.Equal(t, contract.TrustRed, attached(trust.Attachment{Name: "a.zip", Content: b.Bytes()}).Level)
}

func TestArchive_ManyNamesAreReadUpToABound(t *testing.T) {
	t.Parallel()
	names := []string{}
	for i := range 1500 {
		names = append(names, fmt.Sprintf("photo-%d.jpg", i))
	}
	require.Equal(t, contract.TrustGood, attached(trust.Attachment{Name: "photos.zip", Content: zipped(names...)}).Level)
	require.Equal(t, contract.TrustRed, attached(trust.Attachment{Name: "photos.zip", Content: zipped(append(names, "x.lnk")...)}).Level)
	for range 600 {
		names = append(names, "another.jpg")
	}
	s := attached(trust.Attachment{Name: "photos.zip", Content: zipped(append(names, "x.lnk")...)})
	require.Equal(t, contract.TrustLook, s.Level, "what stands behind the bound was not seen")
}

func TestArchive_CutOffAtAnyByteIsEndured(t *testing.T) {
	t.Parallel()
	whole := zipped("a.pdf", "b.pdf")
	for i := range whole {
		level := attached(trust.Attachment{Name: "a.zip", Content: whole[:i]}).Level
		require.Equal(t, contract.TrustLook, level, "%d bytes", i)
	}
}
