package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// errHelp is returned for -h and -help.
var errHelp = errors.New("help asked for")

// Output formats, for -format.
const (
	formatText    = "text"
	formatJSON    = "json"
	formatSARIF   = "sarif"
	formatGitHub  = "github"
	formatGitLab  = "gitlab"
	formatVetJSON = "vet" // what -json asks for
)

var formats = []string{formatText, formatJSON, formatSARIF, formatGitHub, formatGitLab}

// options are what a call asks for.
type options struct {
	fix, diff bool
	format    string
	dir       string
	tags      string
	since     string // git revision, or empty
	tests     bool
	all       bool     // every package is in scope
	vetFlags  []string // rules to run, and their settings
	patterns  []string
}

// parse reads the flags of a run. Its errors are one line, and say what is accepted.
func (c *command) parse(args []string) (*options, error) {
	o := &options{format: formatText}
	var json bool
	var enable, disable []string
	var settings []setting

	fs := flag.NewFlagSet("medipimlint", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // what went wrong is returned
	fs.BoolVar(&o.fix, "fix", false, "repair what can be repaired, and report the rest")
	fs.BoolVar(&o.diff, "diff", false, "print the repairs as a unified diff, and change nothing")
	fs.BoolVar(&json, "json", false, "print the JSON that go vet -json prints")
	fs.Func("format", "print findings as `text, json, sarif, github or gitlab`", oneOf(&o.format, formats))
	fs.StringVar(&o.dir, "C", "", "change to `dir` first")
	fs.StringVar(&o.tags, "tags", "", "build `tags`, separated by commas")
	fs.StringVar(&o.since, "since", "", "report only what stands on lines changed since a git `revision`")
	fs.Func("enable", "run only these `rules`, separated by commas", c.ruleList(&enable))
	fs.Func("disable", "run all but these `rules`, separated by commas", c.ruleList(&disable))
	for _, rule := range c.suite {
		fs.BoolFunc(rule.Name, "run only "+rule.Name+", or with =false all others", func(value string) error {
			on, err := strconv.ParseBool(value)
			if err != nil {
				return fmt.Errorf("want true or false")
			}
			if on {
				enable = append(enable, rule.Name)
			} else {
				disable = append(disable, rule.Name)
			}
			return nil
		})
	}
	c.settingFlags(fs, &settings)

	if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil, errHelp
	} else if err != nil {
		return nil, fmt.Errorf("%w (medipimlint help lists the flags)", err)
	}
	o.patterns = fs.Args()
	if len(o.patterns) == 0 {
		o.patterns = []string{"./..."}
	}
	for _, pattern := range o.patterns {
		if strings.HasPrefix(pattern, "-") {
			return nil, fmt.Errorf("flags come before packages: %s", pattern)
		}
	}

	if json {
		if o.format != formatText {
			return nil, fmt.Errorf("-json and -format %s cannot be used together", o.format)
		}
		o.format = formatVetJSON
	}
	if o.format != formatText && (o.fix || o.diff) {
		return nil, errors.New("-fix and -diff print text: they take no -json and no -format")
	}
	if o.since != "" && (json || o.fix || o.diff) {
		return nil, errors.New("-since reports: it takes no -fix, no -diff, and -format json instead of -json")
	}

	enabled := c.enabled(enable, disable)
	if len(enabled) == 0 {
		return nil, errors.New("no rule is enabled")
	}
	for _, rule := range enabled {
		if len(enabled) < len(c.suite) {
			o.vetFlags = append(o.vetFlags, "-"+rule)
		}
		for _, s := range settings {
			if s.rule == rule {
				o.vetFlags = append(o.vetFlags, "-"+rule+"."+s.name+"="+s.value)
				on, _ := strconv.ParseBool(s.value)
				o.tests = o.tests || s.name == "tests" && on
				o.all = o.all || s.name == "scope" && s.value == "all"
			}
		}
	}
	return o, nil
}

// setting is a value for a flag of a rule.
type setting struct{ rule, name, value string }

// settingFlags adds the rules' own flags, as -RULE.NAME, and -NAME for all rules at once.
func (c *command) settingFlags(fs *flag.FlagSet, settings *[]setting) {
	record := func(rules []*analysis.Analyzer, f *flag.Flag, name string) {
		set := func(value string) error {
			for _, rule := range rules {
				if err := rule.Flags.Set(f.Name, value); err != nil {
					return err
				}
				*settings = append(*settings, setting{rule.Name, f.Name, value})
			}
			return nil
		}
		if b, ok := f.Value.(interface{ IsBoolFlag() bool }); ok && b.IsBoolFlag() {
			fs.BoolFunc(name, f.Usage, set)
		} else {
			fs.Func(name, f.Usage, set)
		}
	}
	for _, rule := range c.suite {
		rule.Flags.VisitAll(func(f *flag.Flag) {
			if fs.Lookup(f.Name) == nil {
				record(c.suite, f, f.Name)
			}
			record([]*analysis.Analyzer{rule}, f, rule.Name+"."+f.Name)
		})
	}
}

// enabled returns the rules to run, in the suite's order: those in enable, or all if there are none, but
// not those in disable.
func (c *command) enabled(enable, disable []string) []string {
	var names []string
	for _, rule := range c.suite {
		if (len(enable) == 0 || slices.Contains(enable, rule.Name)) && !slices.Contains(disable, rule.Name) {
			names = append(names, rule.Name)
		}
	}
	return names
}

// ruleList returns a flag's function that appends rule names to list.
func (c *command) ruleList(list *[]string) func(string) error {
	return func(value string) error {
		for name := range strings.SplitSeq(value, ",") {
			name = strings.TrimSpace(name)
			if _, err := c.rule(name); err != nil {
				return err
			}
			*list = append(*list, name)
		}
		return nil
	}
}

// rule returns the rule with a name.
func (c *command) rule(name string) (*analysis.Analyzer, error) {
	var names []string
	for _, rule := range c.suite {
		if rule.Name == name {
			return rule, nil
		}
		names = append(names, rule.Name)
	}
	return nil, fmt.Errorf("there is no rule %q: the rules are %s", name, strings.Join(names, ", "))
}

func oneOf(value *string, accepted []string) func(string) error {
	return func(s string) error {
		if !slices.Contains(accepted, s) {
			return fmt.Errorf("want one of %s", strings.Join(accepted, ", "))
		}
		*value = s
		return nil
	}
}
