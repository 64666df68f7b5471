package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Who runs a house writes for those who own it: they are billed, at the manager's.
func TestCompany_ABodyIsBilledAtTheFirmThatStandsForIt(t *testing.T) {
	t.Parallel()
	for want, mail := range map[string][2]string{
		"WEG Birkenweg 7-9":               {"Silke Brinkmann <s.brinkmann@hv-brinkmann.example>", "Bitte die Rechnung über 3 Lampen zu je 40 € an die WEG Birkenweg 7-9, vertreten durch die Hausverwaltung Brinkmann GmbH, Postfach 11, Hude."},
		"VvE Parkzicht":                   {"Kees Bos <kees@bosbeheer.example>", "Graag een factuur voor 3 lampen à € 40 per stuk op naam van:\nVvE Parkzicht\np/a Bos Beheer B.V.\nPostbus 12, Assen"},
		"Copropriété Les Pins":            {"Anne Roux <a.roux@roux-gestion.example>", "Merci de facturer 3 lampes à 40 € pièce à :\nCopropriété Les Pins\nreprésentée par son syndic Roux Gestion SARL\n12 rue Haute"},
		"Elm Court Residents Association": {"Jo Reed <jo@reedlettings.example>", "Please send the invoice for 3 lamps at £40 each to:\nElm Court Residents Association\nc/o Reed Lettings Ltd\n12 High Street"},
	} {
		r := reading.Read(written(mail[0], mail[1]), fixtureOwner())
		require.Equal(t, want, r.Company)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s %v", want, r.Questions)
	}
}

// What does not say that it is a body's name is asked about, and so is a firm that
// nothing ties to the sender.
func TestCompany_WhomAFirmStandsForIsAskedWhereItIsNotPlain(t *testing.T) {
	t.Parallel()
	for _, mail := range [][2]string{
		{"Jo Reed <jo@reedlettings.example>", "Please send the invoice for 3 lamps at £40 each to:\nElm Court\nc/o Reed Lettings Ltd\n12 High Street"},
		{"Jo Reed <jo@harker.example>", "Please send the invoice for 3 lamps at £40 each to Harker Ltd, c/o Reed Lettings Ltd, 12 High Street"},
		{"Jo Reed <jo@harker.example>", "Bitte die Rechnung über 3 Lampen zu je 40 € an die WEG Birkenweg 7-9, vertreten durch die Hausverwaltung Brinkmann GmbH."},
	} {
		r := reading.Read(written(mail[0], mail[1]), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, mail[1])
	}
}
