package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestEveryday_Dozens(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us for two dozen mugs at £6 each.":                                    "24 mugs 6",
		"Please invoice us for a dozen mugs at £6 each and half a dozen jugs at £16 each.":    "12 mugs 6; 6 jugs 16",
		"Please invoice us for 5 dozen eggs at £3 per dozen.":                                 "5 eggs 3",
		"Please invoice:\n - Burger baps, 10 dozen, €4.80 a dozen\n - Sliced pans, 6 @ €2.10": "10 Burger baps 4.8; 6 Sliced pans 2.1",
	})
	for _, body := range []string{
		"Please invoice us for 24 eggs at £3 a dozen.",
		"Please invoice us for 500 labels at £12.50 a hundred.", // no whole cents for one
		"Please invoice us for a few dozen mugs at £6 each.",
		"Please invoice us for dozens of mugs at £6 each.",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected)
		})
	}
}

func TestEveryday_GoodsInLists(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us:\n\n10 tubs poster paint @ £5.20\n20 packs sugar paper @ £3.50\n5% trade discount off everything, so £115.90 to pay.":                                                     "10 tubs poster paint 5.2 -5%; 20 sugar paper 3.5 -5%",
		"Send us on the invoice for the cheese there will you. 7.5 kg of the mature cheddar at €13.20 a kilo and 4 wheels of brie, €22 a wheel. Comes to €187.":                                      "7.5 mature cheddar 13.2; 4 brie 22",
		"Please invoice us:\n\n60 no. 47 x 100 C16 treated 4.8m      £7.85 each\nDelivery to site                      £35.00":                                                                       "60 47 x 100 C16 treated 4.8m 7.85; 1 Delivery to site 35",
		"Please invoice us:\n\nKegs of pale ale: 3 x €178.00\nKeg deposit: 3 x €30.00":                                                                                                               "3 Kegs of pale ale 178; 3 Keg deposit 30",
		"Please invoice the following.\n\nLever arch files, black  30  £1.85  £55.50\nWhiteboard markers, pack of 4  12  £3.40  £40.80\nCopier labels 65 per sheet  5  £9.95  £49.75\n\nNet £146.05": "30 Lever arch files, black 1.85; 12 Whiteboard markers, pack of 4 3.4; 5 Copier labels 65 per sheet 9.95",
	})
	for _, body := range []string{
		"Please invoice us:\n\nKegs of pale ale: 3 x €178.00\nless keg deposit: 3 x €30.00",
		"Please invoice us:\n\nKegs of pale ale: 3 x €178.00\nDeposit paid: €100.00",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected)
		})
	}
}

func TestEveryday_WhereTheNameOfWhoIsBilledEnds(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ from, body, company string }{
		"what it is for":     {"Wendy Parr <wendy@stolaves.example>", "Please could you invoice St Olave's PCC for the Easter flowers:\n\n15 potted primroses at £8.40", "St Olave's PCC"},
		"a word before it":   {"Ines Carvalho <ines@ruadocafe.example>", "Please invoice:\n\n£2.95 x 104 sourdough large\n\nAll for Rua do Café Ltd like always.", "Rua do Café Ltd"},
		"not to me":          {"Beth Oakley <b.oakley@merriwetherlaw.example>", "We took 3 large hampers, £54 each. Would you send the invoice to the firm please, not to me personally. It is Merriwether Law LLP, 2 Castle Gate.", "Merriwether Law LLP"},
		"a client of theirs": {"Zanele Mokoena <zanele@copperline.example>", "Please issue the invoice directly to our client, not to us:\n\nUmbeko Wines (Pty) Ltd\nFarm 118, Stellenbosch\n\n35 tasting boards, ZAR 210.00 each", "Umbeko Wines (Pty) Ltd"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(mailFrom(c.from, c.body), fixtureOwner())
			require.Equal(t, c.company, r.Company)
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
}

func TestEveryday_SmallSigns(t *testing.T) {
	t.Parallel()
	r := reading.Read(mailFrom("\"Rev. Tim Garside\" <tim@hopechapel.example>", "Please invoice us for 3 chairs at £6 each."), fixtureOwner())
	require.Equal(t, "Tim Garside", r.CustomerName)
	r = reading.Read(letter("We cannot process your invoice 1042 because it shows purchase order 5521. The correct number is 5512. Please cancel it and reissue."), fixtureOwner())
	require.Equal(t, contract.DirectionCorrection, r.Direction)
	require.NotEqual(t, "5521", r.PO)
	r = reading.Read(letter("From 1 October our bags go from £18.20 to £19.45. Orders placed in September will still be invoiced at the old price."), fixtureOwner())
	require.Equal(t, contract.ExpectIgnore, r.Expected)
	r = reading.Read(letter("Please invoice us for 3 hampers, £54 each including VAT, £162.00 altogether."), fixtureOwner())
	require.NotNil(t, r.TaxIncluded)
	require.True(t, *r.TaxIncluded)
	r = reading.Read(letter("Invoice pls - 6 bags kiln dried logs, £7.50 a bag."), fixtureOwner())
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
}
