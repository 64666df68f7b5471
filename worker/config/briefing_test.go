package config_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/config"
)

func TestBriefing_IsMadeOnMondayAtSevenUnlessTheOwnerWantsAnotherTime(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]config.BriefingTime{
		"":                  {Day: time.Monday, Hour: 7},
		"monday 07:00":      {Day: time.Monday, Hour: 7},
		"Friday 16:30":      {Day: time.Friday, Hour: 16, Minute: 30},
		"  TUESDAY   0:05 ": {Day: time.Tuesday, Minute: 5},
		"saturday 23:59":    {Day: time.Saturday, Hour: 23, Minute: 59},
		"sunday 17:44":      {Day: time.Sunday, Hour: 17, Minute: 44},
		"off":               {Off: true, Day: time.Monday, Hour: 7},
		"OFF":               {Off: true, Day: time.Monday, Hour: 7},
	} {
		assert.Equal(t, want, load(t, t.TempDir(), "EMPLOYEE_BRIEFING_AT="+value).Briefing, value)
	}
	assert.Equal(t, config.BriefingTime{Day: time.Friday, Hour: 16}, load(t, dotenv(t, "EMPLOYEE_BRIEFING_AT=friday 16:00\n")).Briefing)
	assert.Equal(t, config.BriefingTime{Day: time.Friday, Hour: 16}, load(t, dotenv(t, "EMPLOYEE_BRIEFING_AT=\"friday 16:00\"\n")).Briefing)
}

func TestBriefing_ATimeThatIsNoneIsRefusedWithAnExample(t *testing.T) {
	t.Parallel()
	for _, value := range []string{
		"monday", "07:00", "mon 07:00", "monday 7", "monday 24:00", "monday 07:60", "monday 07:00 UTC", "monday 07:00:00", "montag 07:00", "daily 07:00", "0 7 * * 1", "no",
		"sunday 17:45", "sunday 23:00",
	} {
		bad := problems(t, t.TempDir(), "EMPLOYEE_BRIEFING_AT="+value)
		require.Equal(t, []string{"EMPLOYEE_BRIEFING_AT"}, bad.Names(), value)
		require.Contains(t, bad.Error(), "monday 07:00")
	}
}

func TestBriefing_IsToldInWords(t *testing.T) {
	t.Parallel()
	require.Equal(t, "one comes every Monday at 07:00", config.UsualBriefing().Words())
	require.Equal(t, "monday 07:00", config.UsualBriefing().String())
	require.Contains(t, config.BriefingTime{Off: true}.Words(), "go run ./starter briefing")
	require.Equal(t, "off", config.BriefingTime{Off: true, Day: time.Friday}.String())
}
