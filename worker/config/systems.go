package config

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

func (l *loader) temporal() {
	t := &l.cfg.Temporal
	t.Address = l.get(temporalAddr)
	t.Namespace = l.get(temporalSpace)
	if t.Namespace == "" {
		t.Namespace = "default"
	}
	t.APIKey = l.secret(temporalKey)
	t.Port = l.port(temporalPort, 7233)
	t.UIPort = l.port(temporalUIPort, 8233)
	if t.Port == t.UIPort && t.Port != 0 {
		l.bad.add(temporalUIPort, "is the same port as TEMPORAL_PORT; choose another one, or 0 for any free one")
	}
	if t.Address != "" {
		l.address()
	}
	for _, name := range append(sdkNames(), temporalAddr, temporalSpace, temporalKey) {
		if value := l.get(name); value != "" {
			t.environ = append(t.environ, name+"="+value)
		}
	}
	for name := range l.values {
		if strings.HasPrefix(name, grpcMeta) {
			t.environ = append(t.environ, name+"="+l.get(name))
		}
	}
	slices.Sort(t.environ)
	if t.Address == "" && len(t.environ) > 0 {
		l.embeddedNote(t.environ)
	}
}

// embeddedNote tells about connection settings which have no effect, such as an API key without an address.
func (l *loader) embeddedNote(environ []string) {
	var unused []string
	for _, pair := range environ {
		name, _, _ := strings.Cut(pair, "=")
		if name != temporalSpace && name != "TEMPORAL_DEBUG" {
			unused = append(unused, name)
		}
	}
	if len(unused) > 0 {
		l.note("%s: not used, because TEMPORAL_ADDRESS is not set and the embedded Temporal server runs.", strings.Join(unused, ", "))
	}
}

func (l *loader) address() {
	host, port, err := net.SplitHostPort(l.get(temporalAddr))
	number, perr := strconv.ParseUint(port, 10, 16)
	if err != nil || host == "" || perr != nil || number == 0 || strings.Contains(host, "/") {
		l.bad.add(temporalAddr, "must be host:port, such as localhost:7233 or my-space.a1b2c.tmprl.cloud:7233, without http://")
	}
}

func (l *loader) port(name string, fallback int) int {
	text := l.get(name)
	if text == "" {
		return fallback
	}
	port, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		l.bad.add(name, "must be a port number from 0 to 65535; 0 means any free one")
		return fallback
	}
	return int(port)
}

func (l *loader) odoo() {
	if !l.group([]string{odooURL, odooDB, odooUsername, odooPassword}) {
		l.url(odooURL)
		return
	}
	l.cfg.Odoo = Odoo{URL: l.url(odooURL), DB: l.get(odooDB), Username: l.get(odooUsername), Password: l.secret(odooPassword)}
}

func (l *loader) gmail() {
	base := l.url(gmailBase)
	if !l.group([]string{gmailClient}, gmailToken, gmailBase) {
		return
	}
	g := Gmail{CredentialsFile: l.absolute(l.get(gmailClient)), BaseURL: base}
	l.existing(gmailClient, g.CredentialsFile)
	token := l.get(gmailToken)
	if token == "" {
		token = filepath.Join(l.cfg.DataDir, "gmail-token.json")
	}
	g.TokenFile = l.absolute(token)
	if within(resolve(g.TokenFile), resolve(l.cfg.VaultDir)) {
		l.bad.add(gmailToken, "lies inside the vault, where notes are shared; choose a place outside of VAULT_DIR")
	}
	if within(resolve(g.CredentialsFile), resolve(l.cfg.VaultDir)) {
		l.bad.add(gmailClient, "lies inside the vault, where notes are shared; choose a place outside of VAULT_DIR")
	}
	l.cfg.Gmail = g
}

func (l *loader) social() {
	version := l.graphVersion()
	base := l.url(facebookBase)
	if l.group([]string{facebookPage, facebookToken}, facebookSecret, facebookBase) {
		l.cfg.Facebook = Facebook{PageID: l.digits(facebookPage), PageToken: l.secret(facebookToken), AppSecret: l.secret(facebookSecret), BaseURL: base, Version: version}
	}
	base = l.url(instagramBase)
	if l.group([]string{instagramUser, instagramToken}, instagramBase) {
		l.cfg.Instagram = Instagram{UserID: l.digits(instagramUser), Token: l.secret(instagramToken), BaseURL: base, Version: version}
	}
	l.x()
}

func (l *loader) x() {
	base := l.url(xBase)
	oauth1 := []string{xAPIKey, xAPISecret, xUserToken, xUserSecret}
	whole := l.group(oauth1)
	token := l.secret(xAccessToken)
	x := X{AccessToken: token, BaseURL: base}
	if whole {
		x.APIKey, x.APISecret, x.UserToken, x.UserSecret = l.secret(xAPIKey), l.secret(xAPISecret), l.secret(xUserToken), l.secret(xUserSecret)
	}
	l.renewed(&x)
	if x.Renewed() && (whole || token.IsSet()) {
		l.note("X_CLIENT_ID and other credentials of X are set; the token in X_TOKEN_FILE is used.")
	} else if whole && token.IsSet() {
		l.note("X_ACCESS_TOKEN and the four OAuth 1 values are set; X_ACCESS_TOKEN is used.")
	}
	partly := slices.ContainsFunc(oauth1, func(name string) bool { return l.get(name) != "" })
	viaFile := l.get(xAccessToken+fileSuffix) != ""
	renewed := slices.ContainsFunc([]string{xClient, xClientSecret, xTokenFile}, func(name string) bool { return l.get(name) != "" })
	if base != "" && !token.IsSet() && !viaFile && !partly && !renewed {
		l.bad.add(xAccessToken, "is not set, but X_BASE_URL is; set it (or X_CLIENT_ID, or the four OAuth 1 values), or remove X_BASE_URL")
	}
	l.cfg.X = x
}

// renewed reads what renews a token of X.
func (l *loader) renewed(x *X) {
	if !l.group([]string{xClient}, xClientSecret, xTokenFile) {
		return
	}
	token := l.get(xTokenFile)
	if token == "" {
		token = filepath.Join(l.cfg.DataDir, "x-token.json")
	}
	x.ClientID, x.ClientSecret, x.TokenFile = l.get(xClient), l.secret(xClientSecret), l.absolute(token)
	if within(resolve(x.TokenFile), resolve(l.cfg.VaultDir)) {
		l.bad.add(xTokenFile, "lies inside the vault, where notes are shared; choose a place outside of VAULT_DIR")
	}
}

var versionForm = regexp.MustCompile(`^v[0-9]{2}\.0$`)

// graphVersion is of the API that Facebook and Instagram share.
func (l *loader) graphVersion() string {
	version := l.get(graphVersion)
	if version != "" && !versionForm.MatchString(version) {
		l.bad.add(graphVersion, "must look like v26.0")
		return ""
	}
	return version
}

// digits checks the numeric IDs of Meta; a name or a URL there is the most common mistake.
func (l *loader) digits(name string) string {
	id := l.get(name)
	if strings.Trim(id, "0123456789") != "" {
		l.bad.add(name, "must be the numeric ID, not a name or an address")
	}
	return id
}

// url reads a base URL: http or https, https unless the host is this machine, because the requests carry credentials.
func (l *loader) url(name string) string {
	text := l.get(name)
	if text == "" {
		return ""
	}
	problem := func(what string) string {
		l.bad.add(name, "%s", what)
		return ""
	}
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return problem("must be a whole address such as https://odoo.example.com")
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return problem("has a port which is not a number from 1 to 65535; correct it")
		}
	}
	if u.User != nil {
		return problem("holds a user name or password; remove it from the address and use the settings for it")
	}
	if u.RawQuery != "" || u.Fragment != "" || u.ForceQuery {
		return problem("has a ? or # part; give the address only as far as the path")
	}
	if u.Scheme == "http" && !loopback(u.Hostname()) {
		return problem("must begin with https://, because passwords and tokens are sent there; http:// is only accepted for this machine (localhost)")
	}
	return strings.TrimRight(fmt.Sprintf("%s://%s%s", u.Scheme, u.Host, u.EscapedPath()), "/")
}

func loopback(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}
