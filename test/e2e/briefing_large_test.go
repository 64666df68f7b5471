package e2e_test

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// largeSetting has the page made of a business of a size that one owner hardly
// reaches; it is measured and not part of every run.
const largeSetting = "TEST_BRIEFING_LARGE"

func TestBriefing_OfALargeBusinessIsThereInSeconds(t *testing.T) {
	t.Parallel()
	if os.Getenv(largeSetting) == "" {
		t.Skip("set " + largeSetting + "=1 to measure it")
	}
	const lines, requests, invoices = 100_000, 2_000, 10_000
	span := lastWeek(t)
	fake := odoofake.New(t, odoofake.Options{})
	customer := knowsTheCustomer(fake)
	for i := range invoices {
		date := span.Start.AddDate(0, 0, 6-i%730).Format(time.DateOnly)
		fake.Book(odoofake.Entry{Name: fmt.Sprint("INV/", i), Partner: customer, Date: date, Untaxed: "100.01"})
	}
	p := harness.New(t, realOdoo(fake.URL)...)
	p.FillLog(span, lines)
	p.FillRequests(span, requests)
	ready := p.Start()
	before := memory(t, ready.PID)
	first := timed(t, p)
	login := len(fake.Requests()) // the first reading logs in, besides
	again := timed(t, p)
	calls, most := len(fake.Requests())-login, memory(t, ready.PID)
	t.Logf("%d log lines, %d requests, %d invoices: %v from the command to its end and %v again; %d Odoo calls, %d with the login; at most %d MB, %d before",
		lines, requests, invoices, first, again, calls, login, most>>10, before>>10)
	figures := figuresOf(t, p, span.Week)
	require.Equal(t, contract.Decimal(strconv.Itoa(lines)), figures["log.lines "])
	require.Equal(t, contract.Decimal(strconv.Itoa(requests)), figures["decided "])
	_, briefing := pagesOf(t, span)
	require.FileExists(t, p.Path("CEO_Briefings", briefing))
	require.Less(t, first, 5*time.Second)
	require.LessOrEqual(t, calls, 16)
	require.Less(t, most>>10, 300, "MB")
}

// timed has the pages made and tells how long that took.
func timed(t *testing.T, p *harness.Product) time.Duration {
	t.Helper()
	began := time.Now()
	out, err := p.Starter("briefing")
	require.NoError(t, err, out)
	return time.Since(began).Round(time.Millisecond)
}

// memory is the most that a process has had in memory, in kilobytes.
func memory(t *testing.T, pid int) int {
	t.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Skip("this system does not tell how much memory a process has")
	}
	found := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(raw)
	require.NotNil(t, found)
	kilobytes, err := strconv.Atoi(string(found[1]))
	require.NoError(t, err)
	return kilobytes
}
