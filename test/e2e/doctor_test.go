package e2e_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

func TestDoctor_ARunningProductIsSoundAndARefusedPasswordIsNot(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()

	out, err := p.Starter("doctor", "--json")

	require.NoError(t, err, out)
	var found []struct{ Name, State, Says string }
	require.NoError(t, json.Unmarshal([]byte(out), &found))
	said := map[string]string{}
	for _, l := range found {
		said[l.Name] = l.State
	}
	for _, name := range []string{"settings", "vault", "data", "logs", "disk", "clock", "worker", "database", "keys", "ports", "odoo"} {
		require.Equal(t, "ok", said[name], "%s in\n%s", name, out)
	}

	p.Set("ODOO_PASSWORD=another-password-of-a-test")
	out, err = p.Starter("doctor")
	require.Error(t, err)
	require.Regexp(t, `WRONG +odoo +.*correct ODOO_USERNAME and ODOO_PASSWORD`, out)
	require.NotContains(t, out, "another-password-of-a-test")
}
