package reading

// Words are the words of a text, for the tests.
func Words(s string, hyphens bool, n int) ([]string, [][]int, string) {
	p := letterRuns(hyphens)
	return p.FindAllString(s, n), p.FindAllStringIndex(s, n), p.FindString(s)
}
