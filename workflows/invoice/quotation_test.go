package invoice_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// selling is a world whose Odoo makes quotations, with a mail that asks for one.
func selling(t *testing.T, r contract.Reading) *world {
	t.Helper()
	w := open(t)
	r.Direction, r.Subject, r.Excerpt = contract.DirectionQuote, "Request for a quotation", "please quote for the following"
	w.reading, w.handbook.QuotationProduct = r, "Work as agreed"
	w.odoo.sales = contract.SalesMatch{Configured: true, Installed: true, PricelistID: 3, Pricelist: "Public Pricelist"}
	return w
}

// priceless is a request that names no prices.
func priceless() contract.Reading {
	return without("line_1_unit_price", "What is the price of one of “Workshop day”?", func(r *contract.Reading) {
		r.Lines[0].UnitPrice, r.Lines[1].UnitPrice, r.Reply = "", "", "Dear Anna Berger"
	})
}

func field(n contract.Note, key string) (string, bool) {
	for _, f := range n.Fields {
		if f.Key == key {
			return f.Value, true
		}
	}
	return "", false
}

func TestQuotation_IsAskedForItsPricesApprovedAndMadeOnce(t *testing.T) {
	t.Parallel()
	w := selling(t, priceless())
	w.owner(time.Hour, contract.VerdictAnswered, "line_1_unit_price", "950.00", "line_2_unit_price", "120.00", "valid_until", "2026-12-31")
	w.owner(2*time.Hour, contract.VerdictApproved)

	result := w.run(t)

	require.Equal(t, contract.StatusDone, result.Status)
	require.Equal(t, int64(41), result.Outcome.QuotationID)
	require.Len(t, w.desk.laid, 2)
	question, request := w.desk.laid[0], w.desk.laid[1]
	require.Equal(t, contract.NoteClarification, question.Type)
	require.Equal(t, "Question about a quotation for Berger Design GmbH", question.Title)
	for _, key := range []string{"customer", "currency", "reference", "valid_until", "line_1_quantity", "line_1_unit_price", "line_2_unit_price", "line_1_product"} {
		_, ok := field(question, key)
		require.True(t, ok, key)
	}
	_, due := field(question, "due_date")
	require.False(t, due, "a quotation is not due")
	for _, part := range []string{"At what price do you quote one of line 1", "line_2_unit_price", "nothing is sent to the customer", "No quotation wanted"} {
		require.Contains(t, words(question), part)
	}
	require.NotContains(t, words(question), "What is the price of one of", "the price is asked for once")

	require.Equal(t, "Quotation Berger Design GmbH 2020.00 EUR", request.Title)
	require.Equal(t, "odoo.create_draft_quotation", request.Action)
	for _, part := range []string{
		"A draft quotation of 2020.00 EUR for Berger Design GmbH will be made in Odoo.", "nothing is sent to the customer, and no order is confirmed",
		policy.RuleQuotation, "Valid until: 2026-12-31", "Pricelist: Public Pricelist", "Workshop day | 2 |  | 950.00 |  |  | Work as agreed",
	} {
		require.Contains(t, words(request), part)
	}
	require.NotContains(t, words(request), "invoice", "nothing in it speaks of an invoice")

	require.Len(t, w.odoo.sent, 1)
	sent := w.odoo.sent[0]
	require.Equal(t, request.Fingerprint, sent.Fingerprint, "what leaves is what was approved")
	require.Equal(t, contract.KindQuotation, sent.Draft.Kind)
	require.Equal(t, "2026-12-31", sent.Draft.ValidUntil)
	require.Equal(t, int64(3), sent.Draft.PricelistID)
	require.Equal(t, "Work as agreed", sent.Draft.Lines[0].Product)
	require.NotZero(t, sent.Draft.Lines[0].ProductID)
	require.Empty(t, sent.Draft.DueDate)
	require.Equal(t, []contract.EnsureAttachmentInput{{QuotationID: 41, BusinessKey: contract.BusinessKey(mailKey), Mail: w.in.Mail}}, w.odoo.attached)
	require.Equal(t, []string{"intended"}, w.logged("odoo.create_draft_quotation", contract.PhaseIntent))
	require.Equal(t, []string{"done"}, w.logged("odoo.create_draft_quotation", contract.PhaseResult))
	require.Empty(t, w.effects(contract.PhaseIntent))
	done := sections(w.desk.filed[0].Result)
	require.Contains(t, done, "The draft quotation is in Odoo (number 41). It is a draft: check it there and send it to the customer yourself.")
	require.Equal(t, "http://odoo.example/web#id=41", w.desk.filed[0].Link)
}

func TestQuotation_PricesOfTheMailAreShownAsTheMailsAndStillAsked(t *testing.T) {
	t.Parallel()
	w := selling(t, complete())
	net := 30
	w.handbook.DefaultNetDays = &net
	w.reading.ValidUntil = "2027-01-31"
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 1)
	require.Contains(t, words(w.desk.laid[0]), "The price of line 1, 950.00, is the one the mail names; is it yours?")
	require.NotContains(t, words(w.desk.laid[0]), "due_date")
	require.Empty(t, w.odoo.sent[0].Draft.DueDate, "the usual days to pay are an invoice's")
	require.Equal(t, "2027-01-31", w.odoo.sent[0].Draft.ValidUntil)
}

func TestQuotation_IsNeverAutomatic(t *testing.T) {
	t.Parallel()
	w := selling(t, small())
	w.owner(time.Hour, contract.VerdictRejected)

	require.Equal(t, contract.StatusRejected, w.run(t).Status)

	require.Len(t, w.desk.laid, 1)
	require.Equal(t, policy.RuleQuotation, w.status(t).Rule)
	require.Empty(t, w.odoo.sent)
	require.Equal(t, "Quotation Berger Design GmbH 80.00 EUR", w.desk.filed[0].Note.Title)
}

func TestQuotation_WithoutTheSalesAppTheOwnerIsTold(t *testing.T) {
	t.Parallel()
	for trouble, want := range map[string]string{"": "please answer the sender", "The Odoo user may not make quotations.": "No quotation could be made in Odoo: The Odoo user may not"} {
		w := selling(t, priceless())
		w.odoo.sales = contract.SalesMatch{Configured: true, Trouble: trouble}

		require.Equal(t, contract.StatusHandedOver, w.run(t).Status)

		require.Empty(t, w.desk.laid)
		require.Equal(t, contract.NoteQuotation, w.desk.notices[0].Type)
		require.Contains(t, words(w.desk.notices[0]), want)
		require.Contains(t, words(w.desk.notices[0]), "Dear Anna Berger")
	}
}

func TestQuotation_WaitsForAnOdooThatIsDownBeforeItSaysAnything(t *testing.T) {
	t.Parallel()
	w := selling(t, priceless())
	w.odoo.onSales = once(6, contract.FailTransient, "Nobody answers at ODOO_URL.")
	w.owner(day, contract.VerdictRejected)

	require.Equal(t, contract.StatusRejected, w.run(t).Status)

	require.Empty(t, w.desk.notices, "no note that no quotation can be made")
	require.Len(t, w.desk.laid, 1)
}

func TestQuotation_AProductThatIsNotKnownIsAskedFor(t *testing.T) {
	t.Parallel()
	w := selling(t, complete())
	w.handbook.QuotationProduct = ""
	w.odoo.products = func(in contract.FindSalesInput) []contract.Question {
		if in.Product == "Work as agreed" || in.Draft.Lines[0].Product == "DAY" {
			return nil
		}
		return []contract.Question{{Field: "line_1_product", Text: "Which product of Odoo does line 1 stand under?"}}
	}
	w.owner(time.Hour, contract.VerdictAnswered, "line_1_product", "DAY")
	w.owner(2*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Contains(t, words(w.desk.laid[0]), "Which product of Odoo does line 1 stand under? | line_1_product")
	require.Equal(t, "DAY", w.odoo.sent[0].Draft.Lines[0].Product)
}

func TestQuotation_EverythingThatIsOpenIsAskedInOneNote(t *testing.T) {
	t.Parallel()
	w := selling(t, priceless())
	w.reading.Currency, w.handbook.Owner.HomeCurrency = "", "EUR"
	w.odoo.products = func(in contract.FindSalesInput) []contract.Question {
		if in.Draft.Lines[1].Product != "" {
			return nil
		}
		return []contract.Question{{Field: "line_2_product", Text: "Which product of Odoo does line 2 stand under?"}}
	}
	w.owner(time.Hour, contract.VerdictAnswered, "line_1_unit_price", "950.00", "line_2_unit_price", "120.00", "line_2_product", "MAT")
	w.owner(2*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 2)
	question := words(w.desk.laid[0])
	require.Contains(t, question, "At what price do you quote one of line 1, “Workshop day” (a plain number")
	require.Contains(t, question, "Which product of Odoo does line 2 stand under?")
	require.Contains(t, question, "currency | default from the handbook", "prices that the owner sets are in his currency")
	require.NotContains(t, question, "Which currency")
	require.Equal(t, "EUR", w.odoo.sent[0].Draft.Currency)
	require.Equal(t, "MAT", w.odoo.sent[0].Draft.Lines[1].Product)
}

func TestQuotation_TheHandbooksProductCountsAsItIsWhenTheOwnerAnswers(t *testing.T) {
	t.Parallel()
	w := selling(t, complete())
	w.handbook.QuotationProduct = ""
	w.odoo.products = func(in contract.FindSalesInput) []contract.Question {
		if in.Product != "" {
			return nil
		}
		return []contract.Question{{Field: "line_1_product", Text: "Name one as quotation_product?"}}
	}
	w.at(30*time.Minute, func() { w.handbook.QuotationProduct = "Work as agreed" })
	w.owner(time.Hour, contract.VerdictAnswered)
	w.owner(2*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.Equal(t, "Work as agreed", w.odoo.sent[0].Draft.Lines[1].Product)
}

func TestQuotation_AnEditThatMovesALineUnderAnotherProductIsShownFirst(t *testing.T) {
	t.Parallel()
	w := selling(t, complete())
	w.handbook.QuotationProduct = "" // this Odoo then has a product for each description
	w.owner(time.Hour, contract.VerdictApproved, "line_1_description", "Workshop day in Bonn")
	w.owner(2*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 2)
	require.Contains(t, words(w.desk.laid[1]), "With your change line 1 stands under the product Workshop day in Bonn in Odoo. Nothing was sent")
	require.Len(t, w.odoo.sent, 1)
}

func TestQuotation_AProductThatTheOwnerNamesNeedsNoSecondYes(t *testing.T) {
	t.Parallel()
	w := selling(t, complete())
	w.owner(time.Hour, contract.VerdictApproved, "line_1_product", "DAY", "service_period", "October")

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 1)
	require.Equal(t, "DAY", w.odoo.sent[0].Draft.Lines[0].Product)
	require.Contains(t, sections(w.desk.filed[0].Result), "line_1_product")
}

func TestQuotation_ALineThatIsAddedIsShownWithItsProductFirst(t *testing.T) {
	t.Parallel()
	w := selling(t, complete())
	w.owner(time.Hour, contract.VerdictApproved, "line_3_description", "Travel", "line_3_quantity", "1", "line_3_unit_price", "10.00", "service_period", "October")
	w.owner(2*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Contains(t, words(w.desk.laid[1]), "line 3 stands under the product Work as agreed in Odoo")
	require.Contains(t, words(w.desk.laid[1]), "Note: Service period: October (in the place of your usual terms in Odoo)")
	require.Len(t, w.odoo.sent[0].Draft.Lines, 3)
}

func TestQuotation_AnEditThatLeavesAQuestionIsAskedAgain(t *testing.T) {
	t.Parallel()
	w := selling(t, complete())
	w.odoo.products = func(in contract.FindSalesInput) []contract.Question {
		if in.Draft.Currency == "USD" {
			return []contract.Question{{Field: "currency", Text: "Odoo has no pricelist in USD; which other currency is meant?"}}
		}
		return nil
	}
	w.owner(time.Hour, contract.VerdictApproved, "currency", "USD")
	w.owner(2*time.Hour, contract.VerdictAnswered, "currency", "EUR")
	w.owner(3*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Contains(t, words(w.desk.laid[1]), "leaves a question open")
	require.Contains(t, words(w.desk.laid[1]), "no pricelist in USD")
	require.Equal(t, "EUR", w.odoo.sent[0].Draft.Currency)
}

func TestQuotation_LostAnswerIsLookedForAndAdopted(t *testing.T) {
	t.Parallel()
	w := selling(t, complete())
	w.odoo.onAnswer = once(1, contract.FailOutcomeUnknown, "No clear answer came back.")
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Equal(t, []string{"create", "verify"}, w.odoo.quotes)
	require.Contains(t, sections(w.desk.filed[0].Result), "there is only one")
}

func TestQuotation_UnknownOutcomeSaysWhereToLook(t *testing.T) {
	t.Parallel()
	w := selling(t, complete())
	w.odoo.onCreate = func(int) error { return fail(contract.FailOutcomeUnknown, "No clear answer came back.") }
	w.odoo.onVerify = func(int) error { return fail(contract.FailInvalid, "Odoo refuses it.") }
	w.owner(time.Hour, contract.VerdictApproved)
	w.owner(2*time.Hour, contract.VerdictRejected)

	w.run(t)

	require.Contains(t, words(w.desk.laid[1]), "look there for a quotation with the source document "+contract.BusinessKey(mailKey))
	require.Contains(t, sections(w.desk.filed[0].Result), "look in Odoo for a quotation with the source document")
}

func TestQuotation_DryRunEndsDescribed(t *testing.T) {
	t.Parallel()
	w := selling(t, complete())
	w.handbook.DryRun = true
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDryRun, w.run(t).Status)

	require.Contains(t, words(w.desk.laid[0]), "Dry run: A draft quotation of 2020.00 EUR")
	require.True(t, w.odoo.sent[0].DryRun)
	require.Empty(t, w.odoo.drafts)
}

func TestQuotation_FraudIsHandedOverAndNeverDrafted(t *testing.T) {
	t.Parallel()
	r := complete()
	r.Expected = contract.ExpectFraud
	w := selling(t, r)

	require.Equal(t, contract.StatusHandedOver, w.run(t).Status)

	require.Empty(t, w.odoo.asked)
	require.Empty(t, w.desk.laid)
}

func TestQuotation_AnAppThatIsTakenAwayMeanwhileIsAQuestion(t *testing.T) {
	t.Parallel()
	w := selling(t, priceless())
	w.at(30*time.Minute, func() { w.odoo.sales = contract.SalesMatch{Configured: true} })
	w.owner(time.Hour, contract.VerdictAnswered, "line_1_unit_price", "950.00", "line_2_unit_price", "120.00")
	w.owner(2*time.Hour, contract.VerdictRejected)

	require.Equal(t, contract.StatusRejected, w.run(t).Status)
	require.Contains(t, words(w.desk.laid[1]), "Odoo makes no quotations at the moment.")
}
