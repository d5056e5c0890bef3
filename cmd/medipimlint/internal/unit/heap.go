package unit

import (
	"os"
	"runtime"
	"runtime/debug"
)

// startHeap lets the heap grow to 32 MB before it is collected for the first time; from then on it is as ever. Go starts
// at 4 MB. Most packages are analysed, each by a process of its own, before they have needed that much, and the
// collections on the way to it were a quarter of what they took. GOGC takes precedence.
func startHeap() {
	const first = 800 // percent of 4 MB
	if os.Getenv("GOGC") != "" {
		return
	}
	usual := debug.SetGCPercent(first)
	runtime.AddCleanup(new(*int), func(usual int) { debug.SetGCPercent(usual) }, usual)
}
