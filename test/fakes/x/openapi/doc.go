// Package openapi holds requests and answers against X's public OpenAPI, so
// that neither the fake nor our client drifts from it.
//
// It reads the part of OpenAPI 3 that this document uses, and is stricter than
// it: a member that the schema does not name is a mistake. The document is not
// kept in the repository; tests skip without it. Start reading at Load, then
// Request and Answer.
package openapi
