package invoice_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func aside(direction contract.Direction, expected contract.Expectation) contract.Reading {
	return contract.Reading{Expected: expected, Direction: direction, Subject: "Something else", FromName: "Anna", FromAddress: "anna@berger.example", Excerpt: "words"}
}

func TestInvoice_MailThatAsksForNothingIsAnsweredWhenItWasDroppedByHand(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = aside(contract.DirectionReceipt, contract.ExpectIgnore)

	require.Equal(t, contract.StatusIgnored, w.run(t).Status)

	require.Empty(t, w.desk.laid)
	require.Empty(t, w.desk.notices)
	require.Len(t, w.desk.filed, 1)
	require.Contains(t, sections(w.desk.filed[0].Result), "does not ask for an invoice")
	require.Empty(t, w.odoo.finds)
}

func TestInvoice_MailThatAsksForNothingIsPassedOverWhenItCameByGmail(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.in.Mail.Source = contract.SourceGmail
	w.reading = aside(contract.DirectionMarketing, contract.ExpectIgnore)

	require.Equal(t, contract.StatusIgnored, w.run(t).Status)

	require.Empty(t, w.desk.filed)
	require.Empty(t, w.desk.notices)
	require.Equal(t, []string{contract.StatusIgnored}, w.logged("process.ended", contract.PhaseEvent))
}

func TestInvoice_WhatTheOwnerMustSeeToIsHandedOverWhicheverWayItCame(t *testing.T) {
	t.Parallel()
	nameless := aside(contract.DirectionInvoice, contract.ExpectFraud)
	nameless.FromName = ""
	for _, c := range []struct {
		title   string
		reading contract.Reading
	}{
		{"A mail could not be read", contract.Reading{Unreadable: "The file is empty.", Expected: contract.ExpectIgnore, Direction: contract.DirectionNone}},
		{"Suspicious request from Anna", aside(contract.DirectionInvoice, contract.ExpectFraud)},
		{"Suspicious request from Anna", aside(contract.DirectionOrder, contract.ExpectFraud)},
		{"Suspicious request from anna@berger.example", nameless},
		{"Quotation wanted by Anna", aside(contract.DirectionQuote, contract.ExpectAsk)},
		{"Correction wanted by Anna", aside(contract.DirectionCorrection, contract.ExpectAsk)},
		{"Question about an invoice from Anna", aside(contract.DirectionQuestion, contract.ExpectAsk)},
	} {
		for _, source := range []string{contract.SourceInbox, contract.SourceGmail} {
			w := open(t)
			w.in.Mail.Source, w.reading = source, c.reading

			require.Equal(t, contract.StatusHandedOver, w.run(t).Status, c.title)

			require.Len(t, w.desk.notices, 1)
			require.Equal(t, c.title, w.desk.notices[0].Title)
			require.Equal(t, contract.FolderNeedsAction, w.desk.notices[0].Folder)
			require.Contains(t, words(w.desk.notices[0]), "Nothing waits for it.")
			require.Empty(t, w.odoo.finds, "nothing of it is looked up")
			require.Empty(t, w.odoo.sent)
		}
	}
}

func TestInvoice_MailGoneFromTheStoreIsToldAndNoBug(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.readErr = fail(contract.FailNotFound, "The mail is not in this machine's mail store.")

	require.Equal(t, contract.StatusHandedOver, w.run(t).Status)

	require.Len(t, w.desk.notices, 1)
	require.Contains(t, words(w.desk.notices[0]), "not in this machine's mail store")
	require.Equal(t, contract.FolderNeedsAction, w.desk.notices[0].Folder)
}

func TestInvoice_NoteThatCannotBeWrittenIsToldAndNoBug(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.desk.refuse = func(n contract.Note) error {
		if n.Type == contract.NoteApproval {
			return fail(contract.FailInvalid, "The note cannot be written: the properties are larger than 16 KB.")
		}
		return nil
	}

	require.Equal(t, contract.StatusHandedOver, w.run(t).Status)

	require.Len(t, w.desk.notices, 1)
	require.Contains(t, words(w.desk.notices[0]), "larger than 16 KB")
	require.Contains(t, words(w.desk.notices[0]), "Nothing was sent.")
	require.Empty(t, w.odoo.sent)
}
