package gmailauth

import (
	"encoding/json"
	"errors"
	"fmt"

	"golang.org/x/oauth2"

	"github.com/autonomous-employee/employee/activities/signin"
)

// Google's own endpoints, used when the client file does not name any.
const (
	googleAuthURI  = "https://accounts.google.com/o/oauth2/auth"
	googleTokenURI = "https://oauth2.googleapis.com/token"
)

// Reasons for which a client file cannot be used.
var (
	ErrNotClientFile = errors.New("is not an OAuth client file of Google")
	ErrWebClient     = errors.New("holds a client of type \"Web application\"; a client of type \"Desktop app\" is needed")
)

// Client is the OAuth client of type "Desktop app" that the owner made in the
// Google Cloud console.
type Client struct {
	ID        string
	Secret    string // not confidential for a desktop app, and never printed all the same
	ProjectID string
	AuthURI   string
	TokenURI  string
}

// ReadClient reads Google's client JSON. The error is one of fs.ErrNotExist,
// ErrNotClientFile, ErrWebClient or ErrAddress, wrapped with the path.
func ReadClient(path string) (Client, error) {
	raw, err := signin.ReadFile(path)
	if err != nil {
		return Client{}, fmt.Errorf("read OAuth client: %w", err)
	}
	c, err := ParseClient(raw)
	if err != nil {
		return Client{}, fmt.Errorf("%s %w", path, err)
	}
	return c, nil
}

// ParseClient reads the content of Google's client JSON.
func ParseClient(raw []byte) (Client, error) {
	type section struct {
		ClientID     string `json:"client_id"`
		ClientSecret string `json:"client_secret"`
		ProjectID    string `json:"project_id"`
		AuthURI      string `json:"auth_uri"`
		TokenURI     string `json:"token_uri"`
	}
	var file struct {
		Installed *section `json:"installed"`
		Web       *section `json:"web"`
	}
	// The decoder's error quotes bytes of the file, so it is not passed on.
	if json.Unmarshal(raw, &file) != nil {
		return Client{}, ErrNotClientFile
	}
	if file.Installed == nil {
		if file.Web != nil {
			return Client{}, ErrWebClient
		}
		return Client{}, ErrNotClientFile
	}
	in := *file.Installed
	if in.ClientID == "" {
		return Client{}, ErrNotClientFile
	}
	c := Client{
		ID: in.ClientID, Secret: in.ClientSecret, ProjectID: in.ProjectID,
		AuthURI: or(in.AuthURI, googleAuthURI), TokenURI: or(in.TokenURI, googleTokenURI),
	}
	for name, address := range map[string]string{"auth_uri": c.AuthURI, "token_uri": c.TokenURI} {
		if _, err := ParseAddress(address); err != nil {
			return Client{}, fmt.Errorf("has an unusable %s: it %w", name, err)
		}
	}
	return c, nil
}

// Config is the client in the form golang.org/x/oauth2 wants. The secret goes
// into the form body: with automatic detection the library would ask twice
// whenever the first answer is a refusal.
func (c Client) Config(redirect string, scopes ...string) *oauth2.Config {
	return &oauth2.Config{
		ClientID: c.ID, ClientSecret: c.Secret, RedirectURL: redirect, Scopes: scopes,
		Endpoint: oauth2.Endpoint{AuthURL: c.AuthURI, TokenURL: c.TokenURI, AuthStyle: oauth2.AuthStyleInParams},
	}
}

func or(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}
