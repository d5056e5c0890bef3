package cli

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"text/tabwriter"

	"github.com/medipimlint/medipimlint/analyzer"
)

const usage = `medipimlint finds mistakes in Go clients of the Medipim API.

	medipimlint [flags] [packages]    analyse the packages (default ./...) that talk to the API
	medipimlint help RULE             print the page of a rule
	medipimlint catalog               print the API's error codes
	medipimlint gopls [-version V] [-o FILE]
	                                  build the Go language server with these rules, for editors
	medipimlint version               say what this is

Exit code: 0 if there is nothing to report, 1 if there is, 2 if it could not do its work.

Rules:
`

const flagUsage = `
Flags:
	-fix               repair what can be repaired, and report the rest
	-diff              print the repairs as a unified diff, and change nothing
	-format F          text (default), json, sarif, github, or gitlab
	-json              print the JSON that go vet -json prints
	-C DIR             change to DIR first
	-tags LIST         build tags, separated by commas
	-since REV         report only what stands on lines changed since a git revision
	-tests             report in _test.go files too
	-generated         report in generated files too
	-scope S           auto (default): Medipim's packages; all: every package, whatever hosts it talks to
	-enable LIST       run only these rules, separated by commas
	-disable LIST      run all but these rules
	-RULE, -RULE=false the same for one rule
	-RULE.tests, -RULE.generated, -RULE.scope
	                   the settings above for one rule

It also is a vet tool: go vet -vettool=$(which medipimlint) ./...
`

// help prints the page of a rule, or the list of rules and flags.
func (c *command) help(args []string) error {
	switch len(args) {
	case 0:
		fmt.Fprint(c.stdout, usage)
		w := tabwriter.NewWriter(c.stdout, 0, 8, 3, ' ', 0)
		for _, rule := range c.suite {
			title, _, _ := strings.Cut(rule.Doc, "\n")
			fmt.Fprintf(w, "\t%s\t%s\n", rule.Name, title)
		}
		w.Flush()
		fmt.Fprint(c.stdout, flagUsage)
		return nil
	case 1:
		rule, err := c.rule(args[0])
		if err != nil {
			return err
		}
		fmt.Fprintf(c.stdout, "%s: %s\n", rule.Name, strings.TrimSpace(rule.Doc))
		if rule.URL != "" {
			fmt.Fprintf(c.stdout, "\n%s\n", rule.URL)
		}
		return nil
	}
	return errors.New("help takes one rule")
}

// version prints the version of the module that this was built from, and with what.
func (c *command) version(args []string) error {
	if len(args) > 0 {
		return errors.New("version takes no arguments")
	}
	tools := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, dep := range info.Deps {
			if dep.Path == "golang.org/x/tools" {
				tools = ", x/tools " + dep.Version
			}
		}
	}
	_, err := fmt.Fprintf(c.stdout, "medipimlint %s (%s %s/%s%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, tools)
	return err
}

// version returns the version of the module that this was built from.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// catalog prints the API's error codes.
func (c *command) catalog(args []string) error {
	if len(args) > 0 {
		return errors.New("catalog takes no arguments")
	}
	w := tabwriter.NewWriter(c.stdout, 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, "HTTP\tCODE\tMEANING\tWHAT A CLIENT DOES")
	for _, code := range analyzer.Catalog() {
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\n", code.Status, code.Code, code.Meaning, code.Remedy)
	}
	return w.Flush()
}
