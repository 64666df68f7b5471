// Package htmltext turns an HTML body into plain text that keeps what matters
// for reading money: table rows stay rows with their cells apart, list items
// stay items, quotes are marked with "> ", and text that a reader would not
// see is taken out and returned apart.
//
// It never loads, follows or renders anything. Start reading in walk.go.
package htmltext
