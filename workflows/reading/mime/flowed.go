package mime

import "strings"

// unflow joins the lines that format=flowed broke (RFC 3676): a line that ends
// in a blank goes on in the next one of the same quote depth. The signature
// mark "-- " never flows. With delsp the blank is no part of the text.
func unflow(text string, delsp bool) string {
	var out strings.Builder
	out.Grow(len(text))
	open, depth := false, 0
	for more := true; more; {
		var line string
		line, text, more = strings.Cut(text, "\n")
		body := strings.TrimLeft(line, ">")
		marks := line[:len(line)-len(body)]
		body = strings.TrimPrefix(body, " ") // space-stuffing
		signature := body == "-- "
		if open && (len(marks) != depth || signature) {
			open = false
			out.WriteByte('\n')
		}
		if !open && marks != "" {
			out.WriteString(marks)
			out.WriteByte(' ')
		}
		flows := strings.HasSuffix(body, " ") && !signature
		if flows && delsp {
			body = body[:len(body)-1]
		}
		out.WriteString(body)
		if !flows && more {
			out.WriteByte('\n')
		}
		open, depth = flows, len(marks)
	}
	return out.String()
}
