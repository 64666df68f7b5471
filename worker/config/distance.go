package config

import "strings"

// nearest finds the known name which was probably meant: one that differs by at most two typing mistakes, or one whose ending
// is a common other word for the same thing. It returns "" when none is near.
func nearest(name string, known []string) string {
	upper := strings.ToUpper(name)
	if meant := synonym(upper); meant != "" {
		return meant // OWNER_TZ is nearer to OWNER_ID
	}
	best, least := "", 3
	for _, candidate := range known {
		// Two mistakes in a short name are another word.
		limit := 2
		if len(candidate) < 7 {
			limit = 1
		}
		if d := distance(upper, candidate); d <= limit && d < least {
			best, least = candidate, d
		}
	}
	return best
}

// synonym knows the words which people write out of habit from other programs.
func synonym(name string) string {
	switch name {
	case "VAULT_PATH", "VAULT_DIRECTORY", "VAULT_FOLDER", "VAULT_ROOT":
		return vaultDir
	case "LOG_DIRECTORY", "LOG_FOLDER", "LOGS_DIR":
		return logDir
	case "DATA_DIRECTORY", "DATA_FOLDER", "DATA_PATH":
		return dataDir
	case "OWNER_TZ", "OWNER_TIME_ZONE", "OWNER_ZONE":
		return ownerTimezone
	case "ODOO_USER", "ODOO_LOGIN", "ODOO_EMAIL":
		return odooUsername
	case "ODOO_API_KEY", "ODOO_KEY", "ODOO_PASS", "ODOO_TOKEN":
		return odooPassword
	case "ODOO_DATABASE", "ODOO_DB_NAME":
		return odooDB
	case "ODOO_HOST", "ODOO_BASE_URL", "ODOO_SERVER":
		return odooURL
	case "GMAIL_CREDENTIALS":
		return gmailClient
	case "GMAIL_TOKEN":
		return gmailToken
	case "FACEBOOK_TOKEN", "FACEBOOK_ACCESS_TOKEN", "FACEBOOK_PAGE_ACCESS_TOKEN":
		return facebookToken
	case "INSTAGRAM_ACCESS_TOKEN":
		return instagramToken
	case "X_BEARER_TOKEN":
		return xAccessToken
	case "X_ACCESS_TOKEN_SECRET", "X_ACCESS_SECRET":
		return xUserSecret
	case "TEMPORAL_HOST", "TEMPORAL_HOST_PORT", "TEMPORAL_HOSTPORT":
		return temporalAddr
	}
	return ""
}

// distance counts inserted, deleted, replaced and swapped neighbouring characters (optimal string alignment).
func distance(a, b string) int {
	if diff := len(a) - len(b); diff > 2 || diff < -2 {
		return 3
	}
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
