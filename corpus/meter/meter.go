// Package meter says what this process has used, for benchmarks: the time of
// the processors, which other programs on the machine do not lengthen as they do
// the time on the clock, and the greatest memory.
package meter
