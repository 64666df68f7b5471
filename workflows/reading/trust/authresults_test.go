package trust_test

import (
	"net/mail"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/trust"
)

// authentication is the level of that area for a mail from anna@berger.example.
func authentication(fields ...string) contract.TrustSign {
	m := request()
	m.AuthResults = fields
	v := judge(m)
	if s := sign(v, contract.FlagDMARCFail); s.Name != "" {
		return s
	}
	return sign(v, trust.AreaAuthentication)
}

const gmail = "mx.google.com;\r\n       "

func TestAuthentication_LevelsOfOurReceiversResults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		want   string
		says   string
		fields []string
	}{
		"everything passes":           {"good", "confirms", []string{passes("berger.example")}},
		"a host of the organisation":  {"good", "DKIM", []string{gmail + "dkim=pass header.d=mail.berger.example header.s=x"}},
		"spf alone, aligned":          {"good", "SPF", []string{gmail + "spf=pass (google.com: domain of a@bounce.berger.example designates 1.2.3.4) smtp.mailfrom=a@bounce.berger.example"}},
		"a version behind the server": {"good", "confirms", []string{"mx.google.com 1; dkim=pass header.d=berger.example"}},
		"arc beside":                  {"good", "DKIM", []string{gmail + "dkim=pass header.i=@berger.example header.s=a header.b=b; arc=pass (i=1 spf=pass spfdomain=x.test dkim=pass); dmarc=none"}},
		"one signature of two":        {"good", "DKIM", []string{gmail + "dkim=pass header.i=@mailer.test; dkim=pass header.i=@berger.example"}},
		"a broken second signature":   {"good", "DKIM", []string{gmail + "dkim=fail header.i=@berger.example; dkim=pass header.i=@berger.example"}},
		"no field":                    {"look", "no result of your own mail server", nil},
		"dmarc fails":                 {"red", "DMARC", []string{gmail + "dkim=none; spf=softfail smtp.mailfrom=a@berger.example; dmarc=fail (p=REJECT sp=REJECT dis=NONE) header.from=berger.example"}},
		"dmarc fails in capitals":     {"red", "DMARC", []string{"MX.Google.com; DMARC = FAIL header.from=berger.example"}},
		"dmarc passes and fails":      {"red", "DMARC", []string{gmail + "dmarc=pass header.from=berger.example; dmarc=fail header.from=berger.example"}},
		"another sender passes":       {"look", `really sent by "mailer.test"`, []string{gmail + "dkim=pass header.i=@mailer.test; spf=pass smtp.mailfrom=x@bounce.test; dmarc=none header.from=berger.example"}},
		"dmarc of another domain":     {"look", "nothing", []string{gmail + "dmarc=pass header.from=evil.test"}},
		"spf fails":                   {"look", "allows to send", []string{gmail + "spf=fail smtp.mailfrom=a@berger.example; dmarc=none"}},
		"spf neutral":                 {"look", "found nothing", []string{gmail + "spf=neutral smtp.mailfrom=a@berger.example"}},
		"none at all":                 {"look", "found nothing", []string{"mx.google.com; none"}},
		"a stranger's pass":           {"look", "no result", []string{"mx.evil.test; dkim=pass header.d=berger.example; dmarc=pass header.from=berger.example"}},
		"a stranger's name in front":  {"look", "no result", []string{"mx.google.com.evil.test; dkim=pass header.d=berger.example"}},
		"ours beneath a stranger's":   {"look", "stand above", []string{"mx.evil.test; spf=pass", passes("berger.example")}},
		"a fail beneath a stranger's": {"red", "DMARC", []string{"mx.evil.test; dmarc=pass header.from=berger.example", gmail + "dmarc=fail header.from=berger.example"}},
		"a stranger's beneath ours":   {"red", "DMARC", []string{gmail + "dmarc=fail header.from=berger.example", "mail.berger.example; dkim=pass header.d=berger.example; dmarc=pass"}},
		"a forged one beneath ours":   {"look", "found nothing", []string{gmail + "spf=neutral smtp.mailfrom=x@y.test", passes("berger.example")}},
		"results inside a remark":     {"look", "found nothing", []string{gmail + "spf=none (dkim=pass header.d=berger.example; dmarc=pass header.from=berger.example) smtp.mailfrom=x@y.test"}},
		"results inside quotes":       {"look", "odd", []string{gmail + `spf=pass smtp.mailfrom="a; dkim=pass header.d=berger.example; b"@evil.test; dmarc=none`}},
		"results out of a remark":     {"look", "odd", []string{gmail + `spf=pass (domain of "x) smtp.mailfrom=a@evil.test; dkim=pass header.d=berger.example; (y"@evil.test designates) smtp.mailfrom=z@evil.test`}},
		"an open remark":              {"look", "odd", []string{gmail + "spf=pass (google.com: domain of a@berger.example smtp.mailfrom=a@berger.example"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := authentication(c.fields...)
			require.Equal(t, c.want, s.Level, s.Text)
			require.Contains(t, s.Text, c.says)
		})
	}
}

func TestAuthentication_PublicSuffixIsNoOrganisation(t *testing.T) {
	t.Parallel()
	m := request()
	m.From.Address = "anna@berger.co.uk"
	m.AuthResults = []string{gmail + "dkim=pass header.d=evil.co.uk"}
	require.Equal(t, contract.TrustLook, sign(judge(m), trust.AreaAuthentication).Level)
}

func TestAuthentication_ForwardedWordsAreNotProvenByTheForward(t *testing.T) {
	t.Parallel()
	m := request()
	m.From, m.Author = mail.Address{Name: "Piet Vermeulen", Address: "piet@ostwall-signs.example"}, m.From
	m.AuthResults, m.Forwarded = []string{passes("ostwall-signs.example")}, true
	v := judge(m)
	require.False(t, v.Grave)
	require.Contains(t, sign(v, trust.AreaAuthentication).Text, "anna@berger.example")
	require.Equal(t, contract.TrustLook, sign(v, trust.AreaAuthentication).Level)
}

func TestAuthentication_MailWithoutSenderIsLookedAt(t *testing.T) {
	t.Parallel()
	v := judge(trust.Mail{AuthResults: []string{passes("berger.example")}})
	require.Equal(t, contract.TrustLook, sign(v, trust.AreaAuthentication).Level)
}

func FuzzAuthResults(f *testing.F) {
	for _, s := range []string{
		passes("berger.example"), "mx.google.com", "mx.google.com;", "mx.google.com; ;;=;a=;=b; dkim=pass (((", `mx.google.com; spf=pass smtp.mailfrom="\"@x`,
		"mx.google.com; dkim/1=pass reason=\"good\" header.d = berger.example", "mx.google.com; dmarc=fail", strings.Repeat("(", 99), "mx.google.com;\\",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, field string) {
		s := authentication(field)
		require.NotEmpty(t, s.Level)
		if s.Level == contract.TrustGood {
			low := strings.ToLower(field)
			require.Contains(t, low, "mx.google.com")
			require.Contains(t, low, "pass")
			require.Contains(t, low, "berger.example")
			require.NotContains(t, field, `"`)
		}
	})
}
