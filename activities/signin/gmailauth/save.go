package gmailauth

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/autonomous-employee/employee/activities/signin"
)

// SaveToken replaces the token file in one step, readable by the owner only,
// and makes its directory (0700) when it is missing.
func SaveToken(path string, t Token) error {
	if t.RefreshToken == "" {
		return errors.New("save Gmail token: there is no refresh token to keep")
	}
	raw, err := json.MarshalIndent(t, "", "  ")
	if err != nil {
		return fmt.Errorf("save Gmail token: %w", err)
	}
	if err := signin.ReplaceFile(path, append(raw, '\n')); err != nil {
		return fmt.Errorf("save Gmail token: %w", err)
	}
	return nil
}
