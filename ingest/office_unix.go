//go:build unix

package ingest

import (
	"os/exec"
	"syscall"
)

// endTogether makes the program and all that it starts end together: soffice is
// a script that starts the program proper.
func endTogether(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
