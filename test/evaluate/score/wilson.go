package score

import "math"

// z95 is the normal quantile of a two-sided 95 % interval.
const z95 = 1.959963984540054

// Rate is a count of hits among a number of cases.
type Rate struct {
	Hits int `json:"hits"`
	Of   int `json:"of"`
}

// Add counts one case.
func (r *Rate) Add(hit bool) {
	r.Of++
	if hit {
		r.Hits++
	}
}

// Share is hits per case, from 0 to 1; 0 when there are no cases.
func (r Rate) Share() float64 {
	if r.Of == 0 {
		return 0
	}
	return float64(r.Hits) / float64(r.Of)
}

// Wilson is the 95 % score interval of the share (E. B. Wilson, 1927), which
// stays honest for few cases and for none or all hits. Without cases nothing
// is known: 0 to 1.
func (r Rate) Wilson() (low, high float64) {
	if r.Of == 0 {
		return 0, 1
	}
	n, p := float64(r.Of), r.Share()
	middle := p + z95*z95/(2*n)
	half := z95 * math.Sqrt(p*(1-p)/n+z95*z95/(4*n*n))
	scale := 1 + z95*z95/n
	return math.Max(0, (middle-half)/scale), math.Min(1, (middle+half)/scale)
}
