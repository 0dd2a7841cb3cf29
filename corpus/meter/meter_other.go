//go:build !unix

package meter

import (
	"testing"
	"time"
)

// CPU skips the test or benchmark: the processor time of a process is read on
// Unix only.
func CPU(tb testing.TB) time.Duration {
	tb.Helper()
	tb.Skip("the processor time of this process is read on Unix only")
	return 0
}
