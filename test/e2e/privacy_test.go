package e2e_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
	"google.golang.org/protobuf/proto"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// canary is a text that stands nowhere by chance.
func canary(i int) string { return fmt.Sprintf("Canary%02dzq", i) }

// planted is a mail which says something private wherever a mail can. One line
// has no price, so that the owner is asked.
func planted() string {
	return "From: " + canary(1) + " Berger <" + canary(2) + "@berger-design.example>\r\n" +
		"To: " + canary(3) + " <office@northwind-consulting.example>\r\n" +
		"Cc: " + canary(4) + " <" + canary(5) + "@berger-design.example>\r\n" +
		"Subject: Please invoice us for the " + canary(6) + " workshop\r\n" +
		"Date: Mon, 16 Nov 2026 09:12:00 +0100\r\n" +
		"Message-ID: <" + canary(7) + "@berger-design.example>\r\n" +
		"Content-Type: multipart/mixed; boundary=cut\r\n\r\n" +
		"--cut\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" +
		"Hello,\r\n\r\n" + canary(8) + " told me that you could send us an invoice for the following.\r\n\r\n" +
		"- 2 x " + canary(9) + " day at EUR 7653.21 each\r\n- 1 x " + canary(10) + " materials\r\n\r\n" +
		"Please put our PO number PO-" + canary(11) + " on it. Our VAT ID is DE136695976.\r\n\r\n" +
		"Thank you\r\n\r\n--\r\n" + canary(12) + " Berger\r\nBerger Design GmbH\r\n" + canary(13) + "gasse 7, 10115 Berlin\r\n" +
		"--cut\r\nContent-Type: text/csv; name=\"" + canary(14) + ".csv\"\r\nContent-Disposition: attachment; filename=\"" + canary(14) + ".csv\"\r\n\r\n" +
		"item," + canary(15) + "\r\n--cut--\r\n"
}

// secretSettings are credentials, whatever they are worth.
func secretSettings() []string {
	return []string{
		"EMPLOYEE_MCP_TOKEN=" + canary(30) + "-mcp-token-of-a-test", "FACEBOOK_PAGE_ID=12345", "FACEBOOK_PAGE_TOKEN=" + canary(31) + "-page-token",
		"FACEBOOK_APP_SECRET=" + canary(32) + "-app-secret", "INSTAGRAM_USER_ID=678", "INSTAGRAM_TOKEN=" + canary(33) + "-instagram-token", "X_ACCESS_TOKEN=" + canary(34) + "-x-token",
		"EMPLOYEE_LOG_LEVEL=debug", "EMPLOYEE_METRICS_PORT=0",
	}
}

func TestPrivacy_TheDatabaseHoldsNothingOfAMailAndNothingHoldsACredential(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	knowsTheCustomer(fake)
	// Odoo refuses the first time, and quotes what it was given.
	fake.LoadMessage("The period of "+canary(16)+" is locked.", 1, "account.move.load")
	p := harness.New(t, append(realOdoo(fake.URL), secretSettings()...)...)
	ready := p.Start()
	p.Drop("request "+canary(17)+".eml", planted())
	question := p.Note("Needs_Action", "Question")
	require.Contains(t, p.Read("Needs_Action", question), canary(10))
	fill := answers("1")
	delete(fill, "reference")
	fill["line_1_description"], fill["line_1_unit_price"] = canary(9)+" day", `"7653.21"`
	fill["line_2_description"], fill["line_2_unit_price"] = canary(18)+" materials", `"812.37"`
	fill["note_to_self"] = canary(19)
	p.Fill("Needs_Action", question, fill)
	p.Approve(p.Note("Pending_Approval", "Invoice"))
	again, text := p.Revised("Pending_Approval", canary(16))
	require.Contains(t, text, canary(18))
	id := harness.Property(text, "workflow_id")
	p.Write("Pending_Approval", again, text+"\n"+canary(20)+" is what I think of it.\n")
	p.Approve(again)
	p.Eventually("the process to end", func() bool { return p.Logged("process.ended", "event") == 1 })
	require.Len(t, fake.Drafts(), 1)

	requireMetrics(t, p)
	shown := decryptedByTheUI(t, ready.UIURL, id)
	exported := exportedByTheStarter(t, p, id)
	for _, i := range []int{2, 6, 9, 11, 16, 18} {
		require.True(t, strings.Contains(exported, canary(i)), "the owner can export what the database does not tell: %s", canary(i))
		require.True(t, i > 11 || strings.Contains(shown, canary(i)), "the owner can see what the database does not tell: %s", canary(i))
	}
	output := p.Output()
	p.Stop()

	for i := 1; i <= 20; i++ {
		requireNowhere(t, filepath.Join(p.Dir, ".employee"), canary(i), "temporal.db")
	}
	for _, money := range []string{`7653\.21`, `812\.37`, `\b765321\b`, `\b81237\b`} { // in cents alone: an ID or a point of time may hold the digits
		requireNowhere(t, filepath.Join(p.Dir, ".employee"), money, "temporal.db")
	}
	for i := 30; i <= 34; i++ {
		requireNowhere(t, p.Dir, canary(i), "")
		requireUnsaid(t, output, canary(i))
	}
	requireNowhere(t, p.Dir, odoofake.DefaultPassword, "")
	requireUnsaid(t, output, odoofake.DefaultPassword)
	for i := 1; i <= 20; i++ {
		if i != 16 && i != 17 { // an operator needs what Odoo answers, and which file a message is about
			requireUnsaid(t, output, canary(i))
		}
	}
}

// requireMetrics looks whether an operator sees the work, and none of what it is about.
func requireMetrics(t *testing.T, p *harness.Product) {
	t.Helper()
	url := regexp.MustCompile(`http://127\.0\.0\.1:\d+/metrics`).FindString(p.Output())
	var text string
	p.Eventually("the end to be counted", func() bool { // the log has it a moment before Temporal does
		text = pageAsks(t, http.MethodGet, url, url, nil)
		return strings.Contains(text, "temporal_workflow_completed_total") && strings.Contains(text, `employee_workflows{state="Completed"} 1`)
	})
	for _, line := range []string{
		`employee_effects_total{action="odoo.create_draft_invoice",dry_run="false",result="done"} 1`,
		`employee_system_up{system="odoo"} 1`, `employee_approval_to_effect_seconds_count{action="odoo.create_draft_invoice"} `,
	} {
		require.Contains(t, text, line)
	}
	for _, private := range []string{"Canary", "Berger", odoofake.DefaultPassword} {
		require.NotContains(t, text, private)
	}
}

// A key that is gone must stop the start: with a new one the processes under
// way would be lost.
func TestPrivacy_ALostKeyStopsTheStartAndTheKeyPutBackGoesOn(t *testing.T) {
	t.Parallel()
	p := harness.New(t)
	p.Start()
	note := pending(p, "6100")
	p.Stop()
	key, away := filepath.Join(p.Dir, ".employee", "payload-keys.json"), filepath.Join(t.TempDir(), "key")
	require.NoError(t, os.Rename(key, away))

	p.Launch()
	out, code := p.Exit()

	require.Equal(t, 1, code)
	require.Contains(t, out, "put back the payload-keys.json that belongs to this database")
	require.NoFileExists(t, key)

	// The same database in a new data folder, which knows of no key.
	require.NoError(t, os.Remove(filepath.Join(p.Dir, ".employee", "preflight")))
	p.Launch()
	out, code = p.Exit()
	require.Equal(t, 1, code)
	require.Regexp(t, `the key [0-9a-f-]+, which encrypted this, is not in `, out)

	require.NoError(t, os.Rename(away, key))
	p.Start()
	p.Approve(note)
	_, done := completed(p, "6100")
	require.Equal(t, "dry_run", harness.Property(done, "outcome"))
}

// requireUnsaid looks through what the worker printed.
func requireUnsaid(t *testing.T, output, text string) {
	t.Helper()
	for line := range strings.Lines(output) {
		if strings.Contains(line, text) {
			t.Errorf("the worker printed %q: %s", text, line)
		}
	}
}

// requireNowhere looks for a pattern in every file below dir whose name begins so.
func requireNowhere(t *testing.T, dir, pattern, prefix string) {
	t.Helper()
	sought, seen := regexp.MustCompile(pattern), 0
	require.NoError(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || !strings.HasPrefix(d.Name(), prefix) {
			return err
		}
		seen++
		raw, err := os.ReadFile(path)
		if at := sought.FindIndex(raw); at != nil {
			t.Errorf("%s holds %s: …%q…", path, pattern, raw[max(0, at[0]-80):min(len(raw), at[1]+40)])
		}
		return err
	}))
	require.Positive(t, seen)
}

// decryptedByTheUI does what the page of a process does: it reads the history
// as Temporal has it, and has a payload decrypted.
func decryptedByTheUI(t *testing.T, ui, workflowID string) string {
	t.Helper()
	history := pageAsks(t, http.MethodGet, ui+"/api/v1/namespaces/default/workflows/"+strings.ReplaceAll(workflowID, "/", "%2F")+"/history", ui, nil)
	var read struct {
		History struct {
			Events []struct {
				ActivityTaskCompletedEventAttributes struct {
					Result struct{ Payloads []json.RawMessage }
				}
				// What is done where the process runs is in a marker.
				MarkerRecordedEventAttributes struct {
					Details map[string]struct{ Payloads []json.RawMessage }
				}
			}
		}
	}
	require.NoError(t, json.Unmarshal([]byte(history), &read))
	var payloads []json.RawMessage
	for _, e := range read.History.Events {
		payloads = append(payloads, e.ActivityTaskCompletedEventAttributes.Result.Payloads...)
		payloads = append(payloads, e.MarkerRecordedEventAttributes.Details["result"].Payloads...)
	}
	require.NotEmpty(t, payloads)
	body, err := json.Marshal(map[string]any{"payloads": payloads})
	require.NoError(t, err)
	var answer struct{ Payloads []struct{ Data []byte } }
	require.NoError(t, json.Unmarshal([]byte(pageAsks(t, http.MethodPost, ui+"/codec/decode", ui, body)), &answer))
	var out strings.Builder
	for _, p := range answer.Payloads {
		out.Write(p.Data)
	}
	return out.String()
}

// exportedByTheStarter is all that an exported history says.
func exportedByTheStarter(t *testing.T, p *harness.Product, id string) string {
	t.Helper()
	out, err := p.Starter("export-history", id)
	require.NoError(t, err)
	h, err := client.HistoryFromJSON(strings.NewReader(out), client.HistoryJSONOptions{})
	require.NoError(t, err)
	raw, err := proto.Marshal(h)
	require.NoError(t, err)
	return string(raw)
}

func pageAsks(t *testing.T, method, url, origin string, body []byte) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, bytes.NewReader(body))
	require.NoError(t, err)
	request.Header.Set("Origin", origin)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	raw, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, response.StatusCode, string(raw))
	return string(raw)
}
