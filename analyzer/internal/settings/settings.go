// Package settings holds what a user can set about a rule.
package settings

import (
	"flag"
	"fmt"
)

// Accepted values of [Settings.Scope].
const (
	ScopeAuto = "auto" // Medipim's packages only, as the scope rules find them
	ScopeAll  = "all"  // every package, whatever hosts it talks to
)

// Settings are the user's choices for one rule or, in [analyzer.New], for all.
// The zero value is the default.
type Settings struct {
	Tests     bool     // report in _test.go files too
	Generated bool     // report in generated files too
	Scope     string   // ScopeAuto (also "") or ScopeAll
	Codes     []string // error codes that the catalog is to know besides its own

	// Disabled are the names of rules that the driver does not run: the fixes of the others leave alone what
	// only these would change.
	Disabled []string

	// NolintRead says that the driver reads bare //nolint directives, and those that name medipimlint,
	// itself, as golangci-lint does: what they silence is reported, so that it can tell which are unused.
	NolintRead bool
}

// All reports whether every package is in scope.
func (s *Settings) All() bool { return s.Scope == ScopeAll }

// Register adds the flags tests, generated and scope to fs; their defaults are the values in s.
func (s *Settings) Register(fs *flag.FlagSet) {
	fs.BoolVar(&s.Tests, "tests", s.Tests, "report in _test.go files too")
	fs.BoolVar(&s.Generated, "generated", s.Generated, "report in generated files too")
	fs.Var(scopeFlag{&s.Scope}, "scope", `packages to report in: "auto" (Medipim's) or "all"`)
}

// CheckScope returns an error if value is not one that Scope accepts.
func CheckScope(value string) error {
	switch value {
	case "", ScopeAuto, ScopeAll:
		return nil
	}
	return fmt.Errorf("%q is not a scope: want %q or %q", value, ScopeAuto, ScopeAll)
}

type scopeFlag struct{ value *string }

func (f scopeFlag) String() string {
	if f.value == nil || *f.value == "" {
		return ScopeAuto
	}
	return *f.value
}

func (f scopeFlag) Set(value string) error {
	if err := CheckScope(value); err != nil {
		return err
	}
	*f.value = value
	return nil
}
