package odoo

import (
	"context"
	"crypto/sha1" //nolint:gosec // Odoo's own checksum of attachments, not a protection
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strconv"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// maxMail is the largest mail that is attached, in bytes. Odoo takes requests
// of 128 MiB, and base64 adds a third.
const maxMail = 48 << 20

// EnsureAttachment attaches the stored mail to the invoice or quotation, once:
// an attachment of it with the same checksum is taken as it is. Without
// Odoo it returns name, size and checksum with ID 0.
func (a *Activities) EnsureAttachment(ctx context.Context, in contract.EnsureAttachmentInput) (contract.Attachment, error) {
	mail, err := a.mail(in)
	if err != nil {
		return contract.Attachment{}, err
	}
	sum := sha1.Sum(mail) //nolint:gosec // see the import
	want := contract.Attachment{Name: attachmentName(in.BusinessKey), Size: int64(len(mail)), SHA1: hex.EncodeToString(sum[:])}
	if a.client == nil {
		return want, nil
	}
	doc, id := documentOf(""), in.InvoiceID
	if in.QuotationID != 0 {
		doc, id = documentOf(contract.KindQuotation), in.QuotationID
	}
	if id <= 0 {
		return contract.Attachment{}, refuse(contract.FailInvalid, "There is no "+doc.noun+" to attach the mail to.")
	}
	p := planAttachment(in.BusinessKey, doc.model, strconv.FormatInt(id, 10), base64.StdEncoding.EncodeToString(mail))
	got, err := a.attach(ctx, doc.model, id, p, want)
	return got, a.repeatable(err)
}

func (a *Activities) mail(in contract.EnsureAttachmentInput) ([]byte, error) {
	if !businessKey.MatchString(in.BusinessKey) {
		return nil, refuse(contract.FailInvalid, "The mail cannot be attached without the invoice's business key.")
	}
	if a.openMail == nil {
		return nil, refuse(contract.FailNotConfigured, "This worker has no mail store, so the mail cannot be attached.")
	}
	mail, err := a.openMail(in.Mail)
	if err != nil {
		return nil, failure(contract.FailNotFound, "The stored mail could not be read, so it was not attached to the invoice; attach it by hand.", 0, err)
	}
	if len(mail) > maxMail {
		return nil, refuse(contract.FailInvalid, fmt.Sprintf("The mail has %d MB, more than the 48 MB that can be attached; attach what matters by hand.", len(mail)>>20))
	}
	return mail, nil
}

func (a *Activities) attach(ctx context.Context, model string, record int64, p plan, want contract.Attachment) (contract.Attachment, error) {
	found, err := a.client.Search(ctx, odooclient.ModelAttachment, odooclient.Query{
		Domain: []any{cond("res_model", "=", model), cond("res_id", "=", record), cond("checksum", "=", want.SHA1)},
		Fields: attachmentFields(), Limit: 1,
	})
	if err != nil {
		return contract.Attachment{}, err
	}
	if len(found) == 1 {
		return attachmentOf(found[0]), nil
	}
	id, err := a.client.Load(ctx, p.Model, p.Columns, p.Rows)
	if err != nil {
		return contract.Attachment{}, err
	}
	found, err = a.client.Read(ctx, odooclient.ModelAttachment, []int64{id}, attachmentFields())
	if err != nil {
		return contract.Attachment{}, err
	}
	if len(found) != 1 {
		return contract.Attachment{}, refuse(contract.FailNotFound, "The attachment was made in Odoo but is not there any more.")
	}
	got := attachmentOf(found[0])
	if got.SHA1 != want.SHA1 || got.Size != want.Size {
		return got, refuse(contract.FailConflict, fmt.Sprintf("The attachment %d in Odoo is not the mail that was sent; compare the two by hand.", id))
	}
	return got, nil
}

func attachmentFields() []string { return []string{"name", "checksum", "file_size"} }

func attachmentOf(r odooclient.Record) contract.Attachment {
	return contract.Attachment{ID: r.Int("id"), Name: r.Str("name"), Size: r.Int("file_size"), SHA1: r.Str("checksum")}
}
