package odoo

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"

	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// maxMail is the largest mail that is attached, in bytes. Odoo takes requests
// of 128 MiB, and base64 adds a third.
const maxMail = 48 << 20

// EnsureAttachment attaches the stored mail and its harmless files to the
// invoice, quotation or payment, each once: an attachment of it with the same
// checksum is taken as it is. Without Odoo it returns name, size and checksum
// with ID 0. A file that Odoo refuses is left out and told; the mail holds it
// all the same.
func (a *Activities) EnsureAttachment(ctx context.Context, in contract.EnsureAttachmentInput) (contract.Attachment, error) {
	mail, err := a.mail(in)
	if err != nil {
		return contract.Attachment{}, err
	}
	papers := papersOf(mail)
	whole := paper{name: attachmentName(in.BusinessKey), mimetype: "message/rfc822", content: mail}
	if a.client == nil {
		return whole.wanted(), nil
	}
	on := placeOf(in)
	if on.id <= 0 {
		return contract.Attachment{}, refuse(contract.FailInvalid, "There is no "+on.noun+" to attach the mail to.")
	}
	whole.key = attachmentKey(in.BusinessKey, on)
	got, err := a.attach(ctx, on, whole)
	if err != nil {
		return got, a.repeatable(err)
	}
	got.LeftOut = papers.leftOut
	for _, p := range papers.harmless {
		p.key = fileKey(in.BusinessKey, on, p.content)
		file, err := a.attach(ctx, on, p)
		if err == nil {
			got.Files = append(got.Files, file)
			continue
		}
		why, refused := refusal(a.repeatable(err))
		if !refused {
			return contract.Attachment{}, a.repeatable(err)
		}
		got.LeftOut = append(got.LeftOut, p.name+" could not be attached: "+why)
	}
	return got, nil
}

// refusal is the sentence of a failure that comes again for the same file.
func refusal(err error) (string, bool) {
	var app *temporal.ApplicationError
	if !errors.As(err, &app) {
		return "", false
	}
	kind := contract.FailureKind(app.Type())
	return app.Message(), kind == contract.FailInvalid || kind == contract.FailConflict
}

// place is the record in Odoo that something is attached to.
type place struct {
	noun, model string
	id          int64
}

func placeOf(in contract.EnsureAttachmentInput) place {
	quotation, invoice := documentOf(contract.KindQuotation), documentOf("")
	switch {
	case in.QuotationID != 0:
		return place{quotation.noun, quotation.model, in.QuotationID}
	case in.PaymentID != 0:
		return place{"payment", odooclient.ModelPayment, in.PaymentID}
	}
	return place{invoice.noun, invoice.model, in.InvoiceID}
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

func (a *Activities) attach(ctx context.Context, on place, p paper) (contract.Attachment, error) {
	want := p.wanted()
	found, err := a.client.Search(ctx, odooclient.ModelAttachment, odooclient.Query{
		Domain: []any{cond("res_model", "=", on.model), cond("res_id", "=", on.id), cond("checksum", "=", want.SHA1)},
		Fields: attachmentFields(), Limit: 1,
	})
	if err != nil {
		return contract.Attachment{}, err
	}
	if len(found) == 1 {
		return attachmentOf(found[0]), nil
	}
	plan := planAttachment(p, on.model, strconv.FormatInt(on.id, 10), base64.StdEncoding.EncodeToString(p.content))
	id, err := a.client.Load(ctx, plan.Model, plan.Columns, plan.Rows)
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
		return got, refuse(contract.FailConflict, fmt.Sprintf("The attachment %d in Odoo is not what was sent; compare the two by hand.", id))
	}
	return got, nil
}

func attachmentFields() []string { return []string{"name", "checksum", "file_size"} }

func attachmentOf(r odooclient.Record) contract.Attachment {
	return contract.Attachment{ID: r.Int("id"), Name: r.Str("name"), Size: r.Int("file_size"), SHA1: r.Str("checksum")}
}
