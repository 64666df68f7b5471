package checkup

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
)

// errRights is what a user lacks who may sign in and can then do nothing.
const errRights = "the Odoo user %s may not make %s; in Odoo under Settings > Users give it the group %s"

// OdooSettings say which Odoo and as whom.
type OdooSettings struct{ URL, DB, Username, Password string }

// Odoo signs in and gives version, company and rights in a phrase. The error
// says what to do.
func Odoo(ctx context.Context, s OdooSettings) (says string, err error) {
	client, err := odooclient.New(odooclient.Config{
		URL: s.URL, Database: s.DB, Username: s.Username, Password: s.Password, ReadTimeout: time.Minute, // ctx is shorter
	})
	if err != nil {
		return "", err
	}
	session, err := client.Session(ctx)
	if err != nil {
		return "", advised(err)
	}
	for _, right := range []struct{ model, what, group string }{
		{odooclient.ModelMove, "invoices", "Invoicing / Billing (account.group_account_invoice)"},
		{odooclient.ModelPartner, "customers", "Contact Creation (base.group_partner_manager)"},
	} {
		may, err := client.MayCreate(ctx, right.model)
		if err != nil {
			return "", advised(err)
		}
		if !may {
			return "", fmt.Errorf(errRights, s.Username, right.what, right.group)
		}
	}
	return fmt.Sprintf("Odoo %s, company %s, as %s; may make drafts and customers", session.Version, session.CompanyName, s.Username), nil
}

func advised(err error) error {
	e, ok := odooclient.As(err)
	if !ok {
		return err
	}
	if e.Code == odooclient.CodeCancelled {
		return errors.New("Odoo did not answer in time; look whether it is overloaded")
	}
	return errors.New(strings.TrimSuffix(e.Advice(), "."))
}
