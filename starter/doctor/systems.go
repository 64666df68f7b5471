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

func (p patient) facebook(ctx context.Context) []Line {
	const name = "facebook"
	f := p.cfg.Facebook
	if !f.Configured() {
		return p.unconfigured(name)
	}
	says, err := checkup.Graph(ctx, checkup.GraphSettings{
		System: "Facebook", TokenSetting: "FACEBOOK_PAGE_TOKEN", Rights: "pages_manage_posts and pages_read_engagement", NameField: "name",
		Needs: []string{"pages_manage_posts", "pages_read_engagement"},
		ID:    f.PageID, Token: f.PageToken.Reveal(), AppSecret: f.AppSecret.Reveal(), BaseURL: f.BaseURL, Version: f.Version,
	}, p.now())
	return found(name, says, err)
}

func (p patient) instagram(ctx context.Context) []Line {
	const name = "instagram"
	i := p.cfg.Instagram
	if !i.Configured() {
		return p.unconfigured(name)
	}
	says, err := checkup.Graph(ctx, checkup.GraphSettings{
		System: "Instagram", TokenSetting: "INSTAGRAM_TOKEN", Rights: "instagram_content_publish", NameField: "username",
		Needs: []string{"instagram_content_publish"},
		ID:    i.UserID, Token: i.Token.Reveal(), AppSecret: p.cfg.Facebook.AppSecret.Reveal(), BaseURL: i.BaseURL, Version: i.Version,
	}, p.now())
	return found(name, says, err)
}

func (p patient) x(ctx context.Context) []Line {
	const name = "x"
	x := p.cfg.X
	if !x.Configured() {
		return p.unconfigured(name)
	}
	says, err := checkup.X(ctx, checkup.XSettings{
		BaseURL: x.BaseURL, AccessToken: x.AccessToken.Reveal(),
		APIKey: x.APIKey.Reveal(), APISecret: x.APISecret.Reveal(), UserToken: x.UserToken.Reveal(), UserSecret: x.UserSecret.Reveal(),
		ClientID: x.ClientID, ClientSecret: x.ClientSecret.Reveal(), TokenFile: x.TokenFile,
	})
	return found(name, says, err)
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
