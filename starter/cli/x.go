package cli

import (
	"github.com/spf13/cobra"

	"github.com/autonomous-employee/employee/starter/xlogin"
)

func (e *environment) xLogin() *cobra.Command {
	return xlogin.Command(xlogin.Deps{Load: func() (xlogin.Settings, error) {
		cfg, err := e.config()
		if err != nil {
			return xlogin.Settings{}, err
		}
		return xlogin.Settings{ClientID: cfg.X.ClientID, ClientSecret: cfg.X.ClientSecret.Reveal(), TokenFile: cfg.X.TokenFile, BaseURL: cfg.X.BaseURL}, nil
	}})
}
