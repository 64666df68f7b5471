package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// What is counted and takes so many hours each is billed by the hour where its amount
// proves it.
func TestHoursOfEach_AreAllTheHoursWhereTheAmountProvesIt(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us for 4 pottery lessons of 2 hours each at €30 an hour = €240.":                                "8 pottery lessons 30",
		"Please invoice us:\n- two visits of 3 hours each, €90 an hour, so €540\n- mileage 84 km at €0.40, i.e. €33.60": "6 visits 90; 84 mileage 0.4",
		"Le chiedo la fattura:\n- due visite guidate da 3 ore ciascuna, 90 euro all'ora, quindi 540 euro":               "6 visite guidate 90",
		"Bitte Rechnung: 4 Kurse zu je 2 Stunden, 30 Euro pro Stunde = 240 Euro.":                                       "8 Kurse 30",
		"Facture svp : 4 ateliers de 2 heures, 30 € de l'heure, soit 240 €.":                                            "8 ateliers 30",
	})
	for _, body := range []string{
		"Please invoice us for 4 pottery lessons of 2 hours each at €30 an hour.",
		"Please invoice us for 4 pottery lessons of 2 hours each at €30 an hour = €230.",
		"Le chiedo la fattura: due visite da 3 ore ciascuna, 90 euro all'ora.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}

// From when to when something was done counts nothing, and what leads to a count is no name.
func TestClockSpan_HoursOfTheDayCountNothing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Mi mandi la fattura: pulizia vetrine dalle 9 alle 13, quindi 4 ore a 70 euro l'ora":            "4 pulizia vetrine dalle 9 alle 13 70",
		"Mándame la factura: limpieza de cristales de las 9 a las 13, o sea 4 horas a 70 euros la hora": "4 limpieza de cristales de las 9 a las 13 70",
		"Bitte Rechnung: Fensterreinigung, insgesamt 8 Stunden zu 70 Euro = 560 Euro":                   "8 Fensterreinigung 70",
		"Please invoice us: window cleaning, so 8 hours at €70 an hour = €560 + VAT":                    "8 window cleaning 70",
	})
}

// One word of advertising is what was ordered, a tax that is not withheld leaves nothing
// open, and a firm called as the sender keeps its name before its form.
func TestAside_WhatSoundsLikeAnotherPaperIsTheCustomersOwn(t *testing.T) {
	t.Parallel()
	newsletters := strings.Replace(string(letter("Hi Mara, all fine with the delivery. For the invoice:\n\n4 newsletters at €65 each\n1 landing page €220")), "Subject: Invoice", "Subject: Newsletter + landing page", 1)
	require.Equal(t, contract.DirectionInvoice, reading.Read([]byte(newsletters), fixtureOwner()).Direction)
	readsAs(t, map[string]string{
		"Fammi la fattura per 3 tende a 40 euro l'una, niente ritenuta.":        "3 tende 40",
		"Bitte Rechnung: 3 Zelte zu je 40 Euro, keine Quellensteuer.":           "3 Zelte 40",
		"Merci de me facturer 3 tentes à 40 € pièce, sans retenue à la source.": "3 tentes 40",
	})
	require.Equal(t, contract.ExpectAsk, reading.Read(letter("Fammi la fattura per 3 tende a 40 euro l'una, con ritenuta."), fixtureOwner()).Expected)
	clinic := reading.Read(from("Studio Dentistico Ronchi <info@studioronchi.example>", "Mi mandi la fattura: 3 tende a 40 euro l'una.\n\nIlenia\nSegreteria Studio Dentistico Ronchi S.t.p. a r.l."), fixtureOwner())
	require.Equal(t, "Studio Dentistico Ronchi S.t.p. a r.l.", clinic.Company)
}
