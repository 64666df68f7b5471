package vocab_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

func TestText_PreparedTextIsSearchedLikeAPlainOne(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	far := strings.Repeat("nothing of interest here, only weather and trains. ", 80)
	for _, text := range []string{
		"", "ok", "Please send us the invoice.", far, far + "Please send us the invoice for the lamps. " + far,
		far + strings.Repeat("x", 3000) + " bitte schicken Sie uns die Rechnung " + strings.Repeat("ü", 3000), "نرجو إصدار فاتورة باسم شركتنا",
	} {
		folded := vocab.Fold(text)
		for _, section := range []string{"ask invoice", "ask quote", "incoming bill", "decline"} {
			require.Equal(t, book.Has(section, folded), book.HasIn(section, vocab.NewText(folded)), "%s: %.40s", section, text)
		}
	}
}

func TestText_RequestIsFoundWhereverItStandsInALongText(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	filler := strings.Repeat("the weather was fine and the trains ran on time. ", 40)
	for _, at := range []int{0, 1, 5, 20} {
		text := strings.Repeat(filler, at) + "could you send us the invoice for the lamps? " + filler
		require.True(t, book.HasIn("ask invoice", vocab.NewText(text)), "%d", at)
		start, end, ok := book.Find("ask invoice", text)
		require.True(t, ok)
		require.Contains(t, text[start:end], "send us the invoice")
	}
}

func TestText_SubjectPatternsHoldOnlyAtTheBeginning(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	require.True(t, book.Has("ask hint", "invoice.\nhello"))
	require.False(t, book.Has("ask hint", strings.Repeat("we met on the train. ", 60)+"invoice.\nhello"))
}

func FuzzText_PreparedTextAgreesWithThePlainOne(f *testing.F) {
	book, err := vocab.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("please send us the invoice", "x")
	f.Add("rechnung bitte", strings.Repeat("lang ", 200))
	f.Fuzz(func(t *testing.T, a, b string) {
		folded := vocab.Fold(b + a + b)
		if got, want := book.HasIn("ask invoice", vocab.NewText(folded)), book.Has("ask invoice", folded); got != want {
			t.Fatalf("prepared %v, plain %v", got, want)
		}
	})
}
