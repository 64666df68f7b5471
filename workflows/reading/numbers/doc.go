// Package numbers finds numbers in a line of text and says what each one is:
// an amount of money with its currency, a percentage, a plain number, or part
// of something that is no number (a size, a date, an article code).
//
// A value is given only when the digits read one way. "1,234" is a thousand in
// a text that writes 0.50 and one point something in a text that writes 0,50;
// without such evidence it stays without a value. Never a float.
//
// Start reading in parse.go, then scan.go.
package numbers
