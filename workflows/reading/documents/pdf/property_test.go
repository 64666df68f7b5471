package pdf_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/reading/documents/pdf"
)

func word() *rapid.Generator[string] {
	return rapid.StringMatching(`[A-Za-z0-9][A-Za-z0-9.,%/()-]{0,9}`)
}

func TestText_ATablePrintedInAnyOrderIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		height, width := rapid.IntRange(1, 12).Draw(t, "height"), rapid.IntRange(1, 4).Draw(t, "width")
		var pieces, lines []string
		for i := range height {
			row := rapid.SliceOfN(word(), width, width).Draw(t, "row")
			for j, c := range row {
				pieces = append(pieces, at(40+j*130, 780-i*13, c))
			}
			lines = append(lines, strings.Join(row, "  "))
		}
		content := strings.Join(rapid.Permutation(pieces).Draw(t, "order"), "")
		r := pdf.Read(onePage(content, "").bytes())
		require.Equal(t, strings.Join(lines, "\n"), r.Text)
		require.Empty(t, r.Say)
	})
}

func TestText_SpacingOfLettersDoesNotTearWords(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[A-Za-z]{2,8}`), 1, 6).Draw(t, "words")
		var b strings.Builder
		b.WriteString("BT /F1 11 Tf 40 700 Td [")
		for _, w := range words {
			for _, c := range w {
				b.WriteString("(" + string(c) + ")")
				b.WriteString(rapid.SampledFrom([]string{"", " 40 ", " -80 ", " 15 "}).Draw(t, "kern"))
			}
			b.WriteString("( )")
		}
		b.WriteString("] TJ ET")
		require.Equal(t, strings.Join(words, " "), pdf.Read(onePage(b.String(), "").bytes()).Text)
	})
}

func TestRead_AnyDamageComesBack(t *testing.T) {
	t.Parallel()
	content := onePage(orderContent(), "/AF [7 0 R]").bytes()
	rapid.Check(t, func(t *rapid.T) {
		broken := append([]byte(nil), content...)
		for range rapid.IntRange(1, 12).Draw(t, "bytes") {
			broken[rapid.IntRange(0, len(broken)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "to")
		}
		r := pdf.Read(broken)
		if r.Refused || r.Text == "" {
			require.NotEmpty(t, r.Say)
		}
	})
}
