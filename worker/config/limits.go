package config

import (
	"strconv"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// usualLimits are what the systems say, or what was seen of them. Odoo gains nothing from more than four calls at once. Gmail lets a
// mailbox have 6,000 units a minute, of which getting a mail takes 20. Meta and X count by the quarter of an hour or the day and say until
// when to wait, which the clients do; an upload of theirs holds its place for minutes. Sources: Gmail's and X's pages of limits; Odoo 17 to
// 19 as run.
func usualLimits() map[string]Limit {
	return map[string]Limit{
		contract.Odoo: {Concurrent: 4}, contract.Gmail: {Concurrent: 4, PerSecond: 5},
		string(contract.Facebook): {Concurrent: 16}, string(contract.Instagram): {Concurrent: 16}, string(contract.X): {Concurrent: 16},
	}
}

const (
	mostConcurrent = 1000
	mostPerSecond  = 1000
)

func (l *loader) limits() {
	l.cfg.Limits = usualLimits()
	for _, system := range contract.Systems() {
		limit := l.cfg.Limits[system]
		if name := strings.ToUpper(system) + maxConcurrent; l.get(name) != "" {
			n, err := strconv.Atoi(l.get(name))
			if err != nil || n < 1 || n > mostConcurrent {
				l.bad.add(name, "must be a number from 1 to %d", mostConcurrent)
			}
			limit.Concurrent, limit.Asked = n, true
		}
		if name := strings.ToUpper(system) + maxPerSecond; l.get(name) != "" {
			n, err := strconv.ParseFloat(l.get(name), 64)
			if err != nil || !(n >= 0 && n <= mostPerSecond) {
				l.bad.add(name, "must be a number from 0, which is no limit, to %d, such as 0.5 or 20", mostPerSecond)
			}
			limit.PerSecond, limit.Asked = n, true
		}
		l.cfg.Limits[system] = limit
	}
}
