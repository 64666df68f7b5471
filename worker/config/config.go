package config

import (
	"slices"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// NoMetrics as Config.MetricsPort opens no port.
const NoMetrics = -1

// Config is the whole configuration. All paths are absolute, all URLs without a trailing slash.
type Config struct {
	// VaultDir, LogDir and DataDir are VAULT_DIR, LOG_DIR and DATA_DIR. They need not exist yet.
	VaultDir, LogDir, DataDir string
	// DryRun is true unless DRY_RUN says otherwise: no effect leaves.
	DryRun bool
	// Zone is OWNER_TIMEZONE, ZoneName its IANA name.
	Zone     *time.Location
	ZoneName string
	// Owner is OWNER_ID, whose processes these are where several owners share a Temporal namespace; empty = the only one.
	Owner contract.OwnerID
	// OwnersDir is OWNERS_DIR, a folder with a folder for each of many owners whom one worker serves; empty = it serves Owner alone.
	OwnersDir string
	// Shared is true for one of many owners in one worker, see LoadOwner.
	Shared bool

	Temporal  Temporal
	Odoo      Odoo
	Gmail     Gmail
	Facebook  Facebook
	Instagram Instagram
	X         X

	// Limits are <SYSTEM>_MAX_CONCURRENT and <SYSTEM>_MAX_PER_SECOND, by the names of contract.Systems.
	Limits map[string]Limit

	// MailPoll is EMPLOYEE_MAIL_POLL, how often Gmail is asked. ScanInterval is EMPLOYEE_SCAN_INTERVAL, how often the vault is scanned.
	MailPoll, ScanInterval time.Duration
	// Briefing is EMPLOYEE_BRIEFING_AT, when the Monday page is made by itself.
	Briefing BriefingTime
	// LogLevel is debug, info, warn or error; LogFormat is console or json.
	LogLevel, LogFormat string
	// Preflight is true unless EMPLOYEE_PREFLIGHT says otherwise: a changed program proves first that the processes under way go on under it.
	Preflight bool
	// Helper is EMPLOYEE_HELPER: this worker carries out what needs no vault, beside the one on the same outside Temporal that holds it.
	Helper bool
	// MetricsPort is EMPLOYEE_METRICS_PORT on 127.0.0.1, 0 = any free one, NoMetrics when it is not set.
	MetricsPort int
	// MCPToken is EMPLOYEE_MCP_TOKEN, what a client of an MCP server over HTTP has to show; unset, the server makes one.
	MCPToken Secret

	// Alarm is how somebody hears of trouble who does not look at the dashboard.
	Alarm Alarm

	// Tracing says where OpenTelemetry traces go.
	Tracing Tracing

	// Notes are sentences for the owner about things that work but deserve a look. They hold no secret.
	Notes []string

	secrets []string
}

// Limit bounds the calls of an outside system: how many at once in one worker, and how many activities a second from all workers, 0 = no limit.
type Limit struct {
	Concurrent int
	PerSecond  float64
	// Asked is true when a setting gives one of them.
	Asked bool
}

// Temporal says where Temporal is.
type Temporal struct {
	// Address is TEMPORAL_ADDRESS, host:port of an outside cluster; empty means the embedded server.
	Address string
	// Namespace is TEMPORAL_NAMESPACE, "default" when not set.
	Namespace string
	APIKey    Secret
	// Port and UIPort are of the embedded server; 0 is any free port.
	Port, UIPort int

	environ []string
}

// Embedded is true when this machine's worker brings its own server.
func (t Temporal) Embedded() bool { return t.Address == "" }

// Environ gives the TEMPORAL_* settings as NAME=value for the SDK's envconfig, with `.env` and secret files worked in. It holds secrets.
func (t Temporal) Environ() []string { return slices.Clone(t.environ) }

// Odoo is the accounting system.
type Odoo struct {
	URL, DB, Username string
	// Password is a password or an API key.
	Password Secret
}

// Configured is true when the system can be called.
func (o Odoo) Configured() bool { return o.URL != "" }

// Gmail is the owner's mailbox.
type Gmail struct {
	// CredentialsFile is the OAuth client as downloaded from Google; it exists. TokenFile is where the login keeps its token; it
	// appears with the first login.
	CredentialsFile, TokenFile string
	// BaseURL is empty for Google itself.
	BaseURL string
}

// Configured is true when a login is possible.
func (g Gmail) Configured() bool { return g.CredentialsFile != "" }

// Facebook is the owner's page.
type Facebook struct {
	PageID               string
	PageToken, AppSecret Secret
	BaseURL              string
	// Version of the Graph API such as "v26.0"; empty = the newest one that is known.
	Version string
}

// Configured is true when the page can be written to.
func (f Facebook) Configured() bool { return f.PageID != "" }

// Instagram is the owner's professional account.
type Instagram struct {
	UserID  string
	Token   Secret
	BaseURL string
	// Version of the Graph API, the same as Facebook's.
	Version string
}

// Configured is true when the account can be written to.
func (i Instagram) Configured() bool { return i.UserID != "" }

// X is the owner's account on X: a token file that is renewed, an OAuth 2 user token that is not, or the four values of OAuth 1.
type X struct {
	// ClientID and ClientSecret are the app's, for renewing; a public client has no secret.
	ClientID     string
	ClientSecret Secret
	// TokenFile keeps the token that is renewed; it appears with the sign-in.
	TokenFile                                string
	AccessToken                              Secret
	APIKey, APISecret, UserToken, UserSecret Secret
	BaseURL                                  string
}

// Configured is true when the account can be written to.
func (x X) Configured() bool { return x.Renewed() || x.AccessToken.IsSet() || x.OAuth1() }

// Renewed is true when there is a token file; it is preferred to everything else.
func (x X) Renewed() bool { return x.ClientID != "" }

// OAuth1 is true when the four values of OAuth 1 are there. AccessToken is preferred when both are.
func (x X) OAuth1() bool { return x.APIKey.IsSet() }

// Alarm says where alarms go; without settings nowhere.
type Alarm struct {
	// Webhook is EMPLOYEE_ALARM_WEBHOOK, an https address, or http on this machine. It is a secret: such addresses hold a token.
	Webhook Secret
	// Secret is EMPLOYEE_ALARM_SECRET, with which what is posted is signed.
	Secret Secret
	// Desktop is EMPLOYEE_ALARM_DESKTOP: a notification on this machine's screen.
	Desktop bool
	// After is EMPLOYEE_ALARM_AFTER: how long a system has to be down before somebody is called, and well again before that is told.
	After time.Duration
}

// Secrets lists every secret value, for the redactor and for nothing else.
func (c *Config) Secrets() []string { return slices.Clone(c.secrets) }
