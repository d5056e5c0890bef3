package cli

import (
	"slices"
	"strings"
	"testing"

	"github.com/medipimlint/medipimlint/analyzer"
)

// Whatever stands on the command line, it is an error of one line, or flags and patterns that the go command
// takes for no others.
func FuzzOptions(f *testing.F) {
	for _, line := range []string{
		"", "./...", "-fix", "-diff ./a", "-format json -scope all", "-json -format text", "-since HEAD~1 -format sarif", "-enable medipimcode -disable medipimcode",
		"-medipimcode -medipimpair=false", "-medipimstatus.tests=true", "-medipimcode.scope=none", "-C dir -tags a,b", "-toolexec=x ./...", "./... -fix",
		"-- -fix", "-- -o=/tmp/x", "--scope=all", "-scope", "-tests=maybe", "-h", "-since --output=x", "-tags -exec=x", "- x", "a.go b.go", "@x", "...",
		"-enable ,", "-enable medipimcode,", "-C= -C=-", "-tests -medipimcode.tests=false -medipimcode",
	} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		c := &command{suite: analyzer.New(analyzer.Settings{})}
		o, err := c.parse(strings.Split(line, " "))
		if err != nil {
			return
		}
		if len(o.patterns) == 0 || slices.ContainsFunc(o.patterns, func(p string) bool { return strings.HasPrefix(p, "-") }) {
			t.Errorf("%q: patterns %q", line, o.patterns)
		}
		for _, flag := range o.vetFlags {
			name, _, _ := strings.Cut(strings.TrimPrefix(flag, "-"), "=")
			rule, setting, _ := strings.Cut(name, ".")
			r, err := c.rule(rule)
			if err != nil || setting != "" && r.Flags.Lookup(setting) == nil {
				t.Errorf("%q: go vet is handed %q", line, flag)
			}
		}
	})
}
