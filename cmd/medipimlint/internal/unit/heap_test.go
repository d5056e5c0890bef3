package unit

import (
	"runtime"
	"runtime/metrics"
	"testing"
	"time"
)

// TestStartHeap: after the first collection, collections come as often as ever.
func TestStartHeap(t *testing.T) {
	percent := func() uint64 {
		sample := []metrics.Sample{{Name: "/gc/gogc:percent"}}
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	t.Setenv("GOGC", "")
	usual := percent()
	startHeap()
	if p := percent(); p <= usual {
		t.Errorf("GC percent is %d at the start: want more than %d", p, usual)
	}
	for end := time.Now().Add(10 * time.Second); percent() != usual; {
		if time.Now().After(end) {
			t.Fatalf("GC percent is %d after a collection: want %d", percent(), usual)
		}
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
}
