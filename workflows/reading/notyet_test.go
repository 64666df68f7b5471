package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestDirection_AnInvoiceThatHasNotComeIsAskedFor(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Ciao, non ho ancora ricevuto la tua fattura per le 6 ore di montaggio a 35 euro l'ora. Me la mandi?":                             "6 montaggio 35",
		"Buongiorno, non abbiamo ancora la vostra fattura per il noleggio di 4 casse a 25 euro l'una. Ce la potete inviare?":              "4 casse 25",
		"Buongiorno, ad oggi non ci è pervenuta la fattura relativa a 5 ore di assistenza a 40 euro l'ora. Restiamo in attesa.":           "5 assistenza 40",
		"Bonjour, je n'ai pas encore reçu votre facture pour les 6 heures de montage à 35 € l'heure. Vous me l'envoyez ?":                 "6 montage 35",
		"Bonjour, nous n'avons toujours pas eu de facture pour les 4 enceintes à 25 € pièce. Pouvez-vous nous la faire parvenir ?":        "4 enceintes 25",
		"Bonjour, votre facture pour 2 journées de régie à 320 € HT ne nous est pas parvenue. Merci de nous la transmettre.":              "2 régie 320",
		"Hola, todavía no he recibido tu factura por las 6 horas de montaje a 35 € la hora. ¿Me la mandas?":                               "6 montaje 35",
		"Buenas, aún no nos ha llegado la factura de los 4 altavoces a 25 € cada uno. ¿Nos la podéis enviar?":                             "4 altavoces 25",
		"Hola, la factura de las 2 jornadas de técnico a 280 € no nos ha llegado. ¿Podéis enviárnosla?":                                   "2 técnico 280",
		"Hallo, ich habe deine Rechnung für die 6 Stunden Montage zu 35 Euro die Stunde noch nicht bekommen. Schickst du sie mir?":        "6 Montage 35",
		"Guten Tag, die Rechnung über die 4 Boxen zu je 25 Euro fehlt uns noch. Könnten Sie die nachreichen?":                             "4 Boxen 25",
		"Hallo, Ihre Rechnung zu den 2 Techniker-Tagen à 280 Euro ist bei uns noch nicht eingegangen. Können Sie sie uns bitte schicken?": "2 Techniker-Tagen 280",
		"Hoi, ik heb je factuur voor de 6 uur montage à 35 euro per uur nog niet ontvangen. Stuur je hem even?":                           "6 montage 35",
		"Beste, uw factuur voor 2 dagen techniek aan € 280 per dag is bij ons niet toegekomen. Kunt u ze bezorgen?":                       "2 techniek 280",
		"Hallo, ik zie dat ik nog geen factuur heb van de 2 dagen techniek à 280 euro. Wil je die nog even sturen?":                       "2 techniek 280",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.DirectionInvoice, r.Direction, body)
		require.Equal(t, want, linesOf(r), body)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s: %v", body, r.Questions)
	}
}

func TestDirection_AnInvoiceOrAPaymentOfTheirOwnThatHasNotComeIsNotAskedFor(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Hallo, Ihre Rechnung 2026-044 über 350 Euro haben wir noch nicht erhalten. Können Sie sie nochmals schicken?",
		"Beste, heeft u onze factuur nog niet ontvangen? Het bedrag van 350 euro staat nog open.",
		"Buongiorno, non abbiamo ancora ricevuto il pagamento della fattura n. 45 di 350 euro. Può verificare?",
		"Buongiorno, non abbiamo ricevuto la vostra fattura n. 45 del 12 marzo, 350 euro. Ce la potete rimandare in copia?",
		"Bonjour, nous n'avons pas reçu le règlement de notre facture 2026-12 de 350 €. Pouvez-vous vérifier ?",
		"Hola, todavía no hemos recibido el pago de nuestra factura de 350 €. ¿Nos lo podéis enviar?",
		"Hallo Mara, die Rechnung ist da, danke. Die Fotos fehlen noch, kannst du die bitte noch schicken?",
		"Ciao, ho ricevuto la tua fattura e l'ho pagata ieri. Grazie!",
	} {
		require.Equal(t, contract.ExpectIgnore, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}
