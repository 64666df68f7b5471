// Package htmltext turns an HTML body into plain text that keeps what matters
// for reading money: table rows stay rows with their cells apart and in their
// columns, list items stay items, quotes are marked with "> ", and text that a
// reader would not see is taken out and returned apart.
//
// It knows of CSS only what hides text, and when it cannot tell, text is seen.
// It must not load, follow or render anything. Start reading in walk.go.
package htmltext
