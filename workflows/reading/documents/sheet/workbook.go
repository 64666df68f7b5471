package sheet

import (
	"errors"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// Sentences for workbooks.
const (
	SayBookSize     = "The attached workbook is too large to be read, or unpacks to far more than an order needs; ask for the lines of this order alone."
	SayBookDamaged  = "The attached workbook is damaged; ask the sender for it again."
	SayBookLocked   = "The attached workbook is protected by a password; ask for it without one."
	SayBookMacro    = "The attached workbook carries macros, so it was not opened; ask for it as .xlsx."
	SayBookExternal = "The attached workbook takes values from other files, so they cannot be relied on; ask for it with the values only."
	SayBookKind     = "The attachment is an Office file of a kind that is not read here; ask for the table as .xlsx or .csv."
	SayBookEmpty    = "The attached workbook shows no cells."
	saySheets       = "The workbook has more than 5 sheets; only the first 5 that are shown were read."
	sayHiddenSheets = "Sheets that the workbook hides were left out."
	sayHiddenCells  = "Rows or columns that the workbook hides were left out."
	sayLongSheets   = "Sheets of more than 500 rows or 30 columns were left out."
)

// book is what is known of a workbook before its sheets are read.
type book struct {
	*archive
	main    string // the workbook part
	sheets  []sheetRef
	rels    map[string]string // relation ID to part name
	epoch04 bool              // dates count from 1904
	strings []string
	formats []format // by the s attribute of a cell
}

type sheetRef struct {
	name, id string
	hidden   bool
}

// Workbook reads the visible cells of an XLSX file.
func Workbook(content []byte) Result {
	a, say := openArchive(content)
	if say != "" {
		return refuse(say)
	}
	b := &book{archive: a, rels: map[string]string{}}
	if say := b.open(); say != "" {
		return refuse(say)
	}
	return b.read()
}

// open reads the parts that all sheets share.
func (b *book) open() string {
	if say := b.types(); say != "" {
		return say
	}
	for _, step := range []func() error{b.index, b.relations, b.sharedStrings, b.styles} {
		if err := step(); errors.Is(err, errPart) {
			return SayBookSize
		} else if err != nil {
			return SayBookDamaged
		}
	}
	if len(b.sheets) == 0 {
		return SayBookDamaged
	}
	return ""
}

// types finds the main part and refuses what is no plain workbook.
func (b *book) types() string {
	say := ""
	err := b.walk("[content_types].xml", func(v *visitor) error {
		kind := strings.ToLower(v.attr("ContentType"))
		switch {
		case !v.at("Override") && !v.at("Default"):
		case strings.Contains(kind, "macroenabled"), strings.Contains(kind, "vbaproject"), strings.Contains(kind, "macrosheet"):
			say = SayBookMacro
		case strings.HasSuffix(kind, "spreadsheetml.sheet.main+xml"), strings.HasSuffix(kind, "spreadsheetml.template.main+xml"):
			b.main = partName(v.attr("PartName"))
		}
		return nil
	})
	switch {
	case say != "" || b.has("xl/vbaproject"):
		return SayBookMacro
	case errors.Is(err, errMissing):
		return SayBookKind
	case errors.Is(err, errPart):
		return SayBookSize
	case err != nil:
		return SayBookDamaged
	case b.main == "":
		return SayBookKind
	case b.has("xl/externallinks/"), b.has("xl/connections"), b.has("xl/querytables/"):
		return SayBookExternal
	}
	return ""
}

// maxSheetRefs bounds the list of sheets; a workbook with more is no order.
const maxSheetRefs = 200

func (b *book) index() error {
	return b.walk(b.main, func(v *visitor) error {
		switch {
		case v.at("workbookPr"):
			b.epoch04 = truth(v.attr("date1904"))
		case v.at("sheet"):
			if len(b.sheets) == maxSheetRefs {
				return errPart
			}
			state := v.attr("state")
			b.sheets = append(b.sheets, sheetRef{cellText(v.attr("name")), v.attr("id"), state != "" && state != "visible"})
		}
		return nil
	})
}

func truth(s string) bool { return s == "1" || s == "true" || s == "on" }

func (b *book) relations() error {
	dir, file := path.Split(b.main)
	return b.walk(dir+"_rels/"+file+".rels", func(v *visitor) error {
		if !v.at("Relationship") || v.attr("TargetMode") == "External" {
			return nil
		}
		target := v.attr("Target")
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		b.rels[v.attr("Id")] = partName(target)
		if kind := path.Base(v.attr("Type")); kind == "sharedStrings" || kind == "styles" {
			b.rels["\x00"+kind] = partName(target)
		}
		return nil
	})
}

// maxStrings bounds the string table in entries; its bytes are bounded by the
// limit on a part.
const maxStrings = 200_000

// sharedStrings reads the table of texts. Phonetic guides (rPh) are a second
// writing of the same text and no part of it.
func (b *book) sharedStrings() error {
	name := b.rels["\x00sharedStrings"]
	if name == "" || b.files[name] == nil {
		return nil
	}
	var t richText
	return b.walk(name, func(v *visitor) error {
		t.take(v)
		switch {
		case v.at("si"):
			t.reset()
		case v.End == "si":
			if len(b.strings) == maxStrings {
				return errPart
			}
			b.strings = append(b.strings, cellText(unescape(t.String())))
		}
		return nil
	})
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape undoes the way workbooks write characters that XML cannot hold.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped.ReplaceAllStringFunc(s, func(m string) string {
		n, err := strconv.ParseUint(m[2:6], 16, 16)
		if err != nil {
			return m
		}
		return string(rune(n))
	})
}

// richText gathers the runs of a text.
type richText struct {
	strings.Builder
	phonetic int
}

func (t *richText) reset() { t.Reset(); t.phonetic = 0 }

func (t *richText) take(v *visitor) {
	switch {
	case v.at("rPh"):
		t.phonetic++
	case v.End == "rPh":
		t.phonetic--
	case v.End == "t" && t.phonetic == 0 && t.Len() < 4*maxCell:
		t.WriteString(v.Text)
	}
}

// read reads the sheets that are shown.
func (b *book) read() Result {
	var out Result
	var says []string
	note := func(say string) {
		out.Partial = true
		for _, s := range says {
			if s == say {
				return
			}
		}
		says = append(says, say)
	}
	shown := 0
	for _, s := range b.sheets {
		if s.hidden {
			note(sayHiddenSheets)
			continue
		}
		if shown++; shown > MaxSheets {
			note(saySheets)
			break
		}
		t, err := b.sheet(s)
		switch {
		case errors.Is(err, errLong):
			note(sayLongSheets)
			continue
		case errors.Is(err, errPart):
			return refuse(SayBookSize)
		case err != nil:
			return refuse(SayBookDamaged)
		}
		if t.Hidden {
			note(sayHiddenCells)
		}
		if len(t.Rows) > 0 {
			out.Tables = append(out.Tables, t)
		}
	}
	if len(out.Tables) == 0 && !out.Partial {
		says = append(says, SayBookEmpty)
	}
	out.Say = strings.Join(says, " ")
	out.Refused = len(out.Tables) == 0
	return out
}

// column turns the letters of a cell's reference into a number from 0, and is
// false for what is no reference within a sheet.
func column(ref string) (int, bool) {
	n := 0
	for i := 0; i < len(ref); i++ {
		c := ref[i] | 0x20
		if c < 'a' || c > 'z' {
			_, err := strconv.ParseUint(ref[i:], 10, 21)
			return n - 1, i > 0 && err == nil
		}
		if n = n*26 + int(c-'a') + 1; n > 16384 {
			return 0, false
		}
	}
	return 0, false
}
