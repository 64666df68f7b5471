// Package config turns the environment and a `.env` file into one typed, validated configuration.
//
// The environment wins over `.env`; an empty value counts as not set. [Load] reports every problem at once, by name, each with what to do, and
// never with the value, which may be a secret put on the wrong line. Names which look like ours but are not are refused, because a
// misspelt DRY_RUN or password must not be silently ignored. Any secret may come from a file instead: ODOO_PASSWORD_FILE and so on.
//
// The package must not open connections or create anything; it only reads. Nothing else in the product reads the environment.
// Secrets are of type [Secret], which shows itself to nobody unless asked by name with Reveal.
//
// Start reading at config.go (what there is), names.go (how it is called) and load.go (how it is read).
package config
