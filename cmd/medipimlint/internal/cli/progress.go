package cli

import (
	"fmt"
	"os"
	"time"

	"github.com/mattn/go-isatty"
)

// progress shows what takes its time, on a terminal alone and after a second. The returned function takes
// it away again, before anything else is printed.
func (c *command) progress(what string) (done func()) {
	stderr, ok := c.stderr.(*os.File)
	if !ok || !isatty.IsTerminal(stderr.Fd()) || os.Getenv("TERM") == "dumb" {
		return func() {}
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		select {
		case <-stop:
			return
		case <-time.After(time.Second):
		}
		start := time.Now().Add(-time.Second)
		for {
			shown, _ := fmt.Fprintf(stderr, "\rmedipimlint: %s (%ds)", what, int(time.Since(start).Seconds()))
			select {
			case <-stop:
				fmt.Fprintf(stderr, "\r%*s\r", shown, "") // erase the line, on any terminal
				return
			case <-time.After(time.Second):
			}
		}
	}()
	return func() {
		close(stop)
		<-stopped
	}
}
