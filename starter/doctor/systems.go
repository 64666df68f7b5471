package doctor

import (
	"context"

	"github.com/autonomous-employee/employee/activities/checkup"
)

func (p patient) odoo(ctx context.Context) []Line {
	const name = "odoo"
	o := p.cfg.Odoo
	if !o.Configured() {
		return p.unconfigured(name)
	}
	says, err := checkup.Odoo(ctx, checkup.OdooSettings{URL: o.URL, DB: o.DB, Username: o.Username, Password: o.Password.Reveal()})
	return found(name, says, err)
}

func (p patient) gmail(ctx context.Context) []Line {
	const name = "gmail"
	g := p.cfg.Gmail
	if !g.Configured() {
		return p.unconfigured(name)
	}
	says, err := checkup.Gmail(ctx, checkup.GmailSettings{CredentialsFile: g.CredentialsFile, TokenFile: g.TokenFile, BaseURL: g.BaseURL}, p.now())
	return found(name, says, err)
}

// social tells what is configured of a network that is not asked here.
func (p patient) social(name string) func(context.Context) []Line {
	return func(context.Context) []Line {
		for _, s := range p.cfg.Systems() {
			if s.Name == name && s.Configured {
				return []Line{off(name, "%s; whether the token works is seen at the first post", s)}
			}
		}
		return p.unconfigured(name)
	}
}

func (p patient) unconfigured(name string) []Line {
	for _, s := range p.cfg.Systems() {
		if s.Name == name {
			return []Line{off(name, "%s", s.Detail)}
		}
	}
	return nil
}

func found(name, says string, err error) []Line {
	if err != nil {
		return []Line{wrong(name, "%v", err)}
	}
	return []Line{ok(name, "%s", says)}
}
