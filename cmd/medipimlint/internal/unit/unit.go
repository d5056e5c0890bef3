// Package unit is the program as go vet's tool: it is handed one package after another, as a file.
package unit

import (
	"encoding/json"
	"flag"
	"go/build"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// IsProtocol reports whether args are go vet's: it asks for the version and the flags of its tool, and
// hands it a package as a file.
func IsProtocol(args []string) bool {
	isQuestion := func(arg string) bool {
		switch arg {
		case "-V=full", "--V=full", "-flags", "--flags":
			return true
		}
		return false
	}
	return slices.ContainsFunc(args, isQuestion) || configFile(args) != ""
}

// configFile returns the name of the file that describes the package to analyse, or "".
func configFile(args []string) string {
	if len(args) > 0 && strings.HasSuffix(args[len(args)-1], ".cfg") {
		return args[len(args)-1]
	}
	return ""
}

// Dependencies is a flag of the tool: findings are printed in whatever package is analysed, foreign ones that
// are only imported too. It is for whoever asks for a foreign package, and picks out what was asked for.
const Dependencies = "dependencies"

// Main does what go vet asks for in os.Args, and ends the program.
func Main(suite ...*analysis.Analyzer) {
	flag.Bool(Dependencies, false, "print findings in imported packages of other modules too")
	if file := configFile(os.Args[1:]); file != "" {
		startHeap()
		// Problems are left to unitchecker to find again, and to describe.
		if cfg, err := readConfig(file); err == nil {
			if quick(cfg, os.Args[1:]) == nil {
				os.Exit(0)
			}
			writes := slices.Contains(os.Args, "-fix") && !slices.Contains(os.Args, "-diff")
			if !writes && isHidden(cfg, slices.ContainsFunc(os.Args, isDependenciesFlag)) {
				if full, err := reportToo(cfg, file); err == nil {
					os.Args[len(os.Args)-1] = full
				}
			}
		}
	}
	unitchecker.Main(suite...)
}

// Disabled returns the names of the analyzers that the flags in args leave out, as unitchecker reads them: all but
// those that are switched on, if any is, else those that are switched off.
func Disabled(args []string, suite []*analysis.Analyzer) []string {
	var on, off, all []string
	for _, a := range suite {
		all = append(all, a.Name)
		for _, arg := range args {
			name, value, given := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(arg, "-"), "-"), "=")
			if !strings.HasPrefix(arg, "-") || name != a.Name {
				continue
			}
			if enabled, err := strconv.ParseBool(value); enabled && err == nil || !given {
				on = append(on, a.Name)
			} else {
				off = append(off, a.Name)
			}
		}
	}
	if len(on) > 0 {
		return slices.DeleteFunc(all, func(name string) bool { return slices.Contains(on, name) })
	}
	return off
}

func readConfig(file string) (*unitchecker.Config, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	cfg := new(unitchecker.Config)
	return cfg, json.Unmarshal(data, cfg)
}

// isHidden reports whether cfg asks only for the facts of a package whose findings are to be printed all the
// same: one of any module with the flag, else one of the user's own, without tests of its own.
//
// Go 1.26 caches what a tool prints about a package without regard to whether it was asked for
// diagnostics (cmd/go/internal/work, (*Builder).vet: VetxOnly is not part of the action's ID). After
// "go vet ./cmd/app", a package that app imports would have no findings in "go vet ./..." either, until
// its source changes; nor would it in its own module, if app's replaces that by a folder. So its findings
// are printed whenever it is analysed.
func isHidden(cfg *unitchecker.Config, all bool) bool {
	return cfg.VetxOnly && (all && cfg.ModulePath != "" || isLocal(cfg)) && !hasTests(cfg.Dir)
}

// isLocal reports whether a package is of the main module, or of one that stands in a folder of the user's.
func isLocal(cfg *unitchecker.Config) bool {
	return cfg.ModulePath != "" && (cfg.ModuleVersion == "" || !IsForeign(cfg.Dir, cfg.ImportPath))
}

// IsForeign reports whether the package in dir is in the module cache or in a vendor folder: not the user's
// to change.
func IsForeign(dir, importPath string) bool {
	dir = filepath.ToSlash(dir)
	return strings.Contains(dir, "@v") || strings.HasSuffix(dir, "/vendor/"+importPath)
}

func isDependenciesFlag(arg string) bool {
	arg = strings.TrimLeft(arg, "-")
	return arg == Dependencies || arg == Dependencies+"=true"
}

// reportToo returns the name of a file like config that asks for diagnostics too.
func reportToo(cfg *unitchecker.Config, config string) (string, error) {
	all := *cfg
	all.VetxOnly = false
	data, err := json.Marshal(&all)
	if err != nil {
		return "", err
	}
	full := filepath.Join(filepath.Dir(config), "full.cfg") // in a folder that the go command made for this package
	return full, os.WriteFile(full, data, 0o600)
}

// hasTests reports whether the package in dir has test files of its own. Then the go command asks for the
// diagnostics of the package together with these, which is another action: nothing is mixed up, and
// findings would be printed twice.
func hasTests(dir string) bool {
	pkg, err := build.ImportDir(dir, 0)
	return err == nil && len(pkg.TestGoFiles) > 0
}
