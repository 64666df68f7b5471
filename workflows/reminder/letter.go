package reminder

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// words are the sentences of a reminder in one language.
type words struct{ subject, hello, open, due, total, ask, crossed, bye string }

// wordsIn are the sentences in the customer's language as Odoo knows it, in
// English where there are none.
func wordsIn(language string) words {
	switch language {
	case "de":
		return words{
			"Zahlungserinnerung", "Guten Tag,", "nach unseren Unterlagen sind die folgenden Rechnungen noch offen:", "fällig am", "Zusammen",
			"Bitte prüfen Sie das und überweisen Sie den offenen Betrag.", "Sollte sich Ihre Zahlung mit dieser Nachricht überschnitten haben, ist sie gegenstandslos.", "Mit freundlichen Grüßen",
		}
	case "fr":
		return words{
			"Rappel de paiement", "Bonjour,", "sauf erreur de notre part, les factures suivantes restent impayées :", "échéance le", "Total",
			"Merci de bien vouloir vérifier et régler le montant dû.", "Si votre paiement a croisé ce message, merci de ne pas en tenir compte.", "Cordialement",
		}
	case "es":
		return words{
			"Recordatorio de pago", "Buenos días:", "según nuestros registros, las siguientes facturas siguen pendientes:", "vencimiento", "Total",
			"Le rogamos que lo compruebe y abone el importe pendiente.", "Si su pago se ha cruzado con este mensaje, no lo tenga en cuenta.", "Un saludo",
		}
	}
	return words{
		"Payment reminder", "Hello,", "according to our books the following invoices are still open:", "due on", "Together",
		"Would you please have a look and pay what is due.", "If your payment and this message have crossed, please disregard it.", "Kind regards",
	}
}

// letter writes the mail. What comes from Odoo stays on its line.
func letter(in contract.ReminderInput, debt contract.Debt, h contract.Handbook) contract.MailDraft {
	w := wordsIn(debt.Language)
	lines := []string{w.hello, "", w.open, ""}
	numbers := []string{}
	for _, item := range debt.Overdue {
		lines = append(lines, "- "+oneLine(item.Number)+", "+w.due+" "+item.Due+": "+string(item.Open)+" "+item.Currency)
		numbers = append(numbers, oneLine(item.Number))
	}
	if len(debt.Overdue) > 1 {
		lines = append(lines, "", w.total+": "+amounts(debt.Sums))
	}
	lines = append(lines, "", w.ask, w.crossed, "", w.bye)
	for _, signed := range []string{h.Owner.Name, h.Owner.Company} {
		if signed != "" {
			lines = append(lines, oneLine(signed))
		}
	}
	subject := w.subject + " " + strings.Join(numbers[:min(len(numbers), 3)], ", ")
	if len(numbers) > 3 {
		subject += ", …"
	}
	to := debt.Email
	if !isAddress(to) {
		to = "" // several, or none: the owner puts it in
	}
	return contract.MailDraft{BusinessKey: contract.ReminderKey(in.Week, in.Key), To: to, Subject: subject, Text: strings.Join(lines, "\n") + "\n"}
}

// oneLine keeps a name from beginning a line of its own.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
