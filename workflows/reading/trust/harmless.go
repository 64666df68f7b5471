package trust

import "strings"

// Harmless tells whether opening a file runs nothing, so that it can be handed
// on: its name and its bytes say that it is a document, a table or a picture,
// and nothing about it is worth a look. Archives are not, whatever they hold,
// nor are mails, web pages and old Office files. why is one sentence about the
// file when it is not.
func Harmless(a Attachment) (why string, ok bool) {
	k := &desk{lists: embedded()}
	k.judgeFile(a)
	if k.panel.has(AreaAttachments) {
		return k.panel.lines[AreaAttachments][0].Text, false
	}
	name := newFileName(a.Name)
	kind := k.lists.kind(name)
	shown := "An attachment without a name"
	if a.Name != "" {
		shown = "The attachment " + quote(a.Name, quoted)
	}
	switch {
	case len(a.Content) == 0:
		return shown + " is empty.", false
	case isMail(a, name):
		return shown + " is a mail of its own.", false
	case kind == kindArchive || sniffed(a.Content) == kindArchive && !isOffice(name):
		return shown + " is an archive.", false
	case kind == kindDocument, name.ext() == "" && documentType(a.Type):
		return "", true
	default:
		return shown + " is of a kind that is not known here.", false
	}
}

func isMail(a Attachment, name fileName) bool {
	return name.ext() == "eml" || name.ext() == "msg" || strings.HasPrefix(a.Type, "message/")
}

// isOffice is true for the documents that are ZIP archives by their nature.
func isOffice(name fileName) bool {
	switch name.ext() {
	case "docx", "xlsx", "pptx", "odt", "ods", "odp":
		return true
	}
	return false
}

// documentType is what a declared type says of a file without an ending.
func documentType(media string) bool {
	media, _, _ = strings.Cut(strings.ToLower(media), ";")
	switch media = strings.TrimSpace(media); media {
	case "application/pdf", "text/plain", "text/csv", "image/png", "image/jpeg", "image/gif", "image/tiff", "image/webp":
		return true
	}
	return false
}
