package app

import (
	"context"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/posts"
	"github.com/autonomous-employee/employee/activities/xcom"
	"github.com/autonomous-employee/employee/worker/config"
)

// platform is a place that posts go to, as the dashboard knows it.
type platform interface {
	Configured() bool
	Standing() breaker.Status
	Probe(ctx context.Context)
}

func (h *host) platforms() map[string]platform {
	return map[string]platform{"x": h.x}
}

// openSocial makes the desk of posts and the platforms.
func (h *host) openSocial(cfg *config.Config) (err error) {
	h.posts, err = posts.New(h.vault, finder{h.watcher}, posts.Options{Zone: cfg.Zone, DataDir: cfg.DataDir, Handbook: h.desk.FetchHandbook})
	if err != nil {
		return err
	}
	h.x, err = xcom.New(xcom.Config{
		BaseURL: cfg.X.BaseURL, AccessToken: cfg.X.AccessToken.Reveal(),
		APIKey: cfg.X.APIKey.Reveal(), APISecret: cfg.X.APISecret.Reveal(), UserToken: cfg.X.UserToken.Reveal(), UserSecret: cfg.X.UserSecret.Reveal(),
		ClientID: cfg.X.ClientID, ClientSecret: cfg.X.ClientSecret.Reveal(), TokenFile: cfg.X.TokenFile,
	}, xcom.WithZone(cfg.Zone))
	return err
}
