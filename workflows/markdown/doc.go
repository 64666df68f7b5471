// Package markdown makes texts inert inside Markdown as Obsidian reads it, and
// links of our own making. Names and words of customers pass through it before
// they stand in a note: they must not become a link, a tag, a property, a code
// block, or a row of a table of their own.
//
// It is pure and knows no outside system; what a note holds is decided
// elsewhere. Start reading with Inline.
package markdown
