package page

func (c *composer) writeMissing(w *writer) {
	var items []md
	for _, m := range c.missingSources() {
		items = append(items, "**"+esc(sourceName(m.Source))+":** "+say(c.lackText(m)))
	}
	for _, m := range c.missingParts() {
		items = append(items, "**"+esc(sourceName(m.Source))+", "+esc(m.Part)+":** "+say(c.lackText(m)))
	}
	items = append(items, c.missingMain()...)
	if len(items) == 0 {
		return
	}
	w.heading("Not on this page")
	w.bullets(items)
}

// missingMain are the figures of the briefing that Odoo did not tell, though the
// rest of the books is there.
func (c *composer) missingMain() []md {
	if c.books == nil {
		return nil
	}
	var items []md
	for _, name := range mainNames() {
		f := c.get(name)
		if _, entered := c.at[name]; !entered || f.known() || f.missing == stopped {
			continue
		}
		last := "None of the eight pages before had it."
		for ago := 1; ago <= usualWeeks; ago++ {
			if _, ok := c.past.value(ago, f.name, f.unit); ok {
				last = "Last on the pages of " + c.day(c.past.weeks[ago].AsOf) + "."
				break
			}
		}
		items = append(items, "**"+f.label+":** "+say(f.missing)+" "+say(last))
	}
	return items
}
