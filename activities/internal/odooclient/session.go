package odooclient

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// versionNumber finds the major version in "17", "saas~17.2" or "19.0+e".
var versionNumber = regexp.MustCompile(`[0-9]+`)

// oldest is the first Odoo with account.move for invoices as used here.
const oldest = 14

// sessionLife bounds how long what was learnt is believed: after it the server
// is asked again, since it may have been upgraded under the same address.
const sessionLife = time.Hour

// Session is who we are on the server and how to speak to it, learnt once.
type Session struct {
	UID     int64
	Major   int    // 14 or later
	Version string // as the server writes it
	// Dialect is what the server and the credentials allow.
	Dialect Dialect
	// CompanyID is the user's current company; every call is bound to it,
	// since a user of several companies otherwise sees all of them mixed.
	CompanyID   int64
	CompanyName string
	// Currency is the company's, an ISO 4217 code; empty when the server did
	// not tell it, as one without accounting does not.
	Currency string
}

// Session authenticates on first use and returns the same answer afterwards,
// for an hour or until the server's answers say that it is another one now.
// The user's ID never changes, and a login costs the server up to a second of
// work.
func (c *Client) Session(ctx context.Context) (Session, error) {
	select {
	case c.login <- struct{}{}:
		defer func() { <-c.login }()
	case <-ctx.Done():
		return Session{}, networkError(Call{Method: "authenticate"}, ctx.Err(), false)
	}
	if s, ok := c.known(); ok {
		return s, nil
	}
	s, err := c.open(ctx)
	if err != nil {
		return Session{}, err
	}
	c.remember(s)
	return s, nil
}

func (c *Client) open(ctx context.Context) (Session, error) {
	major, text, err := c.version(ctx)
	if err != nil {
		return Session{}, c.clean(err)
	}
	if major < oldest {
		return Session{}, newError(Call{Method: "version"}, Invalid, CodeTooOld, shorten(text, 40))
	}
	dialect, uid, err := c.enter(ctx, major)
	if err != nil {
		return Session{}, c.clean(err)
	}
	return c.learn(ctx, Session{UID: uid, Major: major, Version: text, Dialect: dialect})
}

// learn reads the user's company and its currency, which accounting puts on
// every contact and so on users (account, res.partner.currency_id: that of the
// user's own company here). An API key alone decides who calls over JSON-2, so
// there it must belong to the user who is configured.
func (c *Client) learn(ctx context.Context, s Session) (Session, error) {
	call := readCall(ModelUser, []int64{s.UID}, []string{"login", "company_id", "currency_id"}, baseContext())
	found, err := c.readAs(ctx, s, call)
	if e, ok := As(err); ok && e.Code == CodeProgram { // a server without accounting does not know the last one
		call = readCall(ModelUser, []int64{s.UID}, []string{"login", "company_id"}, baseContext())
		found, err = c.readAs(ctx, s, call)
	}
	if err != nil {
		return Session{}, err
	}
	if len(found) != 1 || found[0].Ref("company_id").ID == 0 {
		return Session{}, newError(call, Auth, CodeWrongCompany, "")
	}
	if s.Dialect == JSON2 && !strings.EqualFold(strings.TrimSpace(found[0].Str("login")), strings.TrimSpace(c.user)) {
		return Session{}, newError(call, Auth, CodeOtherUser, "")
	}
	company := found[0].Ref("company_id")
	s.CompanyID, s.CompanyName, s.Currency = company.ID, company.Name, found[0].Ref("currency_id").Name
	return s, nil
}

func (c *Client) known() (Session, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.session == nil || c.now().Sub(c.since) >= sessionLife {
		return Session{}, false
	}
	return *c.session, true
}

// remember keeps the session. What an earlier one knew about models goes,
// since an upgrade changes their fields.
func (c *Client) remember(s Session) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.session, c.since, c.entered = &s, c.now(), true
	c.fields = map[string]map[string]bool{}
}

// forget drops the session, so that the next call asks the server anew.
func (c *Client) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.session = nil
	c.fields = map[string]map[string]bool{}
}

// wasIn tells whether these settings have ever opened a session.
func (c *Client) wasIn() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.entered
}

// parseVersion reads the answer of common.version, or of /web/version, whose
// names have no prefix. The first item of version_info is a number, or a text
// such as "saas~17" on Odoo Online.
func parseVersion(call Call, answer any, prefix string) (int, string, error) {
	fields, _ := answer.(map[string]any)
	text := Str(fields[prefix+"version"])
	info, _ := fields[prefix+"version_info"].([]any)
	if len(info) > 0 {
		if major := Int(info[0]); major > 0 {
			return int(major), text, nil
		}
		if major := majorOf(Str(info[0])); major > 0 {
			return major, text, nil
		}
	}
	if major := majorOf(text); major > 0 {
		return major, text, nil
	}
	return 0, "", malformed(call, errShape)
}

func majorOf(text string) int {
	major, err := strconv.Atoi(versionNumber.FindString(text))
	if err != nil {
		return 0
	}
	return major
}
