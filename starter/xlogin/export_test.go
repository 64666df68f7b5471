package xlogin

// ParseAccountOf reads X's answer about the account.
func ParseAccountOf(body []byte) (string, error) { return parseAccount(body) }
