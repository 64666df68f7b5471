package main_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/corpora"
	"github.com/autonomous-employee/employee/test/evaluate/mailset"
	"github.com/autonomous-employee/employee/test/evaluate/measure"
	"github.com/autonomous-employee/employee/test/evaluate/score"
)

// setFolders are the project's own sets, below testdata. A set belongs here
// by name, so that one which is lost is missed.
func setFolders() (folders []string) {
	for _, name := range []string{
		"de_nl/dev", "de_nl/more", "de_nl_more/dev", "de_nl_web/dev", "de_nl_web/more", "en_events/dev", "en_metal/dev", "en_metal/more", "en_more/dev",
		"en_office/dev", "en_office/more", "en_print/more", "en_services/dev", "en_shops/dev", "en_supply/dev", "en_trade/dev", "en_trade/more",
		"en_words/dev", "en_words/more", "en_yard/dev", "eu_garden/dev", "eu_services/dev", "eu_training/more", "fr_es_it/dev", "fr_es_it/more",
		"fr_es_it_feast/dev", "fr_es_it_feast/more", "fr_es_it_more/dev", "mix_crafts/dev", "mix_cycles/dev", "mix_gardens/dev", "trouble/dev", "trouble/more",
		"south_services/dev", "eu_haste/dev", "west_supply/dev", "eu_atelier/dev", "eu_catering/dev", "eu_metal/dev", "eu_photo/dev", "eu_translations/dev",
		"de_joinery/dev", "en_hall/dev", "en_itdesk/dev", "en_yardwork/dev", "es_photos/dev", "fr_translator/dev", "it_courses/dev", "nl_gardener/dev",
		"de_carpentry/dev", "en_branding/dev", "en_sound/dev", "en_cabling/dev", "es_portraits/dev", "fr_terraces/dev", "it_canteen/dev", "nl_cameras/dev",
		"de_piano/dev", "en_offset/dev", "en_removals/dev", "es_yoga/dev", "fr_bakery/dev", "it_printer/dev", "nl_vet/dev", "de_caretaker/dev",
		"en_malabar/dev", "en_prairie/dev", "en_tideway/dev", "es_gardens/dev", "fr_joinery/dev", "it_translations/dev", "nl_tutors/dev", "de_florist/dev",
		"en_pests/dev", "en_print3d/dev", "es_piano/dev", "fr_sweep/dev", "it_sworn/dev", "nl_sauna/dev",
		"de_photographer/dev", "en_joiner/dev", "en_webdesk/dev", "es_cleaners/dev", "fr_caterer/dev", "it_translators/dev", "nl_landscaper/dev",
		"de_locksmith/dev", "en_ledger/dev", "en_shopfix/dev", "es_mechanic/dev", "fr_florist/dev", "it_graphics/dev", "nl_yoga/dev",
		"de_facility/dev", "en_editorial/dev", "en_pestcare/dev", "es_climate/dev", "fr_firstaid/dev", "it_parishpress/dev", "nl_itservice/dev",
		"de_housekeep/dev", "es_handyman/dev", "fr_banquets/dev", "en_homecooks/dev", "it_photoprint/dev", "nl_handyman/dev", "en_housecare/dev",
		"en_portraits/dev", "de_eventtech/dev", "en_coorg/dev", "en_signs/dev", "en_yearbook/dev", "es_networks/dev", "fr_windows/dev", "it_greenery/dev",
		"nl_venue/dev", "de_cleaners/dev", "en_softskills/dev", "en_grounds/dev", "en_photos/dev", "es_itsupport/dev", "fr_buffets/dev",
		"it_cabinets/dev", "en_decorator/dev", "nl_wordwork/dev", "de_cabinets/dev", "es_drones/dev", "fr_breadoven/dev", "en_bookkeeping/dev", "it_photographer/dev",
		"nl_lessons/dev", "en_electrician/dev", "de_plumber/dev", "en_bikes/dev", "en_webstudio/dev", "es_cleaning/dev", "fr_flowers/dev", "it_yoga/dev",
		"de_itweb/dev", "nl_printer/dev", "de_tiler/dev", "en_copy/dev", "en_locksmith/dev", "es_driving/dev", "fr_ceramics/dev", "it_garden/dev", "nl_sound/dev",
	} {
		folders = append(folders, filepath.Join("testdata", filepath.FromSlash(name)))
	}
	return folders
}

// eachSet runs a test over every set that is whole.
func eachSet(t *testing.T, test func(t *testing.T, set mailset.Set)) {
	t.Helper()
	for _, folder := range setFolders() {
		t.Run(strings.TrimPrefix(filepath.ToSlash(folder), "testdata/"), func(t *testing.T) {
			t.Parallel()
			if lacks := mailset.Incomplete(folder); lacks != "" {
				t.Skipf("%s is not complete: %s", folder, lacks)
			}
			sets, _, err := mailset.Load(folder, mailset.Options{Held: true})
			require.NoError(t, err)
			require.Len(t, sets, 1)
			test(t, sets[0])
		})
	}
}

func TestSets_NoneIsLeftOut(t *testing.T) {
	t.Parallel()
	for _, folder := range setFolders() {
		assert.Empty(t, mailset.Incomplete(folder), folder)
	}
}

func TestSets_EveryLabelIsUnderstood(t *testing.T) {
	t.Parallel()
	eachSet(t, func(t *testing.T, set mailset.Set) {
		assert.Empty(t, set.Notes)
	})
}

// The release bar: a value may be left open, and must not be wrong. Sets that
// are held back are measured and do not fail: rules that are mended against
// them would measure nothing any more.
func TestSets_NoFigureIsReadWrongNoDraftForbiddenNoFraudMissed(t *testing.T) {
	t.Parallel()
	eachSet(t, func(t *testing.T, set mailset.Set) {
		out := measure.Run([]mailset.Set{set}, measure.Product)
		blocking := blockers(out.Findings)
		sum := out.All.Sum("", func(f string) bool { return !score.IsName(f) })
		failed := sum.Wrong+out.All.Forbidden.Hits+out.All.FraudMissed.Hits+out.All.Broken > 0
		if !failed {
			return
		}
		if set.Held {
			t.Logf("%d WRONG figures %s, %d forbidden drafts, %d missed frauds, %d mails the reader broke on; this set is held back: find the cause with other mails",
				sum.Wrong, byField(out.All), out.All.Forbidden.Hits, out.All.FraudMissed.Hits, out.All.Broken)
			return
		}
		t.Errorf("%d errors that block a release:\n%s", len(blocking), strings.Join(blocking, "\n"))
	})
}

// What was read once is not to be lost: a rule that mends one set may not cost
// drafts or requests of another. A better reader raises these numbers.
func TestSets_AsManyDraftsAreReadyAndRequestsFoundAsBefore(t *testing.T) {
	t.Parallel()
	for name, least := range map[string]struct{ ready, found int }{
		"en_supply/dev": {27, 45}, "west_supply/dev": {26, 41},
		"south_services/dev": {29, 45}, "eu_haste/dev": {31, 44}, "en_yard/dev": {36, 50},
		"eu_atelier/dev": {23, 47}, "eu_catering/dev": {6, 12}, "eu_metal/dev": {3, 11}, "eu_photo/dev": {3, 10}, "eu_translations/dev": {2, 9},
		"de_joinery/dev": {3, 6}, "en_hall/dev": {2, 4}, "en_itdesk/dev": {1, 2}, "en_yardwork/dev": {1, 2}, "es_photos/dev": {4, 7}, "fr_translator/dev": {4, 7},
		"it_courses/dev": {4, 7}, "nl_gardener/dev": {2, 7}, "de_carpentry/dev": {4, 7}, "en_branding/dev": {1, 5}, "en_sound/dev": {4, 6}, "en_cabling/dev": {2, 6},
		"es_portraits/dev": {4, 5}, "fr_terraces/dev": {2, 6}, "it_canteen/dev": {4, 6}, "nl_cameras/dev": {2, 5},
		"de_piano/dev": {6, 8}, "en_offset/dev": {2, 3}, "en_removals/dev": {3, 4}, "es_yoga/dev": {5, 7}, "fr_bakery/dev": {5, 7}, "it_printer/dev": {5, 8}, "nl_vet/dev": {5, 8},
		"de_caretaker/dev": {4, 5}, "en_malabar/dev": {3, 6}, "en_prairie/dev": {3, 4}, "en_tideway/dev": {4, 5}, "es_gardens/dev": {1, 5}, "fr_joinery/dev": {4, 6}, "it_translations/dev": {4, 6},
		"nl_tutors/dev": {4, 5}, "de_florist/dev": {3, 7}, "en_pests/dev": {1, 4}, "en_print3d/dev": {3, 5}, "es_piano/dev": {4, 7}, "fr_sweep/dev": {5, 7}, "it_sworn/dev": {4, 6},
		"nl_sauna/dev": {5, 7}, "de_photographer/dev": {2, 8}, "en_joiner/dev": {3, 6}, "en_webdesk/dev": {4, 7}, "es_cleaners/dev": {5, 7}, "fr_caterer/dev": {7, 9},
		"it_translators/dev": {7, 8}, "nl_landscaper/dev": {6, 9}, "de_facility/dev": {6, 8}, "en_editorial/dev": {4, 8}, "en_pestcare/dev": {5, 8}, "es_climate/dev": {4, 7},
		"fr_firstaid/dev": {6, 8}, "it_parishpress/dev": {4, 8}, "nl_itservice/dev": {5, 8},
		"de_locksmith/dev": {4, 7}, "en_ledger/dev": {4, 5}, "en_shopfix/dev": {4, 7}, "es_mechanic/dev": {4, 7}, "fr_florist/dev": {5, 7}, "it_graphics/dev": {3, 6}, "nl_yoga/dev": {5, 6},
		"de_housekeep/dev": {3, 7}, "es_handyman/dev": {4, 7}, "fr_banquets/dev": {4, 8}, "en_homecooks/dev": {2, 3}, "it_photoprint/dev": {4, 7},
		"nl_handyman/dev": {3, 7}, "en_housecare/dev": {4, 5}, "en_portraits/dev": {1, 3}, "de_eventtech/dev": {6, 8}, "en_coorg/dev": {2, 3},
		"en_signs/dev": {3, 4}, "en_yearbook/dev": {2, 2}, "es_networks/dev": {4, 7}, "fr_windows/dev": {4, 7}, "it_greenery/dev": {6, 8},
		"nl_venue/dev": {4, 7}, "de_cleaners/dev": {5, 7}, "en_softskills/dev": {2, 2}, "en_grounds/dev": {4, 7}, "en_photos/dev": {2, 3},
		"es_itsupport/dev": {3, 7}, "fr_buffets/dev": {4, 7}, "it_cabinets/dev": {3, 6}, "nl_wordwork/dev": {5, 7}, "de_cabinets/dev": {4, 7},
		"es_drones/dev": {2, 7}, "fr_breadoven/dev": {5, 7}, "en_bookkeeping/dev": {4, 7}, "it_photographer/dev": {5, 7}, "nl_lessons/dev": {3, 7},
		"en_electrician/dev": {3, 6}, "de_plumber/dev": {4, 8}, "en_bikes/dev": {2, 5}, "en_webstudio/dev": {3, 5}, "es_cleaning/dev": {2, 6},
		"fr_flowers/dev": {5, 7}, "it_yoga/dev": {4, 7}, "nl_printer/dev": {4, 6}, "de_tiler/dev": {5, 8}, "en_copy/dev": {3, 6},
		"en_locksmith/dev": {1, 6}, "es_driving/dev": {4, 7}, "fr_ceramics/dev": {4, 6}, "it_garden/dev": {4, 7}, "nl_sound/dev": {5, 7},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sets, _, err := mailset.Load(filepath.Join("testdata", filepath.FromSlash(name)), mailset.Options{})
			require.NoError(t, err)
			out := measure.Run(sets, measure.Product)
			require.GreaterOrEqual(t, out.All.Ready.Hits, least.ready, "drafts ready without a question")
			require.GreaterOrEqual(t, out.All.Found[""].Hits, least.found, "requests found")
		})
	}
}

// blockers are the findings that fail a build; a wrong name is counted and does not.
func blockers(all []measure.Finding) (lines []string) {
	for _, f := range all {
		switch {
		case f.Kind == measure.KindWrong && score.IsName(f.Field):
		case f.Kind == measure.KindWrong, f.Kind == measure.KindForbiddenDraft, f.Kind == measure.KindMissedFraud, f.Kind == measure.KindBroken:
			lines = append(lines, f.String())
		}
	}
	return lines
}

func byField(t *score.Tally) string {
	var parts []string
	for _, f := range score.Fields() {
		if n := t.Of("", f).Wrong; n > 0 && !score.IsName(f) {
			parts = append(parts, fmt.Sprintf("%s %d", f, n))
		}
	}
	sort.Strings(parts)
	return "(" + strings.Join(parts, ", ") + ")"
}

func TestSets_SameBytesGiveTheSameReading(t *testing.T) {
	t.Parallel()
	if testing.Short() || corpora.Race {
		t.Skip("every mail is read twice; left out in short runs and under the race detector")
	}
	eachSet(t, func(t *testing.T, set mailset.Set) {
		for _, mail := range set.Mails {
			first, err := json.Marshal(measure.Product(mail.Raw, set.Owner))
			require.NoError(t, err)
			second, err := json.Marshal(measure.Product(mail.Raw, set.Owner))
			require.NoError(t, err)
			if string(first) != string(second) {
				t.Errorf("%s was read differently the second time", mail.Label.ID)
			}
		}
	})
}
