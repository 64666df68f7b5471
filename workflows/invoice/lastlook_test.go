package invoice_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestInvoice_TheReadingOfAnApprovalIsTheLastLookOnlyWhenItIsOfThisMoment(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		old   time.Duration // since the note was read
		pause bool
		reads int
	}{
		"just read":             {reads: 1},
		"the log had to wait":   {old: time.Second, reads: 2},
		"paused as it was read": {pause: true, reads: 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			w.at(time.Hour, func() {
				w.desk.decide(contract.VerdictApproved, nil)
				w.desk.decided.SeenAt = w.desk.now().Add(-c.old)
				w.handbook.Paused = c.pause
			})
			w.env.RegisterDelayedCallback(w.hint, time.Hour)
			w.at(time.Hour+time.Second, func() { w.handbook.Paused = false })
			require.Equal(t, contract.StatusDone, w.run(t).Status)
			require.Equal(t, c.reads, w.desk.reads)
			require.Len(t, w.odoo.sent, 1)
		})
	}
}
