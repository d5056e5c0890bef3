//go:build unix

package main

import (
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/medipimlint/medipimlint/testdata/drivers/lsp"
)

const (
	maxEditor   = 1.10 // from an edit to diagnostics, beside the stock gopls
	edits       = 8    // a round
	clientLines = 5000
)

// editor compares the gopls with our rules to the stock one, on the demo and on a large client: the time from an edit to the
// diagnostics of all analyzers.
func editor(l *lab) error {
	ours, stock, err := l.gopls()
	if err != nil {
		return err
	}
	for _, client := range []struct {
		name  string
		lines int
	}{{"the demo", 0}, {"a client of 5,000 lines", clientLines}} {
		dir := l.path("edited")
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
		if err := copyDemo(dir, demoModule); err != nil {
			return err
		}
		if err := enlarge(filepath.Join(dir, "medipim"), client.lines); err != nil {
			return err
		}
		a, b, err := l.edited(dir, ours, stock)
		if err != nil {
			return err
		}
		fmt.Printf("  %s: gopls with the rules %s, stock %s\n", client.name, spread(a, "ms"), spread(b, "ms"))
		l.verdict("edit to diagnostics in "+client.name, ratios(a, b), maxEditor)
	}
	return nil
}

// gopls builds both servers.
func (l *lab) gopls() (ours, stock string, err error) {
	command, err := l.medipimlint()
	if err != nil {
		return "", "", err
	}
	ours = l.path("bin", "gopls-medipim")
	if _, err := output(".", os.Environ(), command, "gopls", "-version", goplsVersion, "-o", ours); err != nil {
		return "", "", err
	}
	stock, err = l.install("golang.org/x/tools/gopls@" + goplsVersion)
	return ours, stock, err
}

const goplsVersion = "v0.23.0"

// edited types into one file of the module in dir, in turns in one server and the other, and returns how many milliseconds
// each took from an edit to the diagnostics.
func (l *lab) edited(dir, ours, stock string) (a, b []float64, err error) {
	s := new(session)
	defer s.end(&err)
	file := filepath.Join(dir, "medipim", resource)
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, err
	}
	// Stock gopls waits for a second, to see whether more is typed.
	settings := map[string]any{"diagnosticsDelay": "0s"}
	var servers []*lsp.Server
	for _, program := range []string{ours, stock} {
		server := lsp.Serve(s, program, dir, settings)
		server.Open(file, string(content))
		servers = append(servers, server)
	}
	for i := range l.rounds*edits + 1 {
		version := i + 2
		// Nobody has typed that before: gopls keeps on the disk what it has found.
		text := fmt.Sprintf("%s\nfunc edited() { fmt.Printf(\"%%d\", %q) }\n", content, rand.Text())
		for j, server := range servers {
			start := time.Now()
			server.Change(file, version, text)
			found := server.Wait(file, version, func(all []lsp.Diagnostic) bool {
				return slices.ContainsFunc(all, from("printf"))
			})
			took := time.Since(start)
			rules := slices.ContainsFunc(found, from("medipimretry"))
			switch {
			case rules != (j == 0):
				return nil, nil, fmt.Errorf("the diagnostics are not those of %s: %+v", []string{ours, stock}[j], found)
			case i == 0: // the servers are still busy with the rest
			case j == 0:
				a = append(a, took.Seconds()*1e3)
			default:
				b = append(b, took.Seconds()*1e3)
			}
		}
	}
	return a, b, nil
}

// from returns a test for diagnostics of an analyzer.
func from(analyzer string) func(lsp.Diagnostic) bool {
	return func(d lsp.Diagnostic) bool { return strings.HasPrefix(d.Source, analyzer) }
}

// A session is what servers are used in. It ends, and they with it, when something goes wrong.
type session struct{ ends []func() }

// failure is what a session panics with.
type failure string

func (*session) Helper()                             {}
func (s *session) Cleanup(f func())                  { s.ends = append(s.ends, f) }
func (s *session) Fatal(args ...any)                 { panic(failure(fmt.Sprint(args...))) }
func (s *session) Fatalf(format string, args ...any) { panic(failure(fmt.Sprintf(format, args...))) }

// end ends the servers, and turns what went wrong into an error.
func (s *session) end(err *error) {
	for _, f := range s.ends {
		f()
	}
	switch r := recover().(type) {
	case nil:
	case failure:
		*err = fmt.Errorf("%s", r)
	default:
		panic(r)
	}
}
