package main

import (
	"runtime/debug"

	"golang.org/x/sys/unix"
)

// limitMemory keeps this process below a number of bytes: the collector works
// harder as they run out, and the system refuses more. Where the system does
// not let the limit be set, the collector's remains.
func limitMemory(most int64) {
	debug.SetMemoryLimit(most / 10 * 9)
	_ = unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: uint64(most), Max: uint64(most)})
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})
}
