package mailset_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"sort"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/evaluate/mailset"
	"github.com/autonomous-employee/employee/test/evaluate/score"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	oneLabel = `{"id":"a1","file":"eml/a1.eml","language":"en","subtype":"invoice","expected":"draft","implied":[]}` + "\n"
	context  = `{"owner":{"name":"Mara Lind","company":"Lindholm Studio","addresses":["mara@lindholm-studio.example"],"domains":["lindholm-studio.example"],
		"colleagues":[{"name":"Ida Berg","email":"ida@lindholm-studio.example"}],"form_senders":["forms@lindholm-studio.example"],"dollar_means":"USD"},
		"known_customers":[{"company":"Harbour Lights Ltd","name":"Owen Pryde","email":"owen@harbour-lights.example"},{"name":"Jo Solo","email":"jo@solo.example"}]}`
)

func whole() map[string]string {
	return map[string]string{"labels.jsonl": oneLabel, "context.json": context, "eml/a1.eml": "From: a@b.example\n\nhello"}
}

func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		p := filepath.Join(root, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(p), 0o700))
		require.NoError(t, os.WriteFile(p, []byte(content), 0o600))
	}
	return root
}

func archive(t *testing.T, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	var names []string
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	require.NoError(t, w.WriteHeader(&tar.Header{Typeflag: tar.TypeDir, Name: "top/", Mode: 0o700}))
	for _, name := range names {
		require.NoError(t, w.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: "top/" + name, Size: int64(len(files[name])), Mode: 0o600}))
		_, err := w.Write([]byte(files[name]))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	require.NoError(t, z.Close())
	p := filepath.Join(t.TempDir(), "mails.tar.gz")
	require.NoError(t, os.WriteFile(p, b.Bytes(), 0o600))
	return p
}

func TestLoad_AFolderAndItsArchiveHoldTheSameSet(t *testing.T) {
	t.Parallel()
	for _, where := range []string{folder(t, whole()), archive(t, whole())} {
		sets, notes, err := mailset.Load(where, mailset.Options{})
		require.NoError(t, err)
		require.Empty(t, notes)
		require.Len(t, sets, 1)
		require.Empty(t, sets[0].Notes)
		require.Equal(t, "From: a@b.example\n\nhello", string(sets[0].Mails[0].Raw))
		require.Equal(t, "a1", sets[0].Mails[0].Label.ID)
		require.Equal(t, contract.Owner{
			Name: "Mara Lind", Company: "Lindholm Studio", Emails: []string{"mara@lindholm-studio.example"}, Domains: []string{"lindholm-studio.example"},
			Colleagues: []string{"Ida Berg <ida@lindholm-studio.example>"}, FormSenders: []string{"forms@lindholm-studio.example"}, DollarMeans: "USD",
			KnownCustomers: []contract.KnownCustomer{{Name: "Harbour Lights Ltd", Email: "owen@harbour-lights.example"}, {Name: "Jo Solo", Email: "jo@solo.example"}},
		}, sets[0].Owner)
	}
}

func twoHalves() map[string]string {
	files := map[string]string{}
	for name, content := range whole() {
		files["dev/"+name], files["held/"+name] = content, content
	}
	return files
}

func TestLoad_HeldSetsAreLeftOutUnlessAskedFor(t *testing.T) {
	t.Parallel()
	where := folder(t, twoHalves())
	sets, notes, err := mailset.Load(where, mailset.Options{})
	require.NoError(t, err)
	require.Len(t, sets, 1)
	require.False(t, sets[0].Held)
	require.Len(t, notes, 1)
	require.Contains(t, notes[0], "give -held")

	sets, notes, err = mailset.Load(where, mailset.Options{Held: true})
	require.NoError(t, err)
	require.Empty(t, notes)
	require.Len(t, sets, 2)
	require.True(t, sets[1].Held)

	sets, _, err = mailset.Load(filepath.Join(where, "held"), mailset.Options{})
	require.NoError(t, err)
	require.Empty(t, sets, "naming a held folder does not open it")
}

func TestLoad_WhatIsMissingIsNamed(t *testing.T) {
	t.Parallel()
	for want, change := range map[string]func(map[string]string){
		"the file eml/a1.eml of a1 is not there":   func(f map[string]string) { delete(f, "eml/a1.eml") },
		"labels.jsonl, line 2: id is missing":      func(f map[string]string) { f["labels.jsonl"] += "{}\n" },
		"context.json is not JSON of the form":     func(f map[string]string) { f["context.json"] = "[]" },
		"the file of a1 is outside the set":        func(f map[string]string) { f["labels.jsonl"] = `{"id":"a1","file":"../x","expected":"ask"}` },
		"has no labels.jsonl; give -ignore when a": func(f map[string]string) { delete(f, "labels.jsonl") },
	} {
		files := whole()
		change(files)
		_, _, err := mailset.Load(folder(t, files), mailset.Options{})
		require.ErrorContains(t, err, want)
	}
}

func TestLoad_WithoutAContextNothingIsKnownAndThatIsSaid(t *testing.T) {
	t.Parallel()
	files := whole()
	delete(files, "context.json")
	sets, _, err := mailset.Load(folder(t, files), mailset.Options{})
	require.NoError(t, err)
	require.Equal(t, contract.Owner{}, sets[0].Owner)
	require.Contains(t, sets[0].Notes[0], "context.json is not there")
}

func TestLoad_AMailboxWithoutLabelsIsAllToBeIgnored(t *testing.T) {
	t.Parallel()
	where := archive(t, map[string]string{"ORIGIN.md": "x", "1/10.txt": "From: a\n\nb", "1/cmds": "mv", "2/11": "From: a\n\nb", "1/10.json": "{}"})
	sets, _, err := mailset.Load(where, mailset.Options{Ignore: true})
	require.NoError(t, err)
	require.Len(t, sets[0].Mails, 2)
	for _, m := range sets[0].Mails {
		require.Equal(t, score.Ignore, m.Label.Expected)
		require.Equal(t, score.Ordinary, m.Label.Origin)
	}
}

func TestLoad_LabelsWinOverIgnore(t *testing.T) {
	t.Parallel()
	sets, _, err := mailset.Load(folder(t, whole()), mailset.Options{Ignore: true})
	require.NoError(t, err)
	require.Equal(t, score.Draft, sets[0].Mails[0].Label.Expected)
}

func TestLoad_ATableOfSuppliersMakesAMailOfEachRow(t *testing.T) {
	t.Parallel()
	where := archive(t, map[string]string{
		"emails.csv": "\ufeffemail_id,intent,subject,body,sender_name,sender_email\nE1,x,\"Invoice\nBcc: evil@x.example\",\"line one\nline two\",Jo,jo@firm.example\n",
		"train.csv":  "a,b\n", "attachments/1.pdf": "%PDF",
	})
	sets, _, err := mailset.Load(where, mailset.Options{Ignore: true})
	require.NoError(t, err)
	require.Len(t, sets[0].Mails, 1)
	require.Equal(t, score.Supplier, sets[0].Mails[0].Label.Origin)
	require.Equal(t, "From: Jo <jo@firm.example>\r\nTo: me@x.example\r\nSubject: Invoice Bcc: evil@x.example\r\nMIME-Version: 1.0\r\n"+
		"Content-Type: text/plain; charset=utf-8\r\n\r\nline one\nline two", string(sets[0].Mails[0].Raw))
}

func TestLoad_ATableWithoutItsColumnsIsRefused(t *testing.T) {
	t.Parallel()
	_, _, err := mailset.Load(folder(t, map[string]string{"emails.csv": "email_id,subject\n1,2\n"}), mailset.Options{Ignore: true})
	require.ErrorContains(t, err, "emails.csv has no column body")
}

func TestLoad_WhatIsNoFolderOfMailsIsRefusedWithAWayOn(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{"a.txt": "x", "broken.tar.gz": "x", "empty/README.md": "x"})
	for where, want := range map[string]string{
		"nowhere":       "is not there; name a folder of mails or a .tar.gz archive",
		"a.txt":         "is neither a folder nor a .tar.gz archive",
		"broken.tar.gz": "cannot be read",
		"empty":         "holds no mails",
	} {
		_, _, err := mailset.Load(filepath.Join(root, where), mailset.Options{Ignore: true})
		require.ErrorContains(t, err, want)
	}
}

func TestIncomplete_SaysWhatASetLacks(t *testing.T) {
	t.Parallel()
	require.Empty(t, mailset.Incomplete(folder(t, whole())))
	for want, change := range map[string]func(map[string]string){
		"labels.jsonl is missing": func(f map[string]string) { delete(f, "labels.jsonl") },
		"context.json is missing": func(f map[string]string) { delete(f, "context.json") },
		"labels.jsonl is empty":   func(f map[string]string) { f["labels.jsonl"] = "\n" },
		"eml/a1.eml is missing":   func(f map[string]string) { delete(f, "eml/a1.eml") },
	} {
		files := whole()
		change(files)
		require.Equal(t, want, mailset.Incomplete(folder(t, files)))
	}
	require.Equal(t, "the folder is not there", mailset.Incomplete(filepath.Join(t.TempDir(), "nowhere")))
}
