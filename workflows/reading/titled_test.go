package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// What is to stand on the invoice names the one amount of a mail.
func TestLines_WhatIsToStandOnTheInvoiceNamesTheAmount(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		`Ich brauche eine Rechnung. Bezahlt habe ich bar 145 Euro, da war alles drin, auch die Steuer. Auf der Rechnung soll bitte "Notöffnung Wohnungstür" stehen.`: "1 Notöffnung Wohnungstür 145",
		`Bitte eine Rechnung über 300 Euro brutto schreiben. Als Leistung bitte "Moderation Sommerfest" angeben.`:                                                    "1 Moderation Sommerfest 300",
		"Bitte stellen Sie uns 1.200 Euro zzgl. 19 % MwSt in Rechnung. Text auf der Rechnung: Beratung Einkaufsprozess.":                                             "1 Beratung Einkaufsprozess 1200 t19",
		`Graag een factuur van 300 euro inclusief btw. Zet er maar "zaalhuur december" op.`:                                                                          "1 zaalhuur december 300",
	})
	for _, body := range []string{
		`Bitte Rechnung. Ich habe 50 Euro angezahlt. Als Leistung bitte "Moderation Sommerfest" angeben.`,
		`Bitte Rechnung. Die Firma Kranz nimmt 200 Euro. Als Leistung bitte "Moderation Sommerfest" angeben.`,
		`Bitte Rechnung über ca. 300 Euro. Als Leistung bitte "Moderation Sommerfest" angeben.`,
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}

// A word may stand between the name of a reference and the reference.
func TestOrder_AWordMayStandBeforeTheReference(t *testing.T) {
	t.Parallel()
	for body, po := range map[string]string{
		"Graag een factuur voor 12 kabels à € 4,25. Kenmerk graag NB-552 vermelden.":         "NB-552",
		"Graag een factuur voor 12 kabels à € 4,25. Onze inkooporder heet WB-1126-03.":       "WB-1126-03",
		"Bitte Rechnung über 12 Kabel à 4,25 €. Als Referenz bitte NB-552 angeben.":          "NB-552",
		"Bitte Rechnung über 12 Kabel à 4,25 €. Unsere Bestellung läuft unter 4500-118.":     "4500-118",
		"Bitte Rechnung über 12 Kabel à 4,25 €. Die Bestellung war für 12 Personen gedacht.": "",
	} {
		require.Equal(t, po, reading.Read(letter(body), fixtureOwner()).PO, body)
	}
}
