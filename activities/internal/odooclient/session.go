package odooclient

import (
	"context"
	"regexp"
	"strconv"
)

// versionNumber finds the major version in "17", "saas~17.2" or "19.0+e".
var versionNumber = regexp.MustCompile(`[0-9]+`)

// oldest is the first Odoo with account.move for invoices as used here.
const oldest = 14

// Session is who we are on the server, learnt once.
type Session struct {
	UID     int64
	Major   int    // 14 to 21
	Version string // as the server writes it
	// CompanyID is the user's current company; every call is bound to it,
	// since a user of several companies otherwise sees all of them mixed.
	CompanyID   int64
	CompanyName string
}

// Session authenticates on first use and returns the same answer afterwards,
// until the server says that the user is gone. The user's ID never changes,
// and a login costs the server up to a second of work.
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
	c.mu.Lock()
	c.session = &s
	c.mu.Unlock()
	return s, nil
}

func (c *Client) open(ctx context.Context) (Session, error) {
	major, text, err := c.transport.Version(ctx)
	if err != nil {
		return Session{}, c.clean(err)
	}
	if major < oldest {
		return Session{}, newError(Call{Method: "version"}, Invalid, CodeTooOld, shorten(text, 40))
	}
	uid, err := c.transport.Authenticate(ctx)
	if err != nil {
		return Session{}, c.clean(err)
	}
	s := Session{UID: uid, Major: major, Version: text}
	found, err := c.readAs(ctx, s, readCall(ModelUser, []int64{uid}, []string{"company_id"}, baseContext()))
	if err != nil {
		return Session{}, err
	}
	if len(found) != 1 || found[0].Ref("company_id").ID == 0 {
		return Session{}, newError(Call{Model: ModelUser, Method: methodRead}, Auth, CodeWrongCompany, "")
	}
	company := found[0].Ref("company_id")
	s.CompanyID, s.CompanyName = company.ID, company.Name
	return s, nil
}

func (c *Client) known() (Session, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.session == nil {
		return Session{}, false
	}
	return *c.session, true
}

// forget drops the session when the server says its user is gone.
func (c *Client) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.session = nil
}

// parseVersion reads the answer of common.version. The first item of
// server_version_info is a number, or a text such as "saas~17" on Odoo Online.
func parseVersion(call Call, answer any) (int, string, error) {
	fields, _ := answer.(map[string]any)
	text := Str(fields["server_version"])
	info, _ := fields["server_version_info"].([]any)
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
