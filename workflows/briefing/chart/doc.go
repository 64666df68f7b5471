// Package chart draws the pictures of the Monday page: small SVG files that
// Obsidian shows as images, and Mermaid that it draws by itself.
//
// A picture only repeats what stands in the page as text. It is pure and
// deterministic: the same figures give the same bytes, so that running a week
// again changes no file. The colours are of middle lightness, because an image
// does not learn which theme the page has; every text in a picture is escaped,
// whoever wrote it. Money stays decimal up to the last coordinate.
//
// Start reading in panels.go; ageing.go and mermaid.go follow.
package chart
