package app

import (
	"context"
	"time"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/facebook"
	"github.com/autonomous-employee/employee/activities/instagram"
	"github.com/autonomous-employee/employee/activities/posts"
	"github.com/autonomous-employee/employee/activities/xcom"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// platform is a place that posts go to, as the dashboard knows it.
type platform interface {
	Configured() bool
	Standing() breaker.Status
	Probe(ctx context.Context)
}

func (h *host) platforms() map[string]platform {
	return map[string]platform{string(contract.Facebook): h.facebook, string(contract.Instagram): h.instagram, string(contract.X): h.x}
}

// platformStanding asks a platform whether it answers. It tells since when it
// does not, as far as this worker knows, and why.
func (h *host) platformStanding(ctx context.Context, where contract.Platform) (since time.Time, why string) {
	p, ok := h.platforms()[string(where)]
	if !ok || !p.Configured() {
		return since, ""
	}
	p.Probe(ctx)
	s := p.Standing()
	if !s.Down() {
		return since, ""
	}
	why = "It did not answer when the page was made"
	if s.Reason != "" {
		why += " (" + s.Reason + ")"
	}
	return s.Since.UTC(), why + ". Reach and engagement are as they were last read."
}

// openSocial makes the desk of posts and the platforms.
func (h *host) openSocial(cfg *config.Config) (err error) {
	h.posts, err = posts.New(h.vault, finder{h.watcher}, posts.Options{
		Zone: cfg.Zone, DataDir: cfg.DataDir, Handbook: h.desk.FetchHandbook,
		Configured: func(p contract.Platform) bool { return h.platforms()[string(p)].Configured() },
		Standing:   h.platformStanding,
	})
	if err != nil {
		return err
	}
	h.facebook, err = facebook.New(facebook.Config{
		PageID: cfg.Facebook.PageID, PageToken: cfg.Facebook.PageToken.Reveal(), AppSecret: cfg.Facebook.AppSecret.Reveal(),
		BaseURL: cfg.Facebook.BaseURL, Version: cfg.Facebook.Version,
	}, facebook.WithOpenMedia(h.posts.OpenMedia), facebook.WithZone(cfg.Zone))
	if err != nil {
		return err
	}
	h.instagram, err = instagram.New(instagram.Config{
		UserID: cfg.Instagram.UserID, Token: cfg.Instagram.Token.Reveal(), AppSecret: cfg.Facebook.AppSecret.Reveal(), // of the same app
		BaseURL: cfg.Instagram.BaseURL, Version: cfg.Instagram.Version,
	}, instagram.WithOpenMedia(h.posts.OpenMedia), instagram.WithZone(cfg.Zone))
	if err != nil {
		return err
	}
	h.x, err = xcom.New(xcom.Config{
		BaseURL: cfg.X.BaseURL, AccessToken: cfg.X.AccessToken.Reveal(),
		APIKey: cfg.X.APIKey.Reveal(), APISecret: cfg.X.APISecret.Reveal(), UserToken: cfg.X.UserToken.Reveal(), UserSecret: cfg.X.UserSecret.Reveal(),
		ClientID: cfg.X.ClientID, ClientSecret: cfg.X.ClientSecret.Reveal(), TokenFile: cfg.X.TokenFile,
	}, xcom.WithOpenMedia(h.posts.OpenMedia), xcom.WithZone(cfg.Zone))
	return err
}

// closeSocial gives up the platforms' connections.
func (h *host) closeSocial() {
	if h.facebook != nil {
		h.facebook.Close()
	}
	if h.instagram != nil {
		h.instagram.Close()
	}
	if h.x != nil {
		h.x.Close()
	}
}
