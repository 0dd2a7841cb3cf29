package meter

import (
	"runtime"
	"runtime/debug"
	"testing"
)

// TestCPU: work costs time of the processor, and time never runs back.
func TestCPU(t *testing.T) {
	before := CPU(t)
	for n := 0; CPU(t) == before; n++ {
		if n > 1e8 {
			t.Fatal("no time passes")
		}
	}
	if CPU(t) < before {
		t.Error("time runs back")
	}
}

// TestPeak: memory that was held and given back counts until the measure begins
// anew.
func TestPeak(t *testing.T) {
	const size = 64 << 20
	ResetPeak()
	least := Peak()
	hold(size)
	if runtime.GC(); Peak() < least+size/2 {
		t.Errorf("the peak is %d after %d bytes above %d were held", Peak(), size, least)
	}
	if runtime.GOOS != "linux" {
		return
	}
	debug.FreeOSMemory()
	before := Peak()
	if ResetPeak(); Peak() > before-size/2 {
		t.Errorf("the peak is %d after it began anew, and %d before; %d were given back", Peak(), before, size)
	}
}

// hold takes memory, writes to it and lets it go.
func hold(size int) {
	held := make([]byte, size)
	for i := range held {
		held[i] = 1
	}
	runtime.KeepAlive(held)
}
