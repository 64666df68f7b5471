// Package backup makes a copy of an installation from which the work goes on
// elsewhere, also while the worker runs: the Temporal database, the keys that
// open it, the stored mails, the vault and the audit log.
//
// The database comes first, as one snapshot, then what it refers to, the vault,
// and the log last: a step that the snapshot does not know of is then done
// again under the same name, which Odoo and the log take once, and a decision
// that came meanwhile is found in the vault. Sign-ins are left out; who restores
// signs in again. How to restore is in docs/backup.md. Start reading at Make in
// backup.go.
package backup
