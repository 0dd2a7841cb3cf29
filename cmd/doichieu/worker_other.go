//go:build !linux

package main

import "runtime/debug"

// limitMemory asks the collector to keep this process below a number of bytes.
// These systems have no limit that a Go program can rely on; time and output are
// limited all the same.
func limitMemory(most int64) { debug.SetMemoryLimit(most / 10 * 9) }
