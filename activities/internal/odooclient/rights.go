package odooclient

import "context"

// firstHasAccess is the version from which a model is asked with has_access;
// before, it is check_access_rights, which later ones deprecate
// (odoo/models.py).
const firstHasAccess = 18

// MayCreate tells whether the user may make records of the model, as far as
// its groups say. A server that cannot be asked is believed to allow it: the
// record itself is refused then.
func (c *Client) MayCreate(ctx context.Context, model string) (bool, error) {
	s, err := c.Session(ctx)
	if err != nil {
		return false, err
	}
	call := Call{
		Model: model, Method: methodCheckRights,
		Params: []Param{{"operation", "create"}, {"raise_exception", false}}, Context: readContext(s, false),
	}
	if s.Major >= firstHasAccess {
		call.Method, call.IDs, call.Params = methodHasAccess, []int64{}, call.Params[:1]
	}
	answer, err := c.do(ctx, s, call)
	if e, ok := As(err); ok && e.Code == CodeProgram {
		return true, nil
	}
	return answer != false, err
}

// permitRights lets the question for the right to make records through.
func permitRights(call Call) error {
	if readable(call.Model) == nil {
		return forbidden(call, "the model is not on the list")
	}
	if len(call.IDs) > 0 || call.param("operation") != "create" {
		return forbidden(call, "asked for another right than that to make records")
	}
	for _, p := range call.Params {
		if p.Name != "operation" && (p.Name != "raise_exception" || p.Value != false) {
			return forbidden(call, "argument "+p.Name)
		}
	}
	return nil
}
