//go:build unix

package meter

import (
	"syscall"
	"testing"
	"time"
)

// CPU is the time that all threads of this process have had of the processors,
// in user and in system mode. Systems other than Unix skip the test or benchmark.
//
// Source: getrusage(2).
func CPU(tb testing.TB) time.Duration {
	tb.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
