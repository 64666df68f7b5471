package doctor

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/worker/codec"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/ready"
)

// mostSkew is well below what signatures of other systems allow (OAuth: five minutes).
const mostSkew = time.Minute

// clock looks whether it was set back, which a running Temporal of ours waits
// out, and whether it is right.
func (p patient) clock(ctx context.Context) []Line {
	if !p.cfg.Temporal.Embedded() {
		return p.compareClock(ctx)
	}
	back, err := ready.SetBack(p.cfg.DataDir, p.now())
	switch {
	case err != nil:
		return append([]Line{wrong("clock", "%v", err)}, p.compareClock(ctx)...)
	case !back.IsZero():
		return append([]Line{wrong("clock", "it was set back: it has shown %s before, and work may stand still until it shows that again. If it is wrong now, set it (on Linux: timedatectl set-ntp true); "+
			"then start the worker again: what can goes on at once, and the rest at that time", back.In(p.cfg.Zone).Format(nextTime))}, p.compareClock(ctx)...)
	}
	return p.compareClock(ctx)
}

// compareClock compares with the Date of a configured system's answer, to the second (RFC 9110, 6.6.1).
func (p patient) compareClock(ctx context.Context) []Line {
	const name = "clock"
	address := p.comparable()
	if address == "" {
		return []Line{off(name, "no outside system is configured whose time could be compared")}
	}
	asked := p.now()
	request, err := http.NewRequestWithContext(ctx, http.MethodHead, address, nil)
	if err != nil {
		return []Line{off(name, "%s cannot be asked for its time", address)}
	}
	c := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := c.Do(request)
	if err != nil {
		return []Line{off(name, "%s did not tell its time", address)}
	}
	_ = response.Body.Close()
	theirs, err := http.ParseTime(response.Header.Get("Date"))
	if err != nil {
		return []Line{off(name, "%s did not tell its time", address)}
	}
	answered := p.now()
	// Their time is somewhere between question and answer, and is cut to the second.
	switch {
	case theirs.Add(-mostSkew).After(answered):
		return []Line{wrong(name, "the clock of this machine is %s behind that of %s; set it (on Linux: timedatectl set-ntp true)", theirs.Sub(answered).Round(time.Second), address)}
	case theirs.Add(mostSkew + time.Second).Before(asked):
		return []Line{wrong(name, "the clock of this machine is %s ahead of that of %s; set it (on Linux: timedatectl set-ntp true)", asked.Sub(theirs).Round(time.Second), address)}
	}
	return []Line{ok(name, "agrees with %s", address)}
}

// comparable is a system that tells its time, as every web server does.
func (p patient) comparable() string {
	for _, s := range []struct {
		configured bool
		base, own  string
	}{
		{p.cfg.Odoo.Configured(), p.cfg.Odoo.URL, ""},
		{p.cfg.Gmail.Configured(), p.cfg.Gmail.BaseURL, "https://gmail.googleapis.com"},
		{p.cfg.Facebook.Configured(), p.cfg.Facebook.BaseURL, "https://graph.facebook.com"},
		{p.cfg.Instagram.Configured(), p.cfg.Instagram.BaseURL, "https://graph.facebook.com"},
		{p.cfg.X.Configured(), p.cfg.X.BaseURL, "https://api.x.com"},
	} {
		if s.configured && s.base != "" {
			return s.base
		}
		if s.configured {
			return s.own
		}
	}
	return ""
}

// ports are the running worker's own business; before a start they must be free.
func (p patient) ports(ctx context.Context) []Line {
	const name = "ports"
	if !p.cfg.Temporal.Embedded() {
		return []Line{off(name, "the worker opens none beside an outside Temporal")}
	}
	if info, err := ready.Read(p.cfg.DataDir); err == nil {
		return []Line{ok(name, "Temporal %s, Web UI %s", info.TemporalAddress, info.UIURL)}
	}
	type wanted struct {
		setting string
		number  int
	}
	all := []wanted{{"TEMPORAL_PORT", p.cfg.Temporal.Port}, {"TEMPORAL_UI_PORT", p.cfg.Temporal.UIPort}}
	if p.cfg.MetricsPort != config.NoMetrics {
		all = append(all, wanted{"EMPLOYEE_METRICS_PORT", p.cfg.MetricsPort})
	}
	for _, port := range all {
		l, err := (&net.ListenConfig{}).Listen(ctx, "tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port.number)))
		if err != nil {
			return []Line{wrong(name, "the port %d is taken by another program; stop that, or set %s to another one (0 = any free)", port.number, port.setting)}
		}
		_ = l.Close()
	}
	return []Line{ok(name, "%d and %d are free", p.cfg.Temporal.Port, p.cfg.Temporal.UIPort)}
}

// keys looks at the file without which nothing in the database can be read.
func (p patient) keys(context.Context) []Line {
	const name = "keys"
	k := codec.In(p.cfg.DataDir)
	err := k.Read()
	var missing *codec.KeyError
	switch {
	case errors.As(err, &missing) && !p.cfg.Temporal.Embedded():
		return []Line{wrong(name, "%v", err)}
	case errors.As(err, &missing):
		return []Line{off(name, "there is no %s yet; the worker makes it at its first start. If this installation has worked before, put it back from your backup", k.Path())}
	case err != nil:
		return []Line{wrong(name, "%v", err)}
	}
	return []Line{ok(name, "%s; keep a copy apart from the database", k.Path())}
}

// log proves the audit log's chain.
func (p patient) log(context.Context) []Line {
	const name = "log"
	report, err := auditlog.Verify(p.cfg.LogDir)
	switch {
	case errors.Is(err, auditlog.ErrNoLog):
		return []Line{off(name, "nothing has been logged yet in %s", p.cfg.LogDir)}
	case err != nil:
		return []Line{wrong(name, "%v", err)}
	case !report.OK():
		return []Line{wrong(name, "the chain is BROKEN at %s; see: go run ./starter verify-log", report.Broken)}
	}
	return []Line{ok(name, "%d lines, the chain holds, head %.12s, %d without a result yet", report.Lines, report.Head, len(report.Unfinished))}
}
