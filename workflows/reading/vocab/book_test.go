package vocab_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

func TestVocabulary_EveryDataFileCompiles(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	require.Equal(t, []string{"ar", "de", "en", "es", "fr", "it", "nl", "other"}, book.Codes())
	// At work a pattern is compiled when it is needed, so one that does not compile has to be found here.
	for _, code := range book.Codes() {
		data, err := os.ReadFile(filepath.Join("data", code+".txt"))
		require.NoError(t, err)
		_, err = vocab.Parse(code, string(data))
		require.NoError(t, err)
	}
}

func TestVocabulary_AskingForAnInvoiceIsKnownInEveryLanguage(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	for _, text := range []string{
		"Please invoice us for the three lamps.", "Could you send me an invoice for the logo?", "You can bill us now.",
		"Bitte schicken Sie uns die Rechnung für die Montage.", "Bitte stellen Sie uns die Arbeiten in Rechnung.",
		"Merci de nous envoyer votre facture.", "Vous pouvez nous facturer les affiches.",
		"¿Nos emites la factura?", "Por favor, envíenos la factura.", "Può emettere fattura a nostro nome.",
		"Kunt u ons de factuur sturen?", "نرجو إصدار فاتورة",
	} {
		require.True(t, book.Has("ask invoice", vocab.Fold(text)), text)
	}
}

func TestVocabulary_OtherTalkOfInvoicesIsNotARequest(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	for _, text := range []string{
		"Our invoice is attached.", "I saw the invoice yesterday.", "Die Rechnung ist angekommen.", "La facture est payée.",
		"The bill was passed by the senate.", "He is out to bill himself as a hero.",
	} {
		require.False(t, book.Has("ask invoice", vocab.Fold(text)), text)
	}
}

func TestVocabulary_LanguageIsNamedOnlyWhenItIsPlain(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	require.Equal(t, "en", book.Detect("Please send us the invoice for this work and we will pay it."))
	require.Equal(t, "de", book.Detect("Bitte senden Sie uns die Rechnung, wir haben alles für die Feier erhalten."))
	require.Equal(t, "fr", book.Detect("Merci de nous envoyer la facture pour les travaux que vous avez faits."))
	require.Equal(t, "ar", book.Detect("نرجو إصدار فاتورة"))
	require.Empty(t, book.Detect("ok"))
}

func TestVocabulary_MalformedPatternIsNamedByItsLine(t *testing.T) {
	t.Parallel()
	_, err := vocab.Parse("xx", "[total]\ngood\n(bad\n")
	require.ErrorContains(t, err, "xx line 3")
}

func TestVocabulary_ClassStandsForEachOfItsWords(t *testing.T) {
	t.Parallel()
	_, err := vocab.Parse("xx", "[class give]\nsend\n(issue\n[ask]\n<give> it\n")
	require.ErrorContains(t, err, "xx line 3")
	lang, err := vocab.Parse("xx", "[class give]\nsend|mail\nissue\n\n[class please give]\nplease <give>\n\n[ask]\n<please give> ... it\n")
	require.NoError(t, err)
	book := vocab.Of(lang)
	for text, want := range map[string]bool{"please send it": true, "please issue me it": true, "please mail it": true, "please give it": false, "send it": false} {
		require.Equal(t, want, book.Has("ask", text), text)
	}
}

func TestVocabulary_AClassThatIsNotThereIsNamed(t *testing.T) {
	t.Parallel()
	_, err := vocab.Parse("xx", "[ask]\nplease (?P<verb>send) it\n<give> it\n")
	require.ErrorContains(t, err, "xx line 3: there is no [class give]")
}

func TestVocabulary_WordsOfASectionAreLookedUp(t *testing.T) {
	t.Parallel()
	lang, err := vocab.Parse("xx", "[units]\nhour, hrs = hour\n")
	require.NoError(t, err)
	require.Equal(t, "xx", lang.Code)
	book, err := vocab.Load()
	require.NoError(t, err)
	v, ok := book.Word("units", "std.")
	require.True(t, ok)
	require.Equal(t, "hour", v)
	_, ok = book.WordIn("en", "months", strings.ToLower("Mai"))
	require.False(t, ok)
}

func TestVocabulary_MatchThatHoldsAForbiddenWordIsPassedOver(t *testing.T) {
	t.Parallel()
	lang, err := vocab.Parse("xx", "[ask]\nplease ... invoice ~ note|we\n(from )?other account ~ from\n")
	require.NoError(t, err)
	book := vocab.Of(lang)
	for text, want := range map[string]bool{
		"please invoice": true, "please note that we invoice": false, "please note the invoice. please send an invoice": true,
		"please send the weekly invoice": true, "the other account": true, "from other account": false,
	} {
		require.Equal(t, want, book.Has("ask", text), text)
		_, _, found := book.Find("ask", text)
		require.Equal(t, want, found, text)
		require.Equal(t, want, len(book.All("ask", text)) > 0, text)
	}
	_, err = vocab.Parse("xx", "[ask]\ngood ~ (bad\n")
	require.ErrorContains(t, err, "xx line 2")
}

func TestVocabulary_WordsFarApartInALongTextAreFoundAndNamedByTheirPlace(t *testing.T) {
	t.Parallel()
	lang, err := vocab.Parse("xx", "[ask]\nzebra ... (apple|pear)\n")
	require.NoError(t, err)
	book := vocab.Of(lang)
	filler := strings.Repeat("lorem ipsum dolor ", 400)
	text := filler + "a zebra eats an apple. " + filler + "zebra. " + filler + "one zebra and a pear"
	all := book.All("ask", text)
	require.Len(t, all, 2)
	require.Equal(t, "zebra eats an apple", text[all[0][0]:all[0][1]])
	require.Equal(t, "zebra and a pear", text[all[1][0]:all[1][1]])
	start, end, ok := book.Find("ask", text)
	require.True(t, ok)
	require.Equal(t, "zebra eats an apple", text[start:end])
	require.False(t, book.Has("ask", filler+"zebra"+filler+"apple"))
}

func TestVocabulary_LongTextIsSearchedInItsOwnLanguagesOnly(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	english := strings.Repeat("We have the goods for you and they are in the house with us. ", 10)
	german := strings.Repeat("Wir haben die Ware für Sie und sie ist mit uns in dem Haus. ", 10)
	const ask = "Bitte schicken Sie uns die Rechnung für die Montage."
	require.False(t, book.Speaking(english).Has("ask invoice", vocab.Fold(ask)))
	require.True(t, book.Speaking(german).Has("ask invoice", vocab.Fold(ask)))
	require.True(t, book.Speaking(english+german).Has("ask invoice", vocab.Fold(ask)), "both languages")
	require.True(t, book.Speaking("Hello,").Has("ask invoice", vocab.Fold(ask)), "a short text may be in any")
	v, ok := book.Speaking(english).Word("units", "std.")
	require.True(t, ok, v)
}

func BenchmarkLoad(b *testing.B) {
	var files []string
	for _, code := range []string{"de", "en", "es", "fr", "it", "nl"} {
		data, err := os.ReadFile(filepath.Join("data", code+".txt"))
		require.NoError(b, err)
		files = append(files, string(data))
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, data := range files {
			_, err := vocab.Parse("xx", data)
			require.NoError(b, err)
		}
	}
}
