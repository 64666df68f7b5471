package invoice_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// boxes shows a plan as its check boxes.
func boxes(n contract.Note) string {
	var out []string
	for _, s := range n.Plan {
		box := "[ ] "
		if s.Done {
			box = "[x] "
		}
		out = append(out, box+s.Text)
	}
	return strings.Join(out, "\n")
}

func TestPlan_AQuestionAndADecisionAreStepsThatAreTicked(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = without("currency", "Which dollars are meant?", func(r *contract.Reading) { r.Currency = "" })
	w.owner(time.Hour, contract.VerdictAnswered, "currency", "usd")
	w.owner(2*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Equal(t, "[x] Read the mail\n[ ] You answer what the mail leaves open\n[ ] You decide on the finished draft\n[ ] Make the draft in Odoo", boxes(w.desk.laid[0]))
	require.Equal(t, "[x] Read the mail\n[x] You answer what the mail leaves open\n[ ] You decide on the draft\n[ ] Make the draft in Odoo", boxes(w.desk.laid[1]))
	require.Equal(t, "[x] Read the mail\n[x] You answer what the mail leaves open\n[x] You decide on the draft\n[x] Make the draft in Odoo", boxes(w.desk.filed[0].Note))
}

func TestPlan_OneThatOnlyWaitsForAYesHasNone(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Empty(t, w.desk.laid[0].Plan)
	require.Empty(t, w.desk.filed[0].Note.Plan)
}

func TestPlan_AskedAgainIsAStepMore(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.owner(time.Hour, contract.VerdictApproved, "line_1_quantity", "many")
	w.owner(2*time.Hour, contract.VerdictRejected)

	require.Equal(t, contract.StatusRejected, w.run(t).Status)

	require.Contains(t, boxes(w.desk.filed[0].Note), "[x] You decide on the draft\n")
	require.Contains(t, boxes(w.desk.filed[0].Note), "[ ] Make the draft in Odoo")
}
