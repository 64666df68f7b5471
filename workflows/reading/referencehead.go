package reading

import "strings"

// withoutHead is where the words before a reference end, of which the first n
// bytes of rest hold them, when the last of them is its own head: in "number
// LA-2026-553" the LA is no article.
func withoutHead(rest string, n int) int {
	at := strings.LastIndexAny(rest[:n], " \t:#") + 1
	head := rest[at:n]
	if head == "" || head != strings.ToUpper(head) || head == strings.ToLower(head) {
		return n
	}
	const joins = "-/_"
	if strings.IndexByte(joins, head[len(head)-1]) >= 0 || n+1 < len(rest) && strings.IndexByte(joins, rest[n]) >= 0 && rest[n+1] != ' ' {
		return at
	}
	return n
}
