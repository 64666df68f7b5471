package config

import (
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // a machine without zone files must know the owner's zone too

	"github.com/autonomous-employee/employee/workflows/contract"
)

// leastToken keeps a token from being guessed by another program on this machine.
const leastToken = 24

func (l *loader) owner() {
	l.cfg.DryRun = l.flag(dryRun, true)
	owner, err := contract.ParseOwner(l.get(ownerID))
	if err != nil {
		l.bad.add(ownerID, "must be a small letter, then at most 31 small letters, digits and hyphens, such as anna-smith")
	}
	l.cfg.Owner = owner
	if dir := l.get(ownersDir); dir != "" {
		l.cfg.OwnersDir = l.absolute(dir)
	}
	name := l.get(ownerTimezone)
	if name != "" {
		zone, ok := ianaZone(name)
		if !ok {
			l.bad.add(ownerTimezone, "is not an IANA time zone; write a name such as Europe/Berlin or America/New_York")
			zone, name = time.UTC, "UTC"
		}
		l.cfg.Zone, l.cfg.ZoneName = zone, name
		return
	}
	name, ok := systemZone(l.get("TZ"), l.root)
	if !ok {
		l.note("OWNER_TIMEZONE is not set and the system does not tell its time zone; UTC is used.")
	}
	l.cfg.Zone, _ = ianaZone(name)
	l.cfg.ZoneName = name
}

// flag accepts a few words only: `DRY_RUN=flase` must not mean anything.
func (l *loader) flag(name string, fallback bool) bool {
	switch strings.ToLower(l.get(name)) {
	case "":
		return fallback
	case "true", "1", "yes":
		return true
	case "false", "0", "no":
		return false
	}
	l.bad.add(name, "must be true or false (also 1, 0, yes, no)")
	return fallback
}

// ianaZone loads a zone by name. "Local" is refused: it means another thing on each machine.
func ianaZone(name string) (*time.Location, bool) {
	if name == "" || name == "Local" || strings.HasPrefix(name, "/") || strings.Contains(name, "..") {
		return nil, false
	}
	zone, err := time.LoadLocation(name)
	return zone, err == nil
}

// systemZone finds the IANA name of the system: TZ, /etc/timezone, then the target of /etc/localtime below root. ok is false when
// none of them tells, and the name is UTC then.
func systemZone(tz, root string) (name string, ok bool) {
	candidates := []string{strings.TrimPrefix(tz, ":")}
	if raw, err := readBounded(filepath.Join(root, "etc", "timezone"), 1024); err == nil {
		candidates = append(candidates, strings.TrimSpace(string(raw)))
	}
	if target, err := os.Readlink(filepath.Join(root, "etc", "localtime")); err == nil {
		candidates = append(candidates, target)
	}
	for _, candidate := range candidates {
		candidate = zoneinfoName(candidate)
		if _, good := ianaZone(candidate); good {
			return candidate, true
		}
	}
	return "UTC", false
}

// zoneinfoName turns a path of the zone database into the name of the zone.
func zoneinfoName(path string) string {
	path = filepath.ToSlash(path)
	if _, name, ok := strings.Cut(path, "zoneinfo/"); ok {
		path = name
	}
	for _, variant := range []string{"posix/", "right/"} {
		path = strings.TrimPrefix(path, variant)
	}
	return path
}

// running reads how the program itself behaves.
func (l *loader) running() {
	l.cfg.MailPoll = l.duration(mailPoll, 60*time.Second, 5*time.Second, 24*time.Hour)
	l.cfg.ScanInterval = l.duration(scanInterval, 30*time.Second, time.Second, time.Hour)
	l.briefing()
	l.cfg.LogLevel = l.choice(logLevel, "info", "debug", "warn", "error")
	l.cfg.LogFormat = l.choice(logFormat, "console", "json")
	l.cfg.Preflight = l.flag(preflight, true)
	if l.cfg.Helper = l.flag(helper, false); l.cfg.Helper && (l.get(temporalAddr) == "" || l.get(ownersDir) != "") {
		l.bad.add(helper, "is for a worker beside another one of the same owner on an outside Temporal; set TEMPORAL_ADDRESS and not OWNERS_DIR, or remove it")
	}
	l.cfg.MetricsPort = l.port(metricsPort, NoMetrics)
	l.cfg.MCPToken = l.secret(mcpToken)
	if n := len(l.get(mcpToken)); n > 0 && n < leastToken {
		l.bad.add(mcpToken, "is shorter than %d characters; take a random one, such as openssl rand -hex 32 gives", leastToken)
	}
	l.alarm()
	l.tracing()
}

// alarm reads where alarms go.
func (l *loader) alarm() {
	l.cfg.Alarm = Alarm{
		Webhook: l.secret(alarmWebhook), Secret: l.secret(alarmSecret), Desktop: l.flag(alarmDesktop, false),
		After: l.duration(alarmAfter, 5*time.Minute, time.Second, 24*time.Hour),
	}
	if text := l.get(alarmWebhook); text != "" {
		u, err := url.Parse(text)
		switch {
		case err != nil || u.Hostname() == "" || (u.Scheme != "http" && u.Scheme != "https") || u.User != nil || u.Fragment != "":
			l.bad.add(alarmWebhook, "must be a whole address such as https://example.com/hook, without user name and #")
		case u.Scheme == "http" && !loopback(u.Hostname()):
			l.bad.add(alarmWebhook, "must begin with https://; http:// is only accepted for this machine (localhost)")
		}
	}
	switch n := len(l.get(alarmSecret)); {
	case n > 0 && n < leastToken:
		l.bad.add(alarmSecret, "is shorter than %d characters; take a random one, such as openssl rand -hex 32 gives", leastToken)
	case n > 0 && l.get(alarmWebhook) == "":
		l.bad.add(alarmWebhook, "is not set, but %s is; set it too, or remove the other", alarmSecret)
	}
}

func (l *loader) duration(name string, fallback, least, most time.Duration) time.Duration {
	text := l.get(name)
	if text == "" {
		return fallback
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < least || d > most {
		l.bad.add(name, "must be a time such as 30s or 5m, from %v to %v", least, most)
		return fallback
	}
	return d
}

// choice accepts one of the words; the first is the default.
func (l *loader) choice(name string, words ...string) string {
	text := strings.ToLower(l.get(name))
	if text == "" {
		return words[0]
	}
	if !slices.Contains(words, text) {
		l.bad.add(name, "must be one of %s", strings.Join(words, ", "))
		return words[0]
	}
	return text
}
