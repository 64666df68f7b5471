package reading

import (
	"strings"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// What a label such as "Company:" announces.
const (
	labelFirm     = "firm"
	labelPerson   = "person"
	labelAddress  = "address"
	labelDelivery = "delivery"
	labelProject  = "project"
	labelCentre   = "cost centre"
	labelDated    = "issue date"
	labelPeriod   = "period"
	labelOrder    = "order"
)

const maxLabel = 45 // bytes

// cell is "label: value" on a line or in a row of a table.
type cell struct {
	label, value string
}

// cellsOf takes a line apart into labelled values. Cells stand between bars or
// wide gaps; the label of a row without a colon is its first cell, or one that
// is known.
func cellsOf(line string) []cell {
	if !strings.ContainsAny(line, ":|") {
		return nil
	}
	var out []cell
	parts := splitCells(line)
	for i, p := range parts {
		if at := strings.IndexByte(p, ':'); at > 0 && at <= maxLabel {
			value := strings.TrimSpace(p[at+1:])
			if value == "" && i+1 < len(parts) && !strings.Contains(parts[i+1], ":") {
				value = parts[i+1]
			}
			out = append(out, cell{labelText(p[:at]), value})
			continue
		}
		if i+1 < len(parts) && len(p) <= maxLabel && strings.Contains(line, "|") && (i == 0 || labelKind(labelText(p)) != "") {
			out = append(out, cell{labelText(p), parts[i+1]})
		}
	}
	return out
}

// splitCells splits a line at bars and wide gaps, a row of a formatted table
// also where a cell breaks its lines.
func splitCells(line string) []string {
	var out []string
	if strings.HasPrefix(line, "|") {
		line = strings.ReplaceAll(line, " / ", "|")
	}
	for _, bar := range strings.Split(line, "|") {
		for _, p := range strings.Split(strings.ReplaceAll(bar, "\t", "   "), "   ") {
			if p = strings.TrimSpace(p); p != "" {
				out = append(out, p)
			}
		}
	}
	return out
}

// labelText is a label in small letters, without what makes it polite.
func labelText(s string) string {
	s = strings.Trim(strings.Join(strings.Fields(vocab.Fold(s)), " "), " .:*_-#>")
	for _, polite := range []string{"our ", "the ", "your ", "unsere ", "unser ", "ihre ", "notre ", "nuestra ", "nuestro ", "nostra ", "onze ", "ons "} {
		s = strings.TrimPrefix(s, polite)
	}
	return s
}

// labelKind says what a label announces, empty for one that says nothing here.
func labelKind(label string) string {
	switch label {
	case "company", "company name", "name of company", "name of the company", "organisation", "organization", "business", "business name", "billing name", "legal name", "client", "customer", "bill to", "invoice to", "billed to", "sold to", "addressee", "title", "company title",
		"billing details", "invoice data", "invoice details", "billing data", "billing information", "company details", "entity", "buyer company", "company / organisation", "company/organisation",
		"firma", "firmenname", "firma/verein", "verein", "unternehmen", "kunde", "auftraggeber", "besteller", "rechnungsempfänger", "rechnungsempfängerin", "rechnung an", "rechnungsadresse", "rechnungsanschrift", "rechnungsdaten", "firmierung",
		"société", "entreprise", "organisme", "raison sociale", "dénomination", "dénomination sociale", "adresse de facturation", "données de facturation", "coordonnées de facturation", "facturer à", "facture à", "structure",
		"empresa", "razón social", "denominación", "datos fiscales", "datos de facturación", "datos para la factura", "facturar a", "cliente", "organización", "sociedad",
		"ditta", "azienda", "società", "ragione sociale", "intestazione", "intestatario", "dati di fatturazione", "dati fatturazione", "dati per la fattura", "dati fiscali", "denominazione", "intestare a", "fatturare a",
		"bedrijf", "bedrijfsnaam", "organisatie", "tenaamstelling", "facturatiegegevens", "factuurgegevens", "factuuradres", "facturatieadres", "facturatie-adres", "klant", "opdrachtgever", "adresseren aan", "op naam van", "t.n.v", "factuur aan":
		return labelFirm
	case "name", "contact", "contact name", "contact person", "customer contact", "requester", "requested by", "reporter", "buyer", "ordered by", "raised by", "organiser", "organizer",
		"ansprechpartner", "ansprechpartnerin", "kontakt", "sachbearbeiter", "sachbearbeiterin", "bearbeiter", "bearbeiterin", "inhaber", "inhaberin", "ihr name",
		"personne de contact", "interlocuteur", "interlocutrice", "votre contact", "contacto", "persona de contacto", "referente", "contatto", "persona di contatto", "contactpersoon", "naam", "nom", "nombre", "nome":
		return labelPerson
	case "billing address", "invoice address", "address", "postal address", "registered address", "adresse", "anschrift", "straße, plz ort", "postanschrift", "adresse postale", "siège", "siège social", "dirección", "dirección fiscal", "domicilio", "domicilio fiscal",
		"indirizzo", "sede", "sede legale", "adres", "postadres", "billing adress":
		return labelAddress
	case "delivery address", "delivery to", "deliver to", "ship to", "shipping address", "delivered to", "lieferadresse", "lieferanschrift", "lieferung an", "lieferort", "adresse de livraison", "livraison à", "lieu de livraison", "dirección de entrega", "dirección de envío", "entrega en",
		"lugar de entrega", "indirizzo di consegna", "consegna a", "consegna presso", "luogo di consegna", "afleveradres", "leveradres", "bezorgadres", "leveringsadres", "afleveren":
		return labelDelivery
	case "project", "project no", "project number", "project name", "project code", "job", "job no", "job number", "job ref", "projekt", "projekt-nr", "projektnr", "projektnummer", "projektname", "projet", "n° de projet", "proyecto", "progetto", "commessa", "cup", "projectnummer", "projectnr", "projectnaam":
		return labelProject
	case "cost centre", "cost center", "cost code", "kostenstelle", "centre de coût", "centre de coûts", "centro de coste", "centro de costes", "centro de costos", "centro di costo", "kostenplaats":
		return labelCentre
	case "invoice date", "date of invoice", "date of the invoice", "rechnungsdatum", "date de facture", "date de la facture", "date de facturation", "fecha de factura", "fecha de la factura", "data fattura", "data della fattura", "factuurdatum":
		return labelDated
	case "service period", "period", "billing period", "period of service", "invoice period", "leistungszeitraum", "leistungsmonat", "abrechnungszeitraum", "abrechnungsmonat", "zeitraum", "période", "période de facturation", "période de prestation", "mois", "periodo", "período", "período de servicio",
		"periodo di riferimento", "periodo di competenza", "competenza", "mese", "periode", "factuurperiode", "dienstperiode":
		return labelPeriod
	case "رقم أمر الشراء", "أمر الشراء", "رقم الطلب", "رقم الطلبية", "آرڈر نمبر", "po / reference", "ihre bestellnr":
		return labelOrder
	}
	return ""
}

// labelled returns the values of a kind in lines, from the same cell or from
// the line below a label that stands alone.
func labelled(lines []string, kind string) []string {
	var out []string
	for i, line := range lines {
		if len(out) >= maxNames || kind == "" {
			break
		}
		for _, c := range cellsBelow(lines, i, line) {
			if labelKind(c.label) != kind {
				continue
			}
			value := c.value
			if value == "" && i+1 < len(lines) {
				value = strings.Trim(strings.TrimSpace(lines[i+1]), "| ")
			}
			if !blankValue(value) {
				out = append(out, value)
			}
		}
	}
	return out
}

// cellsBelow is cellsOf, and for a known label on a line of its own what
// stands on the next line, as web forms write.
func cellsBelow(lines []string, i int, line string) []cell {
	if strings.ContainsAny(line, ":|") || len(line) > maxLabel || labelKind(labelText(line)) == "" {
		return cellsOf(line)
	}
	for k := i + 1; k < len(lines) && k <= i+2; k++ {
		value := strings.Trim(lines[k], "| ")
		if value == "" {
			continue
		}
		if labelKind(labelText(value)) != "" {
			return nil
		}
		return []cell{{labelText(line), value}}
	}
	return nil
}

// blankValue is true for what people put into a field they leave empty.
func blankValue(v string) bool {
	v = strings.ToLower(strings.Trim(v, " .()[]*"))
	switch v {
	case "", "-", "--", "–", "—", "n/a", "na", "none", "nil", "no", "not applicable", "not registered", "tbc", "tba", "leer", "keine", "kein", "entfällt", "aucun", "aucune", "néant", "ninguno", "ninguna", "no aplica", "nessuno", "nessuna", "geen", "nvt", "n.v.t", "x", "?", "empty", "/":
		return true
	}
	return utf8.RuneCountInString(v) < 2
}

// labelledFirm reads the firm behind a label such as "Company:" on a line, or
// at the top of the lines below.
func (s *source) labelledFirm(lines []string, i int) (firm, bool) {
	for _, c := range cellsOf(lines[i]) {
		if labelKind(c.label) != labelFirm {
			continue
		}
		value, body := afterLabel(c.value)
		if value == "" {
			value, body = below(lines, i)
		}
		if f, ok := firmAt(value); ok && s.partyName(f) && (!addressLabel(c.label) || f.legal || s.confirmed(f.name)) {
			f.body = body && len(strings.Fields(f.name)) > 1
			return f, true
		}
	}
	return firm{}, false
}
