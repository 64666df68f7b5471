package config

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// The names of the settings that belong to us, in the order of the handbook's table.
const (
	vaultDir       = "VAULT_DIR"
	logDir         = "LOG_DIR"
	dataDir        = "DATA_DIR"
	dryRun         = "DRY_RUN"
	ownerTimezone  = "OWNER_TIMEZONE"
	ownerID        = "OWNER_ID"
	ownersDir      = "OWNERS_DIR"
	temporalAddr   = "TEMPORAL_ADDRESS"
	temporalSpace  = "TEMPORAL_NAMESPACE"
	temporalKey    = "TEMPORAL_API_KEY"
	temporalPort   = "TEMPORAL_PORT"
	temporalUIPort = "TEMPORAL_UI_PORT"
	odooURL        = "ODOO_URL"
	odooDB         = "ODOO_DB"
	odooUsername   = "ODOO_USERNAME"
	odooPassword   = "ODOO_PASSWORD"
	gmailClient    = "GMAIL_CREDENTIALS_FILE"
	gmailToken     = "GMAIL_TOKEN_FILE"
	gmailBase      = "GMAIL_BASE_URL"
	facebookPage   = "FACEBOOK_PAGE_ID"
	facebookToken  = "FACEBOOK_PAGE_TOKEN"
	facebookSecret = "FACEBOOK_APP_SECRET"
	facebookBase   = "FACEBOOK_BASE_URL"
	graphVersion   = "FACEBOOK_API_VERSION"
	instagramUser  = "INSTAGRAM_USER_ID"
	instagramToken = "INSTAGRAM_TOKEN"
	instagramBase  = "INSTAGRAM_BASE_URL"
	xAccessToken   = "X_ACCESS_TOKEN"
	xAPIKey        = "X_API_KEY"
	xAPISecret     = "X_API_SECRET"
	xUserToken     = "X_USER_TOKEN"
	xUserSecret    = "X_USER_SECRET"
	xClient        = "X_CLIENT_ID"
	xClientSecret  = "X_CLIENT_SECRET"
	xTokenFile     = "X_TOKEN_FILE"
	xBase          = "X_BASE_URL"
	mailPoll       = "EMPLOYEE_MAIL_POLL"
	scanInterval   = "EMPLOYEE_SCAN_INTERVAL"
	briefingAt     = "EMPLOYEE_BRIEFING_AT"
	logLevel       = "EMPLOYEE_LOG_LEVEL"
	logFormat      = "EMPLOYEE_LOG_FORMAT"
	mcpToken       = "EMPLOYEE_MCP_TOKEN"
	metricsPort    = "EMPLOYEE_METRICS_PORT"
	preflight      = "EMPLOYEE_PREFLIGHT"
	helper         = "EMPLOYEE_HELPER"
	alarmWebhook   = "EMPLOYEE_ALARM_WEBHOOK"
	alarmSecret    = "EMPLOYEE_ALARM_SECRET"
	alarmDesktop   = "EMPLOYEE_ALARM_DESKTOP"
	alarmAfter     = "EMPLOYEE_ALARM_AFTER"
	otelEndpoint   = "OTEL_EXPORTER_OTLP_ENDPOINT"
	otelTraces     = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"
	otelHeaders    = "OTEL_EXPORTER_OTLP_HEADERS"
	otelService    = "OTEL_SERVICE_NAME"
	otelDisabled   = "OTEL_SDK_DISABLED"

	maxConcurrent = "_MAX_CONCURRENT" // after the name of an outside system, as the next
	maxPerSecond  = "_MAX_PER_SECOND"
)

const fileSuffix = "_FILE"

// secretNames are the settings which may come from a file named by NAME_FILE.
func secretNames() []string {
	return []string{
		temporalKey, odooPassword, facebookToken, facebookSecret, instagramToken,
		xAccessToken, xAPIKey, xAPISecret, xUserToken, xUserSecret, xClientSecret, mcpToken,
		alarmWebhook, alarmSecret, otelHeaders,
	}
}

// Names lists every setting of ours, without the NAME_FILE forms, in the order in which problems are reported.
func Names() []string {
	return append([]string{
		vaultDir, logDir, dataDir, dryRun, ownerTimezone, ownerID, ownersDir,
		temporalAddr, temporalSpace, temporalKey, temporalPort, temporalUIPort,
		odooURL, odooDB, odooUsername, odooPassword,
		gmailClient, gmailToken, gmailBase,
		facebookPage, facebookToken, facebookSecret, facebookBase, graphVersion,
		instagramUser, instagramToken, instagramBase,
		xClient, xClientSecret, xTokenFile, xAccessToken, xAPIKey, xAPISecret, xUserToken, xUserSecret, xBase,
		mailPoll, scanInterval, briefingAt, logLevel, logFormat, mcpToken, metricsPort, preflight, helper,
		alarmWebhook, alarmSecret, alarmDesktop, alarmAfter,
		otelEndpoint, otelTraces, otelHeaders, otelService, otelDisabled,
	}, limitNames()...)
}

func limitNames() []string {
	var out []string
	for _, system := range contract.Systems() {
		system = strings.ToUpper(system)
		out = append(out, system+maxConcurrent, system+maxPerSecond)
	}
	return out
}

// sdkNames are read by go.temporal.io/sdk/contrib/envconfig and by the SDK itself; we pass them on.
func sdkNames() []string {
	return []string{
		"TEMPORAL_CONFIG_FILE", "TEMPORAL_PROFILE", "TEMPORAL_CLIENT_AUTHORITY", "TEMPORAL_TLS",
		"TEMPORAL_TLS_CLIENT_CERT_PATH", "TEMPORAL_TLS_CLIENT_CERT_DATA", "TEMPORAL_TLS_CLIENT_KEY_PATH",
		"TEMPORAL_TLS_CLIENT_KEY_DATA", "TEMPORAL_TLS_SERVER_CA_CERT_PATH", "TEMPORAL_TLS_SERVER_CA_CERT_DATA",
		"TEMPORAL_TLS_SERVER_NAME", "TEMPORAL_TLS_DISABLE_HOST_VERIFICATION", "TEMPORAL_CODEC_ENDPOINT",
		"TEMPORAL_CODEC_AUTH", "TEMPORAL_DEBUG",
	}
}

// grpcMeta begins the SDK names whose rest is free.
const grpcMeta = "TEMPORAL_GRPC_META_"

// ownPrefixes belong to us alone: an unknown name which begins so is a mistake wherever it stands.
func ownPrefixes() []string {
	return []string{
		"EMPLOYEE_", "ODOO_", "GMAIL_", "FACEBOOK_", "INSTAGRAM_", "DRY_", "OWNER_", "OWNERS_",
		"X_ACCESS_", "X_API_", "X_USER_", "X_CLIENT_", "X_TOKEN_", "X_BASE_", "X_MAX_",
	}
}

// sharedPrefixes are used by other programs too (LOG_LEVEL, VAULT_ADDR, X_SCLS). In `.env`, which is ours, an unknown name with such a
// prefix is refused; in the environment only when it nearly is one of ours.
func sharedPrefixes() []string {
	return []string{"VAULT_", "LOG_", "DATA_", "TEMPORAL_", "X_"}
}

// foreign names are near ours, but widely used by others: HashiCorp Vault.
func foreign(name string) bool {
	switch name {
	case "VAULT_ADDR", "VAULT_CIDR", "VAULT_BIN":
		return true
	}
	return false
}

func hasPrefix(name string, prefixes []string) bool {
	for _, prefix := range prefixes {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
