package odoo_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// part is an attachment of a mail: its headers' name and type, and its bytes.
type part struct{ name, media, content string }

func pdf(words string) string { return "%PDF-1.7\n" + words }

// withParts is a mail that carries the files.
func withParts(parts ...part) []byte {
	var b strings.Builder
	b.WriteString("From: anna@acme.example\r\nSubject: Order\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=xx\r\n\r\n--xx\r\nContent-Type: text/plain\r\n\r\nplease invoice\r\n")
	for _, p := range parts {
		how := "attachment"
		if strings.HasPrefix(p.media, "image/") {
			how = "inline"
		}
		fmt.Fprintf(&b, "--xx\r\nContent-Type: %s\r\nContent-Disposition: %s; filename=\"%s\"\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n",
			p.media, how, p.name, base64.StdEncoding.EncodeToString([]byte(p.content)))
	}
	b.WriteString("--xx--\r\n")
	return []byte(b.String())
}

func carrying(mail []byte) odoo.Option {
	return odoo.WithOpenMail(func(contract.MailRef) ([]byte, error) { return mail, nil })
}

func TestEnsureAttachment_PutsEachHarmlessFileBesideTheMailOnce(t *testing.T) {
	t.Parallel()
	mail := withParts(
		part{"PO 4711.pdf", "application/pdf", pdf("order")},
		part{"lines.csv", "text/html", "a;b\r\n1;2\r\n"}, // declared as a page
		part{"copy of PO.pdf", "application/pdf", pdf("order")},
		part{"order.exe", "application/pdf", "x"},
		part{"papers.zip", "application/zip", "PK\x05\x06" + strings.Repeat("\x00", 18)},
		part{"logo.png", "image/png", "\x89PNG\r\n\x1a\n"},
	)
	everyVersion(t, []int{14, 17, 19, 22}, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{}, carrying(mail))
		made, err := b.create(draft(t, "mail-1", 1))
		require.NoError(t, err)
		for range 3 {
			got, err := run(t, b.acts, contract.OdooEnsureAttachment, attachmentInput(made.InvoiceID))
			require.NoError(t, err)
			require.Equal(t, checksum(mail), got.SHA1)
			require.Len(t, got.Files, 3, "the copy is told as the first")
			require.Equal(t, got.Files[0].ID, got.Files[2].ID)
			require.Equal(t, "PO 4711.pdf", got.Files[0].Name)
			require.Len(t, got.LeftOut, 2)
			require.Contains(t, got.LeftOut[0], "is a program; do not open it.")
			require.Contains(t, got.LeftOut[1], "archive")
		}
		stored := b.fake.Attachments()
		require.Len(t, stored, 3, "the mail, the order and the table")
		for i, want := range [][2]string{{"request " + contract.BusinessKey("mail-1") + ".eml", "message/rfc822"}, {"PO 4711.pdf", "application/pdf"}, {"lines.csv", "text/csv"}} {
			require.Equal(t, want, [2]string{stored[i]["name"].(string), stored[i]["mimetype"].(string)}, "never the type that the sender declares")
			require.Equal(t, "account.move", stored[i]["res_model"])
			require.Equal(t, made.InvoiceID, stored[i]["res_id"])
		}
		require.Equal(t, 3, b.fake.Count("ir.attachment.load"))
	})
}

func TestEnsureAttachment_ALostAnswerAmongTheFilesMakesNoSecondOne(t *testing.T) {
	t.Parallel()
	mail := withParts(part{"a.pdf", "application/pdf", pdf("a")}, part{"b.pdf", "application/pdf", pdf("b")})
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{}, carrying(mail))
		made, err := b.create(draft(t, "mail-1", 1))
		require.NoError(t, err)
		b.fake.CommitThenDrop(3, "ir.attachment.load")
		for range 3 {
			_, err = run(t, b.acts, contract.OdooEnsureAttachment, attachmentInput(made.InvoiceID))
			requireKind(t, contract.FailTransient, err)
		}
		got, err := run(t, b.acts, contract.OdooEnsureAttachment, attachmentInput(made.InvoiceID))
		require.NoError(t, err)
		require.Len(t, got.Files, 2)
		require.Len(t, b.fake.Attachments(), 3)
	})
}

func TestEnsureAttachment_AFileThatIsRefusedIsToldAndTheRestIsThere(t *testing.T) {
	t.Parallel()
	mail := withParts(part{"a.pdf", "application/pdf", pdf("a")}, part{"b.pdf", "application/pdf", pdf("b")})
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{}, carrying(mail))
		made, err := b.create(draft(t, "mail-1", 1))
		require.NoError(t, err)
		_, err = run(t, b.acts, contract.OdooEnsureAttachment, attachmentInput(made.InvoiceID))
		require.NoError(t, err)
		b.fake.Delete("ir.attachment", b.fake.Attachments()[1]["id"].(int64))
		b.fake.Fail(413, 1, "ir.attachment.load")
		got, err := run(t, b.acts, contract.OdooEnsureAttachment, attachmentInput(made.InvoiceID))
		require.NoError(t, err)
		require.Len(t, got.Files, 1)
		require.Equal(t, "b.pdf", got.Files[0].Name)
		require.Len(t, got.LeftOut, 1)
		require.Contains(t, got.LeftOut[0], "a.pdf could not be attached: ")
	})
}

func TestEnsureAttachment_BoundsNumberAndBytesOfFiles(t *testing.T) {
	t.Parallel()
	var many []part
	for i := range 23 {
		many = append(many, part{fmt.Sprintf("%d.pdf", i), "application/pdf", pdf(fmt.Sprint(i))})
	}
	large := part{"large.pdf", "application/pdf", pdf(strings.Repeat("0", 7<<20))}
	larger := part{"larger.pdf", "application/pdf", pdf(strings.Repeat("1", 7<<20))}
	for _, c := range []struct {
		mail        []byte
		files, left int
		says        string
	}{
		{withParts(many...), 20, 3, "20.pdf is more than the 20 files that are attached one by one."},
		{withParts(large, larger, many[0]), 2, 1, "larger.pdf would make it more than the 12 MB"},
		{withParts(part{strings.Repeat("long ", 60) + "end.pdf", "application/pdf", pdf("x")}), 1, 0, ""},
		{[]byte(strings.Repeat("not a mail\n", 3)), 0, 0, ""},
	} {
		w := ways()[1]
		b := w.bench(t, odoofake.Options{}, carrying(c.mail))
		made, err := b.create(draft(t, "mail-1", 1))
		require.NoError(t, err)
		got, err := run(t, b.acts, contract.OdooEnsureAttachment, attachmentInput(made.InvoiceID))
		require.NoError(t, err)
		require.Len(t, got.Files, c.files)
		require.Len(t, got.LeftOut, c.left)
		if c.left > 0 {
			require.Contains(t, got.LeftOut[0], c.says)
		}
		for _, f := range got.Files {
			require.LessOrEqual(t, len([]rune(f.Name)), 100)
			require.True(t, strings.HasSuffix(f.Name, ".pdf"), f.Name)
		}
	}
}

func TestEnsureAttachment_QuotationsAndPaymentsHaveThemToo(t *testing.T) {
	t.Parallel()
	mail := withParts(part{"advice.pdf", "application/pdf", pdf("remittance")})
	everyVersion(t, []int{14, 17, 18, 19, 22}, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Sales: true}, carrying(mail))
		d := paid(t, b)
		made, err := b.pay(d)
		require.NoError(t, err)
		order := b.fake.AddOrder(1, "draft", "", "1")
		for model, in := range map[string]contract.EnsureAttachmentInput{
			"account.payment": {PaymentID: made.PaymentID, BusinessKey: d.BusinessKey}, "sale.order": {QuotationID: order, BusinessKey: d.BusinessKey},
		} {
			for range 2 {
				got, err := run(t, b.acts, contract.OdooEnsureAttachment, in)
				require.NoError(t, err)
				require.Len(t, got.Files, 1)
			}
			there := 0
			for _, a := range b.fake.Attachments() {
				if a["res_model"] == model && a["res_id"] == max(in.PaymentID, in.QuotationID) {
					there++
				}
			}
			require.Equal(t, 2, there, model)
		}
		require.Len(t, b.fake.Attachments(), 4)
	})
}
