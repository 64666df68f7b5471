package mime

import (
	stdmime "mime"
	"net/mail"
	"strings"
)

// addresses reads an address field leniently; what cannot be read is left out.
// The structure is read before encoded words are: a comma or bracket in a
// display name must not become an address.
func addresses(field string) []mail.Address {
	field = oneLine(field)
	if field == "" {
		return nil
	}
	parser := mail.AddressParser{WordDecoder: &stdmime.WordDecoder{CharsetReader: charsetReader}}
	if list, err := parser.ParseList(field); err == nil {
		out := make([]mail.Address, 0, len(list))
		for _, a := range list {
			out = append(out, mail.Address{Name: decodeField(a.Name), Address: a.Address})
		}
		return out
	}
	return loose(field)
}

// loose takes the last <...> or the only word with an @, and the words before
// it as the name: display names with commas or non-ASCII letters left unquoted
// are common.
func loose(field string) []mail.Address {
	open, end := strings.LastIndexByte(field, '<'), strings.LastIndexByte(field, '>')
	if open >= 0 && end > open {
		addr := strings.TrimSpace(field[open+1 : end])
		if strings.Count(addr, "@") == 1 && !strings.ContainsAny(addr, " <>,;") {
			return []mail.Address{{Name: decodeField(strings.Trim(field[:open], ` "'`)), Address: addr}}
		}
		return nil
	}
	if strings.Count(field, "@") == 1 && !strings.ContainsAny(field, " <>,;:") {
		return []mail.Address{{Address: field}}
	}
	return nil
}

func first(list []mail.Address) mail.Address {
	if len(list) == 0 {
		return mail.Address{}
	}
	return list[0]
}
