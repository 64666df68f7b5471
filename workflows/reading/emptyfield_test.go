package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// A field that was left empty has no value, and the next field is none of it.
func TestCompany_AnEmptyFieldDoesNotTakeTheNextOne(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Name: Lucy Perrin\nE-mail: lucy.perrin@postbox.example\nCompany:\nLanguage: Spanish\nSubject: Invoice\n\nMessage:\nHello, please send us an invoice for 2 places at 265 euros each.",
		"Nombre: Lucía Peral\nE-mail: lucia@correoweb.example\nEmpresa:\nIdioma: Español\nAsunto: Factura\n\nMensaje:\nHola, necesito factura de 2 plazas a 265 euros cada una.",
		"Name: Luise Peters\nE-Mail: luise@post.example\nFirma:\nSprache: Deutsch\n\nNachricht:\nHallo, bitte eine Rechnung über 2 Plätze zu je 265 Euro.",
	} {
		r := reading.Read(written("Lucy Perrin <lucy.perrin@postbox.example>", body), fixtureOwner())
		require.Empty(t, r.Company, body)
	}
}
