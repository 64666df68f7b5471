package invoice_test

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// desk keeps the request's note and what the owner did with it. A new revision
// lies undecided, as in the vault.
type desk struct {
	now     func() time.Time
	laid    []contract.Note // revisions of the request
	notices []contract.Note
	filed   []contract.FileNoteInput // the request, when it is over
	cleared []contract.FileNoteInput // notices
	decided contract.Decision
	refuse  func(contract.Note) error
	away    contract.Decision // what the owner did with a notice
	reads   int               // of the request's note
}

func (d *desk) lay(n contract.Note) (contract.NoteRef, error) {
	if d.refuse != nil {
		if err := d.refuse(n); err != nil {
			return contract.NoteRef{}, err
		}
	}
	if n.Informs() {
		d.notices = append(d.notices, n)
	} else {
		d.laid = append(d.laid, n)
		d.decided = contract.Decision{}
	}
	return contract.NoteRef{Path: n.Folder + "/" + n.Title + ".md"}, nil
}

func (d *desk) file(in contract.FileNoteInput) (contract.NoteRef, error) {
	if strings.Count(in.Note.RequestID, "-") > 2 {
		d.cleared = append(d.cleared, in)
	} else {
		d.filed = append(d.filed, in)
	}
	return contract.NoteRef{Path: in.Folder + "/" + in.Note.Title + ".md"}, nil
}

func (d *desk) read(in contract.FetchDecisionInput) contract.Decision {
	d.reads++
	pending := contract.Decision{RequestID: in.RequestID, Verdict: contract.VerdictPending}
	if d.away.Verdict != "" {
		return d.away
	}
	if d.decided.Verdict == "" || len(d.laid) == 0 || d.top().Revision != in.Revision {
		return pending
	}
	return d.decided
}

// decide is what the owner does: edits are key, value, key, value.
func (d *desk) decide(v contract.Verdict, edits []string) {
	values := map[string]string{}
	for _, f := range d.top().Fields {
		if f.Key != "answered" {
			values[f.Key] = f.Value
		}
	}
	for i := 0; i+1 < len(edits); i += 2 {
		values[edits[i]] = edits[i+1]
	}
	d.decided = contract.Decision{RequestID: d.top().RequestID, Verdict: v, Fields: values, FileTime: d.now(), SeenAt: d.now()}
}

func (d *desk) top() contract.Note { return d.laid[len(d.laid)-1] }

// words are everything the last revision says to the owner.
func words(n contract.Note) string {
	out := append(slices.Clone(n.Lead), n.HowTo...)
	return strings.Join(out, "\n") + "\n" + sections(n.Sections)
}

func sections(all []contract.Section) string {
	var b strings.Builder
	for _, s := range all {
		b.WriteString(s.Heading + "\n" + strings.Join(s.Text, "\n") + "\n" + strings.Join(s.Bullets, "\n") + "\n" + s.Quote + "\n" + s.Code + "\n")
		for _, r := range s.Rows {
			b.WriteString(strings.Join(r, " | ") + "\n")
		}
		for _, l := range s.Links {
			b.WriteString(l.Text + " " + l.Target + "\n")
		}
	}
	return b.String()
}

// odoo answers by script; without one everything goes well. n counts the calls
// of an activity from 1.
type odoo struct {
	now       func() time.Time
	match     contract.CustomerMatch
	existing  []contract.ExistingInvoice
	history   contract.AmountHistory
	finds     []contract.FindCustomerInput
	lookups   []contract.InvoiceDraft
	sent      []contract.CreateDraftInvoiceInput
	sentAt    []time.Time
	verified  []time.Time
	attached  []contract.EnsureAttachmentInput
	drafts    map[string]bool // what is in Odoo, by business key
	found     contract.FoundInvoices
	named     []contract.FindInvoicesInput
	onInvoice func(n int) error
	onFind    func(n int) error
	onLook    func(n int) error
	onCreate  func(n int) error // the draft is not made
	onAnswer  func(n int) error // the draft is made, the answer is this
	onVerify  func(n int) error
	onAttach  func(n int) error
	differing []string

	beside    contract.Attachment   // what is attached besides the mail
	under     contract.ProductMatch // of the lines of an invoice
	priced    []contract.InvoiceDraft
	onProduct func(n int) error

	sales    contract.SalesMatch // without questions the products follow from the draft
	asked    []contract.FindSalesInput
	onSales  func(n int) error
	quotes   []string                                          // activities of quotations that were called
	products func(contract.FindSalesInput) []contract.Question // what is open
}

func (o *odoo) createQuotation(in contract.CreateDraftInvoiceInput) (contract.InvoiceOutcome, error) {
	o.quotes = append(o.quotes, "create")
	return o.create(in)
}

func (o *odoo) verifyQuotation(in contract.VerifyDraftInvoiceInput) (contract.InvoiceOutcome, error) {
	o.quotes = append(o.quotes, "verify")
	return o.verify(in)
}

func (o *odoo) findProducts(in contract.FindProductsInput) (contract.ProductMatch, error) {
	o.priced = append(o.priced, in.Draft)
	return o.under, script(o.onProduct, len(o.priced))
}

// findSales answers as an Odoo that has every product that is named.
func (o *odoo) findSales(in contract.FindSalesInput) (contract.SalesMatch, error) {
	o.asked = append(o.asked, in)
	out := o.sales
	if in.Draft != nil && out.Installed {
		for _, line := range in.Draft.Lines {
			name := cmp.Or(line.Product, in.Product, line.Description)
			out.Products = append(out.Products, contract.Product{ID: int64(len(name)), Name: name})
		}
		if o.products != nil {
			out.Questions = o.products(in)
		}
	}
	return out, script(o.onSales, len(o.asked))
}

func script(f func(int) error, n int) error {
	if f == nil {
		return nil
	}
	return f(n)
}

func (o *odoo) find(in contract.FindCustomerInput) (contract.CustomerMatch, error) {
	o.finds = append(o.finds, in)
	return o.match, script(o.onFind, len(o.finds))
}

func (o *odoo) findInvoices(in contract.FindInvoicesInput) (contract.FoundInvoices, error) {
	o.named = append(o.named, in)
	return o.found, script(o.onInvoice, len(o.named))
}

func (o *odoo) duplicates(in contract.FindDuplicatesInput) (contract.DuplicatesResult, error) {
	o.lookups = append(o.lookups, in.Draft)
	return contract.DuplicatesResult{Configured: o.match.Configured, Found: o.existing, History: o.history}, script(o.onLook, len(o.lookups))
}

func (o *odoo) create(in contract.CreateDraftInvoiceInput) (contract.InvoiceOutcome, error) {
	o.sent, o.sentAt = append(o.sent, in), append(o.sentAt, o.now())
	if err := script(o.onCreate, len(o.sent)); err != nil {
		return contract.InvoiceOutcome{}, err
	}
	if in.DryRun || !o.match.Configured {
		return contract.InvoiceOutcome{Configured: o.match.Configured, Described: "account.move.load " + in.Draft.BusinessKey}, nil
	}
	o.made(in.Draft.BusinessKey)
	return o.outcome(in.Draft), script(o.onAnswer, len(o.sent))
}

func (o *odoo) made(key string) {
	if o.drafts == nil {
		o.drafts = map[string]bool{}
	}
	o.drafts[key] = true
}

func (o *odoo) verify(in contract.VerifyDraftInvoiceInput) (contract.InvoiceOutcome, error) {
	o.verified = append(o.verified, o.now())
	if err := script(o.onVerify, len(o.verified)); err != nil {
		return contract.InvoiceOutcome{}, err
	}
	if !o.drafts[in.Draft.BusinessKey] {
		return contract.InvoiceOutcome{Configured: o.match.Configured}, nil
	}
	return o.outcome(in.Draft), nil
}

func (o *odoo) attach(in contract.EnsureAttachmentInput) (contract.Attachment, error) {
	o.attached = append(o.attached, in)
	return contract.Attachment{ID: 5, Name: "mail.eml", Size: in.Mail.Size, Files: o.beside.Files, LeftOut: o.beside.LeftOut}, script(o.onAttach, len(o.attached))
}

func (o *odoo) outcome(d contract.InvoiceDraft) contract.InvoiceOutcome {
	if d.Kind == contract.KindQuotation {
		return contract.InvoiceOutcome{
			Found: true, Configured: true, QuotationID: 41, PartnerID: max(d.PartnerID, 8), URL: "http://odoo.example/web#id=41", State: "draft",
			Currency: d.Currency, Untaxed: d.Subtotal, Tax: d.Tax, Total: d.Total, Differences: o.differing,
		}
	}
	return contract.InvoiceOutcome{
		Found: true, Configured: true, InvoiceID: 31, PartnerID: max(d.PartnerID, 8), URL: "http://odoo.example/web#id=31", State: "draft",
		Currency: d.Currency, Untaxed: d.Subtotal, Tax: d.Tax, Total: d.Total, Differences: o.differing,
	}
}

// once fails the first n calls with a kind.
func once(n int, kind contract.FailureKind, sentence string) func(int) error {
	return func(call int) error {
		if call > n {
			return nil
		}
		return fail(kind, sentence)
	}
}

// fail is a failure as the activities of Odoo return it, without the retries
// of their own that have gone before.
func fail(kind contract.FailureKind, sentence string) error {
	return temporal.NewNonRetryableApplicationError(sentence, string(kind), nil)
}
