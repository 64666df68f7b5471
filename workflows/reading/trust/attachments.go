package trust

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// maxAttachments bounds the files that are looked at; more are worth a look.
const maxAttachments = 200

// judgeAttachments judges what opening the attachments could do.
func (k *desk) judgeAttachments() {
	for i, a := range k.Attachments {
		if i == maxAttachments {
			k.panel.look(AreaAttachments, "There are more attachments than are looked at.")
			break
		}
		k.judgeFile(a)
	}
	switch {
	case k.panel.has(AreaAttachments):
	case len(k.Attachments) == 0:
		k.panel.good(AreaAttachments, "There are no attachments.")
	case len(k.Attachments) == 1:
		k.panel.good(AreaAttachments, "The attachment cannot run a program.")
	default:
		k.panel.good(AreaAttachments, "No attachment could run a program.")
	}
}

func (k *desk) redFile(text string) {
	k.panel.flag(AreaAttachments, contract.FlagAttachmentExecutable, contract.TrustRed, text)
}

func (k *desk) lookFile(text string) { k.panel.look(AreaAttachments, text) }

// file is one attachment with what its name and its bytes say.
type file struct {
	Attachment
	name    fileName
	shown   string
	byName  string
	byBytes string
}

func (k *desk) judgeFile(a Attachment) {
	f := file{Attachment: a, name: newFileName(a.Name), shown: "An attachment without a name"}
	if a.Name != "" {
		f.shown = "The attachment " + quote(a.Name, quoted)
	}
	f.byName, f.byBytes = k.lists.kind(f.name), sniffed(a.Content)
	if f.byName == "" {
		f.byName = kindOfType(a.Type, f.name)
	}
	switch {
	case f.name.turned:
		k.redFile(f.shown + " hides its real ending by writing part of its name backwards.")
	case runs(f.byName):
		k.redFile(k.sayRuns(f))
	case runs(f.byBytes):
		k.redFile(f.shown + " is " + article(f.byBytes) + " in disguise, whatever its name says.")
	case f.byName == kindWebPage || f.byBytes == kindWebPage:
		k.judgePage(f)
	case f.byBytes == kindOldOffice:
		k.judgeOldOffice(f)
	case f.byName == kindOldOffice && f.byBytes == "" && len(f.Content) == 0:
		k.lookFile(f.shown + " is an old Office file, which may hold macros.")
	case f.byBytes == kindArchive || f.byName == kindArchive:
		k.judgeArchive(f)
	}
}

func (k *desk) sayRuns(f file) string {
	as := ""
	if second := k.lists.second(f.name); second != "" {
		as = " dressed as a " + second
	}
	return f.shown + " is " + article(f.byName) + as + "; do not open it."
}

func article(kind string) string {
	switch kind {
	case kindShortcut:
		return "a shortcut that can start a program"
	case kindDisc:
		return "a disc image that can hold a program"
	case kindMacros:
		return "an Office file that holds macros"
	}
	return "a program"
}

// kindOfType is what a declared type says of a file without a telling name.
func kindOfType(media string, name fileName) string {
	if name.ext() != "" {
		return ""
	}
	media, _, _ = strings.Cut(strings.ToLower(media), ";")
	switch strings.TrimSpace(media) {
	case "text/html", "application/xhtml+xml", "image/svg+xml":
		return kindWebPage
	case "application/x-msdownload", "application/x-msdos-program", "application/x-dosexec", "application/vnd.microsoft.portable-executable",
		"application/hta", "application/java-archive", "application/x-sh", "application/x-msi", "application/javascript", "text/javascript":
		return kindProgram
	case "application/x-ms-shortcut":
		return kindShortcut
	case "application/x-iso9660-image":
		return kindDisc
	}
	return ""
}

// judgePage: a page named like an order is a false log-in; one in the text, as
// a logo is, or the footer that a list adds, is not.
func (k *desk) judgePage(f file) {
	svg := f.name.ext() == "svg" || strings.Contains(f.Type, "svg")
	promises := k.lists.promises(f.name)
	switch {
	case f.byName != kindWebPage && f.name.ext() != "" && k.lists.files[f.name.ext()] == kindDocument && f.name.ext() != "txt" && f.name.ext() != "xml":
		k.redFile(f.shown + " is a web page in disguise, which may ask for passwords.")
	case f.byName != kindWebPage, f.Inline && svg:
	case promises || k.lists.second(f.name) != "":
		k.redFile(f.shown + " is a web page that is named like a document; it may ask for passwords.")
	case svg:
		k.lookFile(f.shown + " is a picture that can hold a program; do not open it in a browser.")
	default:
		k.lookFile(f.shown + " is a web page; do not type a password into it.")
	}
}

// promises is true when a word of the name promises an order or a document.
func (l *lists) promises(f fileName) bool {
	base, _, _ := strings.Cut(f.clean, ".")
	for w := range strings.FieldsFuncSeq(base, func(r rune) bool { return !unicode.IsLetter(r) }) {
		for _, p := range l.papers {
			if w == p || len(p) >= 5 && strings.HasPrefix(w, p) {
				return true
			}
		}
	}
	return false
}

// maxMacroScan is how much of an old Office file is searched for macros.
const maxMacroScan = 2 << 20

func (k *desk) judgeOldOffice(f file) {
	content := f.Content[:min(len(f.Content), maxMacroScan)]
	ext := f.name.ext()
	switch {
	case ext == "msg" || ext == "msi":
	case bytes.Contains(content, []byte("_\x00V\x00B\x00A\x00_\x00P\x00R\x00O\x00J\x00E\x00C\x00T")):
		k.redFile(f.shown + " is an Office file that holds macros; do not open it.")
	case ext == "docx" || ext == "xlsx" || ext == "pptx":
		k.lookFile(f.shown + " is locked with a password, so it could not be checked.")
	case k.lists.files[ext] == kindDocument:
		k.lookFile(f.shown + " is not what its ending says but an old Office file, which may hold macros.")
	default:
		k.lookFile(f.shown + " is in an old Office format, which may hold macros.")
	}
}

// judgeArchive looks at the names in a ZIP archive; Office files are one too.
func (k *desk) judgeArchive(f file) {
	if !hasAny(f.Content, "PK") {
		if f.byName == kindArchive || f.name.ext() == "" || k.lists.files[f.name.ext()] == kindDocument {
			k.lookFile(f.shown + " is an archive that could not be looked into.")
		}
		return
	}
	office := strings.HasSuffix(f.name.ext(), "x") && k.lists.files[f.name.ext()] == kindDocument
	entries, ok := zipEntries(f.Content)
	if !ok && !office {
		k.lookFile(f.shown + " is an archive that could not be looked into.")
		return
	}
	k.judgeEntries(f, entries)
	if !office && k.lists.files[f.name.ext()] == kindDocument && !strings.HasPrefix(f.name.ext(), "od") {
		k.lookFile(f.shown + " is not what its ending says but an archive.")
	}
}

func (k *desk) judgeEntries(f file, entries []zipEntry) {
	locked, nested := false, false
	for _, e := range entries {
		name := newFileName(e.name)
		kind := k.lists.kind(name)
		locked, nested = locked || e.locked, nested || kind == kindArchive
		switch {
		case strings.HasSuffix(name.clean, "vbaproject.bin"):
			k.redFile(f.shown + " is an Office file that holds macros; do not open it.")
			return
		case name.ext() == "bin" && !strings.HasSuffix(f.name.clean, ".zip"): // parts of Office files
		case name.turned || runs(kind):
			k.redFile(f.shown + " holds " + quote(e.name, 40) + ", which can run a program; do not open it.")
			return
		case kind == kindWebPage && k.lists.promises(name):
			k.redFile(f.shown + " holds " + quote(e.name, 40) + ", a web page that is named like a document.")
			return
		}
	}
	switch {
	case locked:
		k.lookFile(f.shown + " is locked with a password, so it could not be checked.")
	case len(entries) == maxEntries:
		k.lookFile(f.shown + " is an archive of more files than are looked at.")
	case nested:
		k.lookFile(f.shown + " holds another archive that was not looked into.")
	}
}
