// Package graphclient speaks to Meta's Graph API through
// github.com/huandu/facebook/v2, for Facebook pages and for Instagram.
//
// The library loses what a publisher must know: it never looks at the HTTP
// status, takes some errors for answers, and stops paging at an empty page. So
// every call runs on a transport of our own that keeps status, headers and the
// first 64 KiB of the body, and what became of the call is judged from these,
// never from the library's error (classify.go). Parameters are made anew for
// each call, because the library writes the token into them, and the token
// travels in a header.
//
// Each call says what it does (Effect): a call that publishes and was not
// clearly answered is outcome_unknown and must be looked up, while one that
// reads or only uploads may be repeated. Nothing is repeated here. Every failure
// is an *Error whose sentence is fit for the owner. The package knows neither
// Temporal nor the contract, and no rule of what may be posted.
//
// Start reading in request.go and client.go; the error table is in classify.go.
package graphclient
