package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Of what is listed a part is paid: what is left to bill is a question.
func TestQuestions_APartThatIsPaidIsAsked(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Bitte eine Rechnung über 9 Gitarrenstunden zu 38 Euro. Davon habe ich drei schon bar bezahlt.",
		"Graag een factuur voor 9 lessen à € 38 per les, waarvan ik er drie al contant betaald heb.",
		"Merci de facturer 9 cours à 38 € le cours, dont trois déjà réglés en espèces.",
		"Please invoice us for 9 lessons at £38 each. Three of them I already paid in cash.",
		"Si prega di fatturare 9 lezioni a 38 € l'una, di cui tre già pagate.",
		"Por favor, facturen 9 clases a 38 € cada una, de las que tres ya están pagadas.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
	r := reading.Read(letter("Graag een factuur voor 9 lessen à € 38 per les. Het lesboek heb ik al contant betaald."), fixtureOwner())
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
}

// The head of the address for the invoice is whom it goes to, or a question.
func TestCompany_TheHeadOfTheInvoicesAddressIsNotPassedOver(t *testing.T) {
	t.Parallel()
	for body, from := range map[string]string{
		"Bitte Rechnung über 3 Tafeln zu je 65 €.\n\nRechnungsadresse:\nHaus der Zukunft\nRembertiring 8\n28195 Bremen\n\nFreundliche Grüße\nGrundschule Am Wall": "Sekretariat Grundschule Am Wall <sekretariat@gs-amwall.example>",
		"Merci de nous facturer 3 panneaux à 65 € pièce.\n\nAdresse de facturation :\nVille de Quimper\nPlace Saint-Corentin\n29000 Quimper":                      "Secrétariat École du Parc <secretariat@ecole-du-parc.example>",
		"Graag een factuur voor 3 borden à € 65 per stuk.\n\nFactuuradres:\nGemeente Hoogerveen\nRaadhuisplein 3\n\nGroet,\nKees Bos\nBasisschool De Linde":       "Kees Bos <kees@basisschooldelinde.example>",
	} {
		r := reading.Read(written(from, body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
		require.NotContains(t, r.CustomerName, "Place", body)
		require.NotContains(t, []string{"Grundschule Am Wall", "Basisschool De Linde"}, r.Company, body)
	}
	r := reading.Read(written("Kees Bos <kees@basisschooldelinde.example>", "Graag een factuur voor 3 borden à € 65 per stuk.\n\nFactuuradres:\nBasisschool De Linde\nLindelaan 3"), fixtureOwner())
	require.Equal(t, "Basisschool De Linde", r.Company)
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
}
