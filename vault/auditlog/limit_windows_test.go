package auditlog_test

func limitFileSize(uint64) bool { return false }
