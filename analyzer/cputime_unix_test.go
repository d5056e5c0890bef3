//go:build unix

package analyzer_test

import (
	"syscall"
	"time"
)

// cpuTime is what this process has used, so that other work on the machine does not count.
func cpuTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
