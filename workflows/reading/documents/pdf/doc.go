// Package pdf reads the text of a PDF, line by line with columns kept apart,
// and the XML files embedded in it.
//
// It is a reader for hostile files: objects are found by scanning rather than
// by following the file's own tables, every stream is decompressed under one
// budget, every token comes from another, nesting has a depth, and what is
// seen is never visited twice. So the work is bounded by counts and the same
// bytes give the same text. The common library follows a chain of tables that
// points to itself for ever, allocates a table of the size that a file names,
// and passes over a font's Unicode map where the font names an encoding too.
//
// It must not decrypt, draw, follow links, or run scripts. Text that a PDF
// paints white, outside the page or on a hidden layer is text here, so nothing
// may be decided on it.
//
// Start reading in read.go, then file.go (objects), content.go (text) and
// layout.go (lines).
package pdf
