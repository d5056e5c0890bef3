package cli

import (
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// slowVariable lets the rules of the tests take their time.
const slowVariable = "MEDIPIMLINT_TEST_SLOW"

// onTerminal runs the command in dir on a terminal of its own, and returns all that it writes there.
func onTerminal(t *testing.T, dir string, args ...string) string {
	t.Helper()
	script, err := exec.LookPath("script")
	if err != nil || runtime.GOOS != "linux" { // elsewhere script takes other arguments
		t.Skip("no terminal to be had")
	}
	t.Setenv("TERM", "xterm")
	got := start(t, dir, script, "-qec", os.Args[0]+" "+strings.Join(args, " "), os.DevNull)
	if got.code != 1 {
		t.Errorf("exit code %d, want 1: %s%s", got.code, got.stdout, got.stderr)
	}
	return strings.ReplaceAll(got.stdout, "\r\n", "\n")
}

// Colour is for terminals alone, and for those who want it; it changes nothing else.
func TestColour(t *testing.T) {
	dir := module(t, shop)
	plain := run(t, dir).stdout
	if strings.Contains(plain, "\x1b") {
		t.Errorf("colour without a terminal:\n%q", plain)
	}
	coloured := onTerminal(t, dir)
	if !strings.Contains(coloured, "\x1b[") {
		t.Errorf("no colour on a terminal:\n%q", coloured)
	}
	if bare := regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(coloured, ""); bare != plain {
		t.Errorf("without its colours, it is:\n%s\nwant:\n%s", bare, plain)
	}
	t.Setenv("NO_COLOR", "1")
	if got := onTerminal(t, dir); got != plain {
		t.Errorf("with NO_COLOR:\n%q\nwant:\n%q", got, plain)
	}
}

// What takes more than a second is named, on a terminal alone, until there is something to read.
func TestProgress(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	t.Setenv(slowVariable, "1")
	first, second := module(t, shop), module(t, shop)
	shown := onTerminal(t, first)
	progress, rest, ok := strings.Cut(shown, "api/api.go:5:2:")
	if !ok || !strings.Contains(progress, "\rmedipimlint: analysing 3 packages (1s)") {
		t.Errorf("on a terminal:\n%q", shown)
	}
	if strings.TrimRight(progress, "\r ") == progress || strings.Contains(rest, "analysing") {
		t.Errorf("the line is not taken away: %q", shown)
	}
	if got := run(t, second); got.stderr != "" || strings.Contains(got.stdout, "analysing") {
		t.Errorf("without a terminal: stdout %q, stderr %q", got.stdout, got.stderr)
	}
}
