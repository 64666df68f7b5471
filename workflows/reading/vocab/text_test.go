package vocab_test

import (
	"strconv"
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

// What is remembered of a mail changes no answer, also when there is more of it
// than is kept.
func TestBook_ForOneMailAnswersTheSame(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	mail := book.ForOneMail()
	for range 2 {
		for i := range 700 {
			text := vocab.Fold("please send us the invoice and the " + strings.Repeat("lamp ", i%3) + strconv.Itoa(i))
			require.Equal(t, book.All("ask invoice", text), mail.All("ask invoice", text), text)
			require.Equal(t, book.Detect(text), mail.Detect(text), text)
		}
		require.False(t, mail.Has("ask invoice", "nothing of interest"))
		require.True(t, mail.Has("ask invoice", "bitte schicken sie uns die rechnung"))
	}
}

func TestFold_PlainTextsAndOthers(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"": "", "abc": "abc", "ABC x": "abc x", "a\rb`c": "a b'c", "„Ä“ – É\u00a0\u212a": "\"ä\" - é \u212a", "A\xff": "a\ufffd",
	} {
		require.Equal(t, want, vocab.Fold(text), "%q", text)
	}
}
