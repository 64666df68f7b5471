package odoo

import (
	"context"
	"strings"
	"unicode"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// most bounds how many candidates are shown.
const most = 10

// FindCustomer looks a customer up by VAT ID, then e-mail, then exact name,
// and returns the company a matching contact belongs to. Several companies are
// candidates for the owner to choose from; a contact with another VAT ID than
// the one asked for is never a match.
func (a *Activities) FindCustomer(ctx context.Context, in contract.FindCustomerInput) (contract.CustomerMatch, error) {
	if a.client == nil {
		return contract.CustomerMatch{}, nil
	}
	match, err := a.match(ctx, in.Customer)
	if err != nil {
		return contract.CustomerMatch{}, a.failed(err)
	}
	session, err := a.client.Session(ctx)
	if err != nil {
		return contract.CustomerMatch{}, a.failed(err)
	}
	if match.Rounding, err = a.roundingOf(ctx, session.CompanyID); err != nil {
		return contract.CustomerMatch{}, a.failed(err)
	}
	if match.PartnerID == 0 {
		if len(match.Candidates) == 0 {
			match.Archived, err = a.archived(ctx, in.Customer)
		}
		return match, a.failed(err)
	}
	n, err := a.client.Count(ctx, odooclient.ModelMove, []any{
		cond("commercial_partner_id", "=", match.PartnerID), cond("move_type", "=", "out_invoice"),
		cond("state", "=", "posted"), cond("company_id", "=", session.CompanyID),
	})
	match.PostedInvoices = int(n)
	return match, a.failed(err)
}

// road is a way to find a customer; what it finds meets the conditions.
type road struct {
	by   string
	find func(ctx context.Context, c contract.Customer, conditions ...any) ([]odooclient.Record, error)
}

func (a *Activities) roads() []road {
	return []road{{"vat", a.byVAT}, {"email", a.byEmail}, {"name", a.byName}}
}

// match tries each road until one finds somebody.
func (a *Activities) match(ctx context.Context, c contract.Customer) (contract.CustomerMatch, error) {
	result := contract.CustomerMatch{Configured: true}
	for _, road := range a.roads() {
		found, err := road.find(ctx, c)
		if err != nil {
			return contract.CustomerMatch{}, err
		}
		companies, err := a.companiesOf(ctx, withoutOtherVAT(found, c.VATID))
		if err != nil {
			return contract.CustomerMatch{}, err
		}
		if len(companies) > 1 {
			companies = preferName(companies, c.Name)
		}
		if len(companies) == 0 {
			continue
		}
		result.MatchedBy = road.by
		if len(companies) == 1 {
			result.PartnerID, result.Name = companies[0].ID, companies[0].Name
			return result, nil
		}
		result.Candidates = companies[:min(len(companies), most)]
		return result, nil
	}
	return result, nil
}

// archived returns an archived customer that fits, nil when there is none: the
// owner may want to bring it back rather than have it twice.
func (a *Activities) archived(ctx context.Context, c contract.Customer) (*contract.Partner, error) {
	for _, road := range a.roads() {
		found, err := road.find(ctx, c, cond("active", "=", false))
		if err != nil {
			return nil, err
		}
		for _, r := range withoutOtherVAT(found, c.VATID) {
			if company := r.Ref("commercial_partner_id").ID; company == 0 || company == r.Int("id") {
				return &contract.Partner{ID: r.Int("id"), Name: r.Str("name"), Email: r.Str("email"), VATID: r.Str("vat"), City: r.Str("city")}, nil
			}
		}
	}
	return nil, nil
}

func (a *Activities) byVAT(ctx context.Context, c contract.Customer, conditions ...any) ([]odooclient.Record, error) {
	wanted := plainVAT(c.VATID)
	if len(wanted) < 4 {
		return nil, nil
	}
	// The owner may have typed it with blanks or dots anywhere.
	pattern := strings.Join(strings.Split(wanted, ""), "%")
	found, err := a.partners(ctx, append(conditions, cond("vat", "=ilike", pattern))...)
	return keep(found, func(r odooclient.Record) bool { return plainVAT(r.Str("vat")) == wanted }), err
}

func (a *Activities) byEmail(ctx context.Context, c contract.Customer, conditions ...any) ([]odooclient.Record, error) {
	wanted := strings.TrimSpace(c.Email)
	if wanted == "" {
		return nil, nil
	}
	normalised, err := a.client.HasField(ctx, odooclient.ModelPartner, "email_normalized")
	if err != nil {
		return nil, err
	}
	domain := []any{cond("email", "=ilike", escapeLike(wanted))}
	if normalised {
		// Holds the bare address where the owner typed "Name <address>".
		domain = []any{"|", domain[0], cond("email_normalized", "=", strings.ToLower(wanted))}
	}
	found, err := a.partners(ctx, append(conditions, domain...)...)
	return keep(found, func(r odooclient.Record) bool {
		text := strings.ToLower(r.Str("email"))
		return text == strings.ToLower(wanted) || strings.HasSuffix(text, "<"+strings.ToLower(wanted)+">")
	}), err
}

func (a *Activities) byName(ctx context.Context, c contract.Customer, conditions ...any) ([]odooclient.Record, error) {
	wanted := strings.Join(strings.Fields(c.Name), " ")
	if wanted == "" {
		return nil, nil
	}
	// Blanks may have been typed twice on either side.
	found, err := a.partners(ctx, append(conditions, cond("name", "=ilike", strings.ReplaceAll(escapeLike(wanted), " ", "%")))...)
	return keep(found, func(r odooclient.Record) bool { return sameName(r.Str("name"), wanted) }), err
}

// partners returns the contacts of our company, and those shared by all, that
// match the condition.
func (a *Activities) partners(ctx context.Context, domain ...any) ([]odooclient.Record, error) {
	session, err := a.client.Session(ctx)
	if err != nil {
		return nil, err
	}
	whole := append([]any{"|", cond("company_id", "=", false), cond("company_id", "=", session.CompanyID)}, domain...)
	return a.client.Search(ctx, odooclient.ModelPartner, odooclient.Query{
		Domain: whole, Fields: []string{"name", "email", "vat", "city", "commercial_partner_id"},
	})
}

// companiesOf turns contacts into the partners that are invoiced, each once.
func (a *Activities) companiesOf(ctx context.Context, found []odooclient.Record) ([]contract.Partner, error) {
	var ids []int64
	seen := map[int64]bool{}
	for _, r := range found {
		id := r.Ref("commercial_partner_id").ID
		if id == 0 {
			id = r.Int("id")
		}
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	read, err := a.partnersByID(ctx, ids, "name", "email", "vat", "city")
	if err != nil {
		return nil, err
	}
	out := make([]contract.Partner, 0, len(read))
	for _, r := range read {
		out = append(out, contract.Partner{ID: r.Int("id"), Name: r.Str("name"), Email: r.Str("email"), VATID: r.Str("vat"), City: r.Str("city")})
	}
	return out, nil
}

// withoutOtherVAT drops contacts that are somebody else by law.
func withoutOtherVAT(found []odooclient.Record, vat string) []odooclient.Record {
	wanted := plainVAT(vat)
	return keep(found, func(r odooclient.Record) bool {
		has := plainVAT(r.Str("vat"))
		return wanted == "" || has == "" || has == wanted
	})
}

// preferName settles several matches by the exact name, when that leaves one.
func preferName(companies []contract.Partner, name string) []contract.Partner {
	var same []contract.Partner
	for _, p := range companies {
		if sameName(p.Name, name) {
			same = append(same, p)
		}
	}
	if len(same) == 1 {
		return same
	}
	return companies
}

func keep(found []odooclient.Record, want func(odooclient.Record) bool) []odooclient.Record {
	var out []odooclient.Record
	for _, r := range found {
		if want(r) {
			out = append(out, r)
		}
	}
	return out
}

// plainVAT is a VAT ID without blanks, dots and dashes, in capitals.
func plainVAT(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, s)
}

func sameName(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// escapeLike takes the wildcards out of a text for =ilike.
func escapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}
