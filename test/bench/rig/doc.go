// Package rig sets the product up for a measurement: the worker's binary over an
// empty folder, a fake Odoo that notes when a call arrives, and mails to work
// on. It measures nothing itself; start reading at Open.
package rig
