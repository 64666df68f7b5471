package notes

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/vault/rules"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// FetchHandbook reads the rules in force now.
func (d *Desk) FetchHandbook(context.Context, contract.Nothing) (contract.Handbook, error) {
	return d.handbook()
}

// handbook reads the rules. A rule that cannot be read is left out and named
// in Problems, which only ever makes the policy ask more.
func (d *Desk) handbook() (contract.Handbook, error) {
	raw, err := d.vault.ReadFile(vault.HandbookPage, vault.MaxNoteBytes)
	if err != nil {
		return contract.Handbook{}, err
	}
	page, err := vault.ParseHandbook(raw)
	var broken *vault.HandbookError
	if err != nil && !errors.As(err, &broken) {
		return contract.Handbook{}, err
	}
	h := rules.From(page)
	if broken != nil {
		for _, p := range broken.Problems {
			h.Problems = append(h.Problems, p.String())
		}
	}
	sum := sha256.Sum256(raw)
	h.Hash = hex.EncodeToString(sum[:8])
	h.Today = d.opts.Clock().In(d.opts.Zone).Format(time.DateOnly)
	h.DryRun = d.opts.DryRun
	h.Paused, err = d.vault.Exists(vault.PausePage)
	return h, err
}
