package odoo_test

import (
	"bytes"
	"crypto/sha1" //nolint:gosec // Odoo's checksum
	"encoding/hex"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func attachmentInput(invoice int64) contract.EnsureAttachmentInput {
	return contract.EnsureAttachmentInput{InvoiceID: invoice, BusinessKey: contract.BusinessKey("mail-1"), Mail: contract.MailRef{Key: "ab"}}
}

func checksum(b []byte) string {
	sum := sha1.Sum(b) //nolint:gosec // see the import
	return hex.EncodeToString(sum[:])
}

func TestEnsureAttachment_AttachesTheMailOnceByteForByte(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{17, 19, 22}, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		made, err := b.create(draft(t, "mail-1", 1))
		require.NoError(t, err)
		for range 3 {
			got, err := run(t, b.acts, contract.OdooEnsureAttachment, attachmentInput(made.InvoiceID))
			require.NoError(t, err)
			require.Equal(t, int64(len(mailBytes)), got.Size)
			require.Equal(t, checksum([]byte(mailBytes)), got.SHA1)
			require.NotZero(t, got.ID)
		}
		stored := b.fake.Attachments()
		require.Len(t, stored, 1)
		require.Equal(t, "message/rfc822", stored[0]["mimetype"])
		require.Equal(t, made.InvoiceID, stored[0]["res_id"])
		require.Equal(t, 1, b.fake.Count("ir.attachment.load"))
	})
}

func TestEnsureAttachment_RepeatsAfterALostAnswerWithoutASecondOne(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		made, err := b.create(draft(t, "mail-1", 1))
		require.NoError(t, err)
		b.fake.CommitThenDrop(1, "ir.attachment.load")
		_, err = run(t, b.acts, contract.OdooEnsureAttachment, attachmentInput(made.InvoiceID))
		requireKind(t, contract.FailTransient, err)
		_, err = run(t, b.acts, contract.OdooEnsureAttachment, attachmentInput(made.InvoiceID))
		require.NoError(t, err)
		require.Len(t, b.fake.Attachments(), 1)
	})
}

func TestEnsureAttachment_TakesALargeMail(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		mail := bytes.Repeat([]byte("0123456789abcdef\r\n"), 200_000)
		b := w.bench(t, odoofake.Options{}, odoo.WithOpenMail(func(contract.MailRef) ([]byte, error) { return mail, nil }))
		invoice := b.fake.AddInvoice(odoofake.Invoice{Partner: 1, State: "draft", Total: "1"})
		got, err := run(t, b.acts, contract.OdooEnsureAttachment, attachmentInput(invoice))
		require.NoError(t, err)
		require.Equal(t, checksum(mail), got.SHA1)
	})
}

func TestEnsureAttachment_SaysWhatTheOwnerCanDo(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		big := func(contract.MailRef) ([]byte, error) { return make([]byte, 49<<20), nil }
		gone := func(contract.MailRef) ([]byte, error) { return nil, errors.New("no such file") }
		for name, c := range map[string]struct {
			opts []odoo.Option
			in   contract.EnsureAttachmentInput
			kind contract.FailureKind
			says string
		}{
			"too large":  {[]odoo.Option{odoo.WithOpenMail(big)}, attachmentInput(5), contract.FailInvalid, "49 MB"},
			"not stored": {[]odoo.Option{odoo.WithOpenMail(gone)}, attachmentInput(5), contract.FailNotFound, "attach it by hand"},
			"no store":   {[]odoo.Option{odoo.WithOpenMail(nil)}, attachmentInput(5), contract.FailNotConfigured, "no mail store"},
			"no invoice": {nil, attachmentInput(0), contract.FailInvalid, "no invoice"},
			"no key":     {nil, contract.EnsureAttachmentInput{InvoiceID: 5}, contract.FailInvalid, "business key"},
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				b := w.bench(t, odoofake.Options{}, c.opts...)
				_, err := run(t, b.acts, contract.OdooEnsureAttachment, c.in)
				require.Contains(t, requireKind(t, c.kind, err), c.says)
				require.Empty(t, b.fake.Requests())
			})
		}
	})
}

func TestEnsureAttachment_ProxyLimitIsExplained(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		b.fake.Fail(413, 1, "ir.attachment.load")
		_, err := run(t, b.acts, contract.OdooEnsureAttachment, attachmentInput(5))
		require.Contains(t, requireKind(t, contract.FailInvalid, err), "client_max_body_size")
	})
}

func TestEnsureAttachment_ADeletedInvoiceIsToldOn19(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Version: 19})
		_, err := run(t, b.acts, contract.OdooEnsureAttachment, attachmentInput(4711))
		requireKind(t, contract.FailAuth, err)
	})
}

func TestUnconfigured_ReadsSayThatThereIsNoOdoo(t *testing.T) {
	t.Parallel()
	acts := activities(t, odoo.Config{})
	require.False(t, acts.Configured())
	match, err := run(t, acts, contract.OdooFindCustomer, contract.FindCustomerInput{})
	require.NoError(t, err)
	require.Equal(t, contract.CustomerMatch{}, match)
	found, err := run(t, acts, contract.OdooFindDuplicates, contract.FindDuplicatesInput{})
	require.NoError(t, err)
	require.False(t, found.Configured)
	out, err := run(t, acts, contract.OdooVerifyDraftInvoice, contract.VerifyDraftInvoiceInput{})
	require.NoError(t, err)
	require.Equal(t, contract.InvoiceOutcome{}, out)
	got, err := run(t, acts, contract.OdooEnsureAttachment, attachmentInput(0))
	require.NoError(t, err)
	require.Equal(t, contract.Attachment{Name: "request " + contract.BusinessKey("mail-1") + ".eml", Size: int64(len(mailBytes)), SHA1: checksum([]byte(mailBytes))}, got)
}
