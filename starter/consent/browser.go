package consent

import (
	"context"
	"os/exec"
	"runtime"
)

// OpenBrowser shows an address in the system's browser, and does not wait for it.
func OpenBrowser(ctx context.Context, address string) error {
	switch runtime.GOOS {
	case "darwin":
		return exec.CommandContext(ctx, "open", address).Start()
	case "windows":
		return exec.CommandContext(ctx, "rundll32", "url.dll,FileProtocolHandler", address).Start()
	default:
		return exec.CommandContext(ctx, "xdg-open", address).Start()
	}
}
