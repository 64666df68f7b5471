// Package corpora opens the third-party mails that lie beside the repository,
// for tests. It must not copy them into the project, and the product must not
// import it.
//
// Start reading at Unpack.
package corpora
