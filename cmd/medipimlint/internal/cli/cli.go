// Package cli is the command as people call it: flags, subcommands, output, exit codes.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/render"
)

// Exit codes.
const (
	exitClean    = 0
	exitFindings = 1
	exitFailed   = 2 // it could not do its work, or not all of it
)

// Main runs the command with the rules of suite, which must be its own: their flags are set.
// It returns the exit code.
func Main(args []string, suite []*analysis.Analyzer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	c := &command{suite: suite, stdout: os.Stdout, stderr: os.Stderr}
	code, err := c.dispatch(ctx, args)
	if err != nil {
		c.complain(err.Error())
		return exitFailed
	}
	return code
}

// command is one call of medipimlint.
type command struct {
	suite  []*analysis.Analyzer
	stdout io.Writer
	stderr io.Writer
}

func (c *command) dispatch(ctx context.Context, args []string) (int, error) {
	if len(args) > 0 {
		switch args[0] {
		case "help":
			return exitClean, c.help(args[1:])
		case "catalog":
			return exitClean, c.catalog(args[1:])
		case "gopls":
			return exitClean, c.gopls(ctx, args[1:])
		case "version", "-version", "--version":
			return exitClean, c.version(args[1:])
		}
	}
	o, err := c.parse(args)
	if errors.Is(err, errHelp) {
		return exitClean, c.help(nil)
	}
	if err != nil {
		return exitFailed, err
	}
	return c.lint(ctx, o)
}

// complain prints one line on stderr.
func (c *command) complain(line string) {
	line = render.Printable(strings.Join(strings.Fields(line), " "))
	fmt.Fprintln(c.stderr, "medipimlint: "+line)
}
