package meter

import (
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
)

// ResetPeak begins the measure of [Peak] anew, after giving back what memory is
// free. Where the system does not let it, Peak goes on to count what was before.
func ResetPeak() {
	debug.FreeOSMemory()
	// 5 resets VmHWM: proc_pid_clear_refs(5). Elsewhere there is no such file.
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}

// Peak is the greatest memory, in bytes, that this process has held since
// [ResetPeak]: what is resident (VmHWM of proc_pid_status(5)), or, on systems
// that do not tell, all that the Go runtime has asked for so far.
func Peak() int64 {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if size, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			if kB, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(size), "kB")), 10, 64); err == nil {
				return kB << 10
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Sys)
}
