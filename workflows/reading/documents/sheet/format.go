package sheet

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// format is what a number format says about a value, not how it looks.
type format struct {
	percent                 bool
	year, month, day        bool
	clock, elapsed          bool
	prefix, suffix          string // a currency or unit shown beside the number
	hidesNumbers, hidesText bool
}

// maxFormats bounds the styles of a workbook; Excel itself stops at 65,490.
const maxFormats = 66_000

// styles reads the number format of every cell style.
func (b *book) styles() error {
	name := b.rels["\x00styles"]
	if name == "" || b.files[name] == nil {
		return nil
	}
	codes := map[string]string{}
	parsed := map[string]format{}
	inCells := false
	return b.walk(name, func(v *visitor) error {
		switch {
		case v.at("numFmt"):
			if len(codes) == maxFormats {
				return errPart
			}
			codes[v.attr("numFmtId")] = v.attr("formatCode")
		case v.at("cellXfs"):
			inCells = true
		case v.End == "cellXfs":
			inCells = false
		case v.at("xf") && inCells:
			if len(b.formats) == maxFormats {
				return errPart
			}
			id := v.attr("numFmtId")
			f, known := parsed[id]
			if !known {
				f = formatOf(id, codes)
				parsed[id] = f
			}
			b.formats = append(b.formats, f)
		}
		return nil
	})
}

func formatOf(id string, codes map[string]string) format {
	if code, ok := codes[id]; ok {
		return parseFormat(code)
	}
	n, err := strconv.Atoi(id)
	if err != nil {
		return format{}
	}
	return builtIn(n)
}

// builtIn knows the formats that workbooks name by number alone (ECMA-376,
// 18.8.30). The currency of 5 to 8, 42 and 44 is that of whoever looks, so it
// says nothing.
func builtIn(n int) format {
	switch {
	case n == 9 || n == 10:
		return format{percent: true}
	case n == 17:
		return format{year: true, month: true}
	case n >= 14 && n <= 16, n >= 27 && n <= 31, n == 36, n >= 50 && n <= 58:
		return format{year: true, month: true, day: true}
	case n == 22:
		return format{year: true, month: true, day: true, clock: true}
	case n >= 18 && n <= 21, n >= 32 && n <= 35, n == 45, n == 47:
		return format{clock: true}
	case n == 46:
		return format{clock: true, elapsed: true}
	}
	return format{}
}

// maxCode is more than any format has; Excel allows 255 characters.
const maxCode = 512

// parseFormat reads a format code.
func parseFormat(code string) format {
	code = code[:min(len(code), maxCode)]
	sections := split(code)
	f := format{}
	if len(sections) > 1 && strings.TrimSpace(sections[0]) == "" {
		f.hidesNumbers = true
	}
	if len(sections) > 3 && strings.TrimSpace(sections[3]) == "" {
		f.hidesText = true
	}
	if strings.EqualFold(strings.TrimSpace(sections[0]), "general") || strings.Contains(sections[0], "@") {
		return f
	}
	p := formatParser{format: f, in: sections[0]}
	p.run()
	return p.format
}

// split parts a code into its sections at semicolons that are not quoted.
func split(code string) []string {
	var out []string
	start, quoted, bracket := 0, false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\':
			i++
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case c == ';' && !bracket:
			out = append(out, code[start:i])
			start = i + 1
		}
	}
	return append(out, code[start:])
}

type formatParser struct {
	format
	in                          string
	digits, scaled, y, m, d, hs bool
	before, after               strings.Builder
}

func (p *formatParser) run() {
	for p.in != "" {
		p.step()
	}
	if p.y || p.d || p.hs || p.m {
		p.year, p.day, p.clock = p.y, p.d, p.hs
		// An m beside hours or seconds is a minute.
		p.month = p.m && (p.y || p.d || !p.hs)
		return
	}
	if p.percent || p.scaled {
		return
	}
	p.prefix, p.suffix = literal(p.before.String()), literal(p.after.String())
}

// step takes one element of the code.
func (p *formatParser) step() {
	r, size := utf8.DecodeRuneInString(p.in)
	rest := p.in[size:]
	switch r {
	case '"':
		text, tail, _ := strings.Cut(rest, `"`)
		p.say(text)
		rest = tail
	case '\\':
		_, next := utf8.DecodeRuneInString(rest)
		p.say(rest[:next])
		rest = rest[next:]
	case '_', '*':
		_, next := utf8.DecodeRuneInString(rest)
		rest = rest[next:]
	case '[':
		inner, tail, _ := strings.Cut(rest, "]")
		p.bracket(inner)
		rest = tail
	case '0', '#', '?':
		p.digits = true
	case ',':
		// Between digits it groups; behind them it divides by a thousand.
		p.scaled = p.scaled || p.digits && (rest == "" || !strings.ContainsRune("0#?", rune(rest[0])))
	case '%':
		p.percent = true
	default:
		if tail, ok := p.letter(r, rest); ok {
			rest = tail
		} else if !unicode.IsPunct(r) && r != '+' {
			p.say(string(r))
		}
	}
	p.in = rest
}

// letter takes the letters that stand for parts of a date.
func (p *formatParser) letter(r rune, rest string) (string, bool) {
	switch unicode.ToLower(r) {
	case 'y':
		p.y = true
	case 'm':
		p.m = true
	case 'd':
		p.d = true
	case 'h', 's':
		p.hs = true
	case 'e':
		if p.digits {
			return rest, true // an exponent
		}
		p.y = true
	case 'a':
		low := strings.ToLower(rest)
		switch {
		case strings.HasPrefix(low, "m/pm"):
			return rest[4:], true
		case strings.HasPrefix(low, "/p"):
			return rest[2:], true
		}
		return rest, false
	default:
		return rest, false
	}
	return rest, true
}

func (p *formatParser) bracket(inner string) {
	if sign, ok := strings.CutPrefix(inner, "$"); ok {
		sign, _, _ = strings.Cut(sign, "-")
		p.say(sign)
		return
	}
	switch strings.ToLower(strings.Trim(inner, " ")) {
	case "h", "hh", "m", "mm", "s", "ss":
		p.hs, p.elapsed = true, true
	}
}

func (p *formatParser) say(text string) {
	if p.digits {
		p.after.WriteString(text)
		return
	}
	p.before.WriteString(text)
}

// literal keeps a text beside a number when it is a currency or a word, and
// drops what would make another number of it.
func literal(s string) string {
	s = cellText(s)
	useful := false
	for _, r := range s {
		if unicode.IsDigit(r) {
			return ""
		}
		useful = useful || unicode.IsLetter(r) || unicode.Is(unicode.Sc, r)
	}
	if !useful || len(s) > 24 {
		return ""
	}
	return strings.Trim(s, " ()")
}
