package reading_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// english gives the lines of testdata/english that were written for one kind
// of mail; "subject // body" in one line.
func english(t *testing.T, kind string, atLeast int) []string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "english", kind+".txt"))
	require.NoError(t, err)
	var out []string
	for _, l := range strings.Split(string(b), "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	require.GreaterOrEqual(t, len(out), atLeast)
	return out
}

// wrote is what is read of a mail from a stranger to the owner of the fixtures.
func wrote(text string, headers ...string) contract.Reading {
	subject, body, ok := strings.Cut(text, " // ")
	if !ok {
		subject, body = "Hello", text
	}
	head := "From: Jo Miller <jo@acmeworks.example>\nTo: mara@lindholm-studio.example\nSubject: " + subject + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
	for _, h := range headers {
		head += h + "\n"
	}
	return reading.Read([]byte(head+"\nHi,\n\n"+strings.ReplaceAll(body, `\n`, "\n")+"\n\nRegards,\nJo Miller\n"), fixtureOwner())
}

func TestDirection_RequestsInManyWordsAreFoundAndToldApart(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]struct {
		direction contract.Direction
		atLeast   int
	}{
		"invoice": {contract.DirectionInvoice, 100}, "quote": {contract.DirectionQuote, 30},
		"order": {contract.DirectionOrder, 20}, "correction": {contract.DirectionCorrection, 10},
	} {
		for _, text := range english(t, kind, want.atLeast) {
			assert.Equal(t, want.direction, wrote(text).Direction, text)
		}
	}
}

func TestDirection_MailThatAsksForNothingStaysQuiet(t *testing.T) {
	t.Parallel()
	for _, text := range english(t, "quiet", 50) {
		assert.Equal(t, contract.ExpectIgnore, wrote(text).Expected, text)
	}
}

func TestDirection_ArabicAndUrduRequestsAreDetected(t *testing.T) {
	t.Parallel()
	for _, text := range english(t, "arabic_invoice", 10) {
		r := wrote(text)
		assert.Equal(t, contract.DirectionInvoice, r.Direction, text)
		assert.NotEqual(t, contract.ExpectIgnore, r.Expected, text)
	}
	for _, line := range english(t, "arabic_other", 15) {
		kind, text, _ := strings.Cut(line, " = ")
		r := wrote(text)
		if kind == "quiet" {
			assert.Equal(t, contract.ExpectIgnore, r.Expected, text)
			continue
		}
		assert.Equal(t, contract.Direction(kind), r.Direction, text)
	}
}

const threadOfRequest = `\n\nOn 3 May 2026, Jo Miller wrote:\n> Hi Mara, please invoice us for 12 boxes at £40 and 6 hours of set-up at £30.\n> Jo`

func TestDirection_ReplyThatChangesOnesOwnRequestIsAChange(t *testing.T) {
	t.Parallel()
	for _, text := range english(t, "amends", 10) {
		r := wrote("Re: Invoice for boxes // "+text+threadOfRequest, "In-Reply-To: <one@acmeworks.example>")
		assert.Equal(t, contract.DirectionInvoice, r.Direction, text)
		assert.Contains(t, r.Flags, contract.FlagAmendment, text)
		assert.Equal(t, contract.ExpectAsk, r.Expected, text)
		assert.Empty(t, r.Lines, text)
	}
}

// An invoice that the reader may fetch is offered, and none is asked for.
func TestDirection_AnInvoiceThatMayBeFetchedIsNoRequest(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Abbiamo ricevuto il pagamento di 125,00 €.\\n2 x Cesoie 62,50 € 125,00 €\\nSe desidera la fattura la può scaricare dalla Sua area riservata.",
		"Nous avons reçu votre paiement de 125,00 €.\\n2 x sécateurs 62,50 € 125,00 €\\nSi vous souhaitez une facture, vous pouvez la télécharger.",
		"Hemos recibido el pago de 125,00 €.\\n2 x tijeras 62,50 € 125,00 €\\nSi necesita factura, puede descargarla en su cuenta.",
		"Wir haben Ihre Zahlung von 125,00 € erhalten.\\n2 x Scheren 62,50 € 125,00 €\\nFalls Sie eine Rechnung benötigen, können Sie diese im Kundenkonto herunterladen.",
		"We hebben uw betaling van 125,00 € ontvangen.\\n2 x scharen 62,50 € 125,00 €\\nWilt u een factuur, dan kunt u die downloaden.",
		"We have received your payment of £125.00.\\n2 x shears £62.50 £125.00\\nIf you need an invoice you can download it from your account.",
	} {
		assert.Equal(t, contract.ExpectIgnore, wrote(text).Expected, text)
	}
	for _, text := range []string{
		"Se desidera altro mi scriva. Ci può fare la fattura per 2 cesoie a 62,50 € l'una?",
		"Si vous souhaitez nos coordonnées, écrivez-moi. Pouvez-vous nous envoyer la facture pour 2 sécateurs à 62,50 € pièce ?",
	} {
		assert.Equal(t, contract.DirectionInvoice, wrote(text).Direction, text)
	}
}
