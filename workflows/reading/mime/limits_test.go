package mime_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"math"
	"runtime"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/corpora"
	"github.com/autonomous-employee/employee/test/cputime"
	"github.com/autonomous-employee/employee/workflows/reading/mime"
)

// heavy returns mails of about a size that cost a parser the most for it.
func heavy(size int) map[string]string {
	fill := func(s string) string { return strings.Repeat(s, size/len(s)+1)[:size] }
	coded := base64.StdEncoding.EncodeToString(bytes.Repeat([]byte("q"), 57)) + "\r\n"
	nested, closing := head, ""
	for i := range 19 {
		nested += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%02d\r\n\r\n--b%02d\r\n", i, i)
		closing = fmt.Sprintf("\r\n--b%02d--\r\n", i) + closing
	}
	many := strings.Repeat("--x\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n"+strings.Repeat("\xfc words\r\n", size/450/9)+"\r\n", 450)
	return map[string]string{
		"attachment":  head + "Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" + fill(coded),
		"text":        head + "\r\n" + fill("some words in a line of the text\r\n"),
		"quoted":      head + "Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + fill("some w=F6rds in a line of the text=\r\n"),
		"bytes":       head + "\r\n" + fill("\xf6\xfc"),
		"latin":       head + "Content-Type: text/plain; charset=windows-1251\r\n\r\n" + fill("\xf6\xfc"),
		"flowed":      head + "Content-Type: text/plain; format=flowed\r\n\r\n" + fill(" \n"),
		"line ends":   head + "Content-Type: text/plain; format=flowed\r\n\r\n" + fill("\n"),
		"uuencode":    head + "\r\nbegin 644 a\n" + fill("#0V%T\n") + "end\n",
		"uu begins":   head + "\r\n" + fill("begin 644 a\n"),
		"nested":      nested + "Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" + fill(coded) + closing,
		"many parts":  head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + many + "--x--\r\n",
		"boundaries":  head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n" + fill("--xy\r\n") + "\r\n--x--\r\n",
		"epilogue":    head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\na\r\n--x--\r\n" + fill("words\r\n"),
		"utf-7":       head + "Content-Type: text/plain; charset=utf-7\r\n\r\n" + fill("+APw-"),
		"one line":    head + "\r\n" + fill("x"),
		"long header": head + "Subject: " + strings.Repeat("=?utf-8?q?=C3=A4?= ", 10_000) + "\r\n\r\n" + fill("x"),
		"fields":      head + strings.Repeat("X: y\r\n", 9_000) + "\r\n" + fill("x"),
	}
}

// What the library turns over and does not hold: readers of one part after the
// other, at most 12 MB for the most parts a mail may have, and copies of a
// header, which is 256 KB at most.
const (
	partBuffers  = 24 << 10 // bytes for each part
	headerCopies = 8
)

// All bytes that a parse allocates are an upper bound on what it holds at its
// peak, and do not depend on the collector or on other tests.
func TestParse_MemoryIsBoundedByTheMail(t *testing.T) { //nolint:paralleltest // counts the allocations of the whole program
	for _, size := range []int{100 << 10, 1 << 20, 24 << 20} {
		if corpora.Race {
			t.Skip("the race detector allocates on its own")
		}
		for name, raw := range heavy(size) {
			if size > 1<<20 && (testing.Short() || name == "nested" || name == "fields" || name == "long header") {
				continue
			}
			b := []byte(raw)
			if mime.Scan(b) != "" {
				continue
			}
			allocated := int64(math.MaxInt64)
			for range min(3, 1+(1<<20)/size) { // the collector empties pools, which are then filled again
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				_, err := mime.Parse(b)
				runtime.ReadMemStats(&after)
				require.NoError(t, err, name)
				allocated = min(allocated, int64(after.TotalAlloc-before.TotalAlloc))
			}
			passing := 0
			switch name {
			case "many parts":
				passing = 450 * partBuffers
			case "long header":
				passing = headerCopies * strings.Index(raw, "\r\n\r\n")
			}
			ratio := float64(allocated-int64(passing)) / float64(len(b))
			t.Logf("%-12s %9d bytes: %.1f times", name, len(b), ratio)
			require.Less(t, ratio, 8.0, "%s of %d bytes", name, len(b))
		}
	}
}

// Four times the mail may take fourteen times as long, a wide margin for a
// shared machine; a quadratic parser takes sixteen times as long or more.
func TestParse_TimeGrowsNoFasterThanTheMail(t *testing.T) {
	t.Parallel()
	if testing.Short() || corpora.Race {
		t.Skip("times are measured in full runs without the race detector")
	}
	const size = 1 << 20
	small, large := heavy(size), heavy(4*size)
	for name := range small {
		best := 1e9
		for range 5 {
			one, four := took(small[name]), took(large[name])
			if best = min(best, float64(four)/float64(max(one, time.Millisecond))); best < 14 {
				break
			}
		}
		require.Less(t, best, 14.0, name)
	}
}

func took(raw string) time.Duration {
	b := []byte(raw)
	return cputime.Of(func() {
		if mime.Scan(b) == "" {
			_, _ = mime.Parse(b)
		}
	})
}

func TestCorpora_TortureIsReadInTime(t *testing.T) {
	t.Parallel()
	type run struct {
		name string
		took time.Duration
	}
	var runs []run
	unread := 0
	for name, raw := range corpora.Unpack(t, "mime_torture.tar.gz") {
		began := time.Now()
		if mime.Scan(raw) == "" {
			m, err := mime.Parse(raw)
			if err != nil {
				unread++
				require.True(t, strings.HasSuffix(name, ".xml"), "%s is a mail and was not read", name)
			}
			for _, a := range m.Attachments {
				require.NotContains(t, a.Name, "\u202e", name)
			}
		}
		runs = append(runs, run{name, time.Since(began)})
	}
	sort.Slice(runs, func(i, j int) bool { return runs[i].took > runs[j].took })
	for _, r := range runs[:10] {
		t.Logf("%v %s", r.took.Round(time.Millisecond), r.name)
	}
	t.Logf("%d files, %d are no mails that can be read", len(runs), unread)
	require.Less(t, runs[0].took, 5*time.Second, "one second on a machine that does nothing else")
}
