package service

import (
	"encoding/xml"
	"path/filepath"
	"strings"
)

// launchd is an agent of the account. Source: launchd.plist(5).
func launchd(in Installation) Plan {
	label := labelPrefix + in.Name
	path := filepath.Join(in.Home, "Library", "LaunchAgents", label+".plist")
	return Plan{
		Path: path,
		Content: `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>` + escaped(label) + `</string>
  <key>ProgramArguments</key>
  <array>
    <string>` + escaped(in.Worker) + `</string>
  </array>
  <key>WorkingDirectory</key>
  <string>` + escaped(in.Dir) + `</string>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <true/>
  <key>ThrottleInterval</key>
  <integer>2</integer>
  <key>ExitTimeOut</key>
  <integer>15</integer>
  <key>StandardOutPath</key>
  <string>` + escaped(in.Log) + `</string>
  <key>StandardErrorPath</key>
  <string>` + escaped(in.Log) + `</string>
</dict>
</plist>
`,
		Commands: []string{"launchctl bootstrap gui/$(id -u) " + shell(path)},
		Look:     "tail -f " + shell(in.Log),
		Undo:     []string{"launchctl bootout gui/$(id -u)/" + label},
	}
}

func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a strings.Builder takes everything
	return b.String()
}

// shell quotes a path for the command that a person pastes.
func shell(path string) string { return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'" }
