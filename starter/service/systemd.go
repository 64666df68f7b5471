package service

import (
	"cmp"
	"path/filepath"
	"strings"
)

// systemd is a user unit. Sources: systemd.unit(5), systemd.service(5).
func systemd(in Installation) Plan {
	unit := in.Name + ".service"
	config := cmp.Or(in.ConfigHome, filepath.Join(in.Home, ".config"))
	return Plan{
		Path: filepath.Join(config, "systemd", "user", unit),
		// Without the start limit a worker that cannot start for a while, because the disk is full, would not be tried again.
		Content: `[Unit]
Description=Employee: watches the mail, and does what you approve
StartLimitIntervalSec=0

[Service]
Type=exec
ExecStart=` + quoted(in.Worker) + `
WorkingDirectory=` + strings.ReplaceAll(in.Dir, "%", "%%") + `
Restart=always
RestartSec=1
TimeoutStopSec=15
NoNewPrivileges=yes

[Install]
WantedBy=default.target
`,
		Commands: []string{
			"systemctl --user daemon-reload",
			"systemctl --user enable --now " + unit,
			"loginctl enable-linger    # so that it works on when you are logged out",
		},
		Look: "journalctl --user -u " + unit + " -f",
		Undo: []string{"systemctl --user disable --now " + unit},
	}
}

// quoted is one word of a command line.
func quoted(path string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "%", "%%", "$", "$$").Replace(path) + `"`
}
