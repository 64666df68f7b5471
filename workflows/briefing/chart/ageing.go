package chart

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Bucket is one age of what is open.
type Bucket struct {
	Label   string
	In, Out Bar // owed to the business, and by it
}

// Bar is an amount as it is drawn and as the page writes it; without a text it
// is not known and not drawn.
type Bar struct {
	Amount decimal.Decimal
	Text   string
}

const (
	bucketHeight = 40
	barHeight    = 13
	barLeft      = 110
	barRight     = Width - 130
	legendHeight = 26
)

// Ageing draws what is owed to the business and by it, by age. A sum below
// zero, which is credit, is an outline instead of a bar.
func Ageing(title, inName, outName string, buckets []Bucket) string {
	c := &canvas{}
	c.rect(px(barLeft), px(3), px(12), px(12), blue, true)
	c.text(px(barLeft+18), px(14), 12, "start", "normal", clip(inName, 200, 12))
	c.rect(px(barLeft+230), px(3), px(12), px(12), amber, true)
	c.text(px(barLeft+248), px(14), 12, "start", "normal", clip(outName, 200, 12))
	most := decimal.Zero
	for _, b := range buckets {
		most = decimal.Max(most, b.In.Amount.Abs(), b.Out.Amount.Abs())
	}
	var said []string
	for i, b := range buckets {
		y := px(legendHeight + int64(i)*bucketHeight)
		c.text(px(barLeft-10), y.Add(px(20)), 12, "end", "normal", clip(b.Label, barLeft-10, 12))
		c.bar(y.Add(px(3)), b.In, most, blue)
		c.bar(y.Add(px(19)), b.Out, most, amber)
		said = append(said, b.Label+": "+b.In.Text+" / "+b.Out.Text)
	}
	return c.svg(legendHeight+int64(len(buckets))*bucketHeight, title, inName+" / "+outName+". "+strings.Join(said, "; "))
}

func (c *canvas) bar(y decimal.Decimal, b Bar, most decimal.Decimal, colour string) {
	if b.Text == "" {
		return
	}
	width := scaled(b.Amount.Abs(), most, barRight-barLeft)
	if !width.IsZero() {
		c.rect(px(barLeft), y, decimal.Max(width, px(1)), px(barHeight), colour, b.Amount.IsPositive())
	}
	c.text(px(barLeft+6).Add(width), y.Add(px(11)), 12, "start", "normal", clip(b.Text, 124, 12))
}
