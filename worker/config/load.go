package config

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Load reads the configuration from environ (as os.Environ gives it) and from dir/.env when it is there. A name that stands in environ wins, also
// with an empty value, which means not set. dir is the working directory and must be absolute: relative paths count from it. All problems come
// together in one *Error.
func Load(environ []string, dir string) (*Config, error) {
	if !filepath.IsAbs(dir) {
		return nil, fmt.Errorf("load configuration: the folder %q is not an absolute path", dir)
	}
	l := &loader{dir: dir, root: "/", values: map[string]string{}, cfg: &Config{}}
	l.merge(environ)
	l.secretFiles()
	l.paths()
	l.owner()
	l.temporal()
	l.odoo()
	l.gmail()
	l.social()
	l.limits()
	l.running()
	l.collectSecrets()
	if err := l.bad.err(); err != nil {
		return nil, err
	}
	return l.cfg, nil
}

// loader is the state of one Load.
type loader struct {
	dir    string
	root   string // of the file system in which the system's time zone is looked for
	values map[string]string
	cfg    *Config
	bad    problems
}

// merge lays the environment over `.env` and refuses names that only look like ours.
func (l *loader) merge(environ []string) {
	file, bad := readDotenv(filepath.Join(l.dir, dotenvName))
	l.bad.list = append(l.bad.list, bad...)
	known := knownNames()
	for _, name := range slices.Sorted(maps.Keys(file)) {
		l.values[name] = file[name].value
		l.judge(name, fmt.Sprintf(".env line %d", file[name].line), known, true)
	}
	l.exposed(file)
	for _, pair := range environ {
		name, value, ok := strings.Cut(pair, "=")
		if !ok || name == "" {
			continue
		}
		l.values[name] = value
		if _, there := file[name]; !there {
			l.judge(name, "the environment", known, false)
		}
	}
	for name, value := range l.values {
		if strings.TrimSpace(value) == "" {
			delete(l.values, name)
		}
	}
}

// exposed mentions a `.env` which holds a secret and which other users of the machine can read.
func (l *loader) exposed(file map[string]setting) {
	info, err := os.Stat(filepath.Join(l.dir, dotenvName))
	if err != nil || !openToAll(info) {
		return
	}
	for _, name := range secretNames() {
		if file[name].value != "" {
			l.note(".env holds %s, and every user of this machine can read that file; run chmod 600 on it.", name)
			return
		}
	}
}

func knownNames() []string {
	known := append(Names(), sdkNames()...)
	for _, name := range secretNames() {
		known = append(known, name+fileSuffix)
	}
	return known
}

// judge decides about one name: ours, somebody else's, or a mistake.
func (l *loader) judge(name, where string, known []string, ourFile bool) {
	if slices.Contains(known, name) || strings.HasPrefix(name, grpcMeta) || foreign(name) {
		return
	}
	upper := strings.ToUpper(name)
	meant := nearest(name, known)
	own := hasPrefix(upper, ownPrefixes())
	shared := hasPrefix(upper, sharedPrefixes())
	switch {
	case own, shared && (ourFile || meant != ""), ourFile && meant != "":
		l.unknown(name, where, meant)
	case shared && !strings.HasPrefix(upper, "X_") && !strings.HasPrefix(upper, "VAULT_"):
		l.note("%s in %s is not one of our settings and is not read.", name, where)
	case meant != "" && len(name) >= 7:
		l.note("%s in %s is not read; %s would be.", name, where, meant)
	}
}

func (l *loader) unknown(name, where, meant string) {
	if meant != "" {
		l.bad.add(name, "there is no such setting (in %s); did you mean %s? Correct the name, or remove it", where, meant)
		return
	}
	l.bad.add(name, "there is no such setting (in %s); remove it, or look up the name in .env.example", where)
}

func (l *loader) note(format string, args ...any) {
	l.cfg.Notes = append(l.cfg.Notes, fmt.Sprintf(format, args...))
}

// get returns the value without surrounding space, "" when not set.
func (l *loader) get(name string) string { return strings.TrimSpace(l.values[name]) }

// secretFiles replaces NAME_FILE by the content of the file.
func (l *loader) secretFiles() {
	for _, name := range secretNames() {
		path := l.get(name + fileSuffix)
		if path == "" {
			continue
		}
		if l.get(name) != "" {
			l.bad.add(name, "both %s and %s%s are set; keep one of them", name, name, fileSuffix)
			continue
		}
		value, open, err := readSecret(l.absolute(path))
		if err != nil {
			l.bad.add(name+fileSuffix, "the file it names cannot be used (%v); correct the path or the file", reason(err))
			continue
		}
		if open {
			l.note("%s%s: every user of this machine can read that file; run chmod 600 on it.", name, fileSuffix)
		}
		l.values[name] = value
	}
}

func (l *loader) secret(name string) Secret { return NewSecret(l.get(name)) }

// group checks settings that only make sense together. It returns whether all the needed ones are set.
func (l *loader) group(needed []string, optional ...string) bool {
	var missing, set []string
	for _, name := range needed {
		switch {
		case l.get(name) != "":
			set = append(set, name)
		case slices.Contains(secretNames(), name) && l.get(name+fileSuffix) != "":
			// Given through a file, which has its own problem by now.
			set = append(set, name)
		default:
			missing = append(missing, name)
		}
	}
	if len(missing) == 0 {
		return true
	}
	for _, name := range optional {
		if l.get(name) != "" {
			set = append(set, name)
		}
	}
	if len(set) == 0 {
		return false
	}
	for _, name := range missing {
		l.bad.add(name, "is not set, but %s is; set it too, or remove the others", strings.Join(set, ", "))
	}
	return false
}

// collectSecrets gathers what the redactor must know.
func (l *loader) collectSecrets() {
	var all []string
	for _, name := range append(secretNames(), "TEMPORAL_TLS_CLIENT_KEY_DATA", "TEMPORAL_CODEC_AUTH") {
		all = append(all, l.get(name))
	}
	for _, value := range l.cfg.Tracing.headers {
		all = append(all, value)
	}
	for name := range l.values {
		if strings.HasPrefix(name, grpcMeta) {
			all = append(all, l.get(name))
		}
	}
	for _, path := range []string{l.cfg.Gmail.CredentialsFile, l.cfg.Gmail.TokenFile, l.cfg.X.TokenFile} {
		all = append(all, oauthSecrets(path)...)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	l.cfg.secrets = slices.DeleteFunc(all, func(s string) bool { return s == "" })
}
