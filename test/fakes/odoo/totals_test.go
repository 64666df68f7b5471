package odoofake_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

// The figures were read from servers; rows are quantity, price, discount and
// the tax as "15" or "i20" for one inside the price.
func TestTotals_AreThoseOfRealServers(t *testing.T) {
	t.Parallel()
	type lines [][4]string
	same := func(n int, l [4]string) lines {
		var out lines
		for range n {
			out = append(out, l)
		}
		return out
	}
	for name, c := range map[string]struct {
		lines lines
		// [untaxed tax total] of 19 and of 14, each per line and globally
		line19, global19, line14, global14 [3]string
	}{
		"half cents":     {same(3, [4]string{"0.5", "0.03", "0", "15"}), [3]string{"0.06", "0", "0.06"}, [3]string{"0.05", "0.01", "0.06"}, [3]string{"0.06", "0", "0.06"}, [3]string{"0.06", "0.01", "0.07"}},
		"discounts":      {same(3, [4]string{"1", "0.99", "50", "15"}), [3]string{"1.5", "0.24", "1.74"}, [3]string{"1.49", "0.22", "1.71"}, [3]string{"1.5", "0.24", "1.74"}, [3]string{"1.5", "0.23", "1.73"}},
		"inside, two":    {same(2, [4]string{"1", "100.05", "0", "i20"}), [3]string{"166.74", "33.36", "200.1"}, [3]string{"166.75", "33.35", "200.1"}, [3]string{"166.76", "33.34", "200.1"}, [3]string{"166.76", "33.34", "200.1"}},
		"inside, halves": {same(3, [4]string{"0.5", "9.99", "0", "i19"}), [3]string{"12.6", "2.4", "15"}, [3]string{"12.6", "2.39", "14.99"}, [3]string{"12.6", "2.4", "15"}, [3]string{"12.6", "2.4", "15"}},
		"both kinds":     {lines{{"1", "9.99", "0", "i19"}, {"1", "0.03", "0", "15"}, {"1", "0.03", "0", "15"}}, [3]string{"8.45", "1.6", "10.05"}, [3]string{"8.45", "1.61", "10.06"}, [3]string{"8.45", "1.6", "10.05"}, [3]string{"8.45", "1.61", "10.06"}},
		"three decimals": {same(2, [4]string{"1", "33.335", "0", "15"}), [3]string{"66.68", "10", "76.68"}, [3]string{"66.67", "10", "76.67"}, [3]string{"66.68", "10", "76.68"}, [3]string{"66.68", "10", "76.68"}},
	} {
		for _, run := range []struct {
			setting odoofake.Options
			want    [3]string
		}{
			{odoofake.Options{Version: 19, Rounding: "round_per_line"}, c.line19},
			{odoofake.Options{Version: 19}, c.global19},
			{odoofake.Options{Version: 14}, c.line14},
			{odoofake.Options{Version: 14, Rounding: "round_globally"}, c.global14},
		} {
			setting, want := run.setting, run.want
			t.Run(fmt.Sprintf("%s on %d %s", name, setting.Version, setting.Rounding), func(t *testing.T) {
				t.Parallel()
				fake := odoofake.New(t, setting)
				taxes := map[string]int64{
					"15": fake.AddTax(odoofake.Tax{Name: "15", Rate: "15"}), "i20": fake.AddTax(odoofake.Tax{Name: "i20", Rate: "20", Included: true}),
					"i19": fake.AddTax(odoofake.Tax{Name: "i19", Rate: "19", Included: true}),
				}
				columns := []string{"id", "move_type", "partner_id/.id", "invoice_line_ids/name", "invoice_line_ids/quantity", "invoice_line_ids/price_unit", "invoice_line_ids/discount", "invoice_line_ids/tax_ids/.id"}
				var rows [][]string
				for i, l := range c.lines {
					head := []string{"x.y", "out_invoice", "1"}
					if i > 0 {
						head = []string{"", "", ""}
					}
					rows = append(rows, append(head, "line", l[0], l[1], l[2], fmt.Sprint(taxes[l[3]])))
				}
				_, err := call(t, fake, "account.move", "load", []any{columns, rows}, loadContext())
				require.NoError(t, err)
				move := fake.Drafts()[0]
				require.Equal(t, want, [3]string{move.Amount("amount_untaxed"), move.Amount("amount_tax"), move.Amount("amount_total")})
			})
		}
	}
}
