package gmaillogin

// ParseProfileOf reads Gmail's answer about the mailbox.
func ParseProfileOf(body []byte) (string, error) { return parseProfile(body) }
