package odooclient

// defaultLimit bounds a search that does not say its own limit.
const defaultLimit = 200

// baseContext makes fault texts English and times UTC, whatever the user's
// own settings are.
func baseContext() map[string]any {
	return map[string]any{"lang": "en_US", "tz": "UTC"}
}

func readContext(s Session, archived bool) map[string]any {
	c := baseContext()
	c["allowed_company_ids"] = []int64{s.CompanyID}
	if archived {
		c["active_test"] = false
	}
	return c
}

// LoadContext is the context of every load: both mode and noupdate are needed,
// or a second call with the same key appends its lines to the first's record.
func LoadContext(companyID int64) map[string]any {
	c := baseContext()
	c["allowed_company_ids"] = []int64{companyID}
	c["mode"] = "update"
	c["noupdate"] = true
	return c
}

func readCall(model string, ids []int64, fields []string, context map[string]any) Call {
	return Call{Model: model, Method: methodRead, IDs: ids, Params: []Param{{"fields", fields}}, Context: context}
}

func searchCall(model string, q Query, context map[string]any) Call {
	limit, order := q.Limit, q.Order
	if limit <= 0 {
		limit = defaultLimit
	}
	if order == "" {
		order = "id"
	}
	domain := q.Domain
	if domain == nil {
		domain = []any{}
	}
	return Call{
		Model: model, Method: methodSearchRead,
		Params:  []Param{{"domain", domain}, {"fields", q.Fields}, {"offset", 0}, {"limit", limit}, {"order", order}},
		Context: context,
	}
}
