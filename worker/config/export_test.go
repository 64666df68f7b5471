package config

// SystemZone gives the tests a file system root of their own.
func SystemZone(tz, root string) (string, bool) { return systemZone(tz, root) }

// ParseDotenv gives the fuzz target the parser without a file.
func ParseDotenv(raw []byte) (map[string]string, []Problem) {
	settings, bad := parseDotenv(raw)
	values := make(map[string]string, len(settings))
	for name, s := range settings {
		values[name] = s.value
	}
	return values, bad
}
