// Package x is a strict stand-in of the X API v2 for tests: posts, the own
// timeline, media uploads, direct messages, and both ways of signing in (OAuth 2
// user tokens with rotating refresh tokens and the consent screen that begins
// with them, OAuth 1.0a with its signature
// checked by code of its own).
//
// It keeps state, charges rate limits, refuses a duplicate text, counts weighted
// length, gives texts back as X does (HTML-escaped, addresses as t.co), and
// speaks both dialects of fields. It refuses what it does not model and notes it
// (Violations). Faults are scripted with On, which names an endpoint by its
// operation in X's OpenAPI, such as "createPosts". Endpoints, parameters and
// answers are held against that OpenAPI by contract_test.go and package openapi.
//
// It must not be used outside of tests. Start reading at Start in server.go and
// endpoints.go; posts.go holds the rules of posting.
package x
