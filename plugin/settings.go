package plugin

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/medipimlint/medipimlint/analyzer"
)

// settings are what golangci-lint's configuration says about the linter. The zero value is the default.
type settings struct {
	Enable    []string // rules to run; empty: all
	Disable   []string // rules not to run
	Tests     bool     // report in _test.go files too
	Generated bool     // report in generated files too
	Scope     string   // "auto" (also "") or "all"
	Codes     []string // error codes that the catalog is to know besides its own
}

// keys are the accepted settings, each with what it takes and how it is read.
var keys = map[string]struct {
	want string
	read func(*settings, json.RawMessage) error
}{
	"enable":    {"a list of rules", func(s *settings, v json.RawMessage) error { return readRules(&s.Enable, v) }},
	"disable":   {"a list of rules", func(s *settings, v json.RawMessage) error { return readRules(&s.Disable, v) }},
	"tests":     {"true or false", func(s *settings, v json.RawMessage) error { return read(&s.Tests, v) }},
	"generated": {"true or false", func(s *settings, v json.RawMessage) error { return read(&s.Generated, v) }},
	"scope":     {`"auto" or "all"`, readScope},
	"codes":     {"a list of error codes, none of them empty", readCodes},
}

// errValue is returned for a value of the wrong kind.
var errValue = errors.New("wrong value")

// decode reads settings strictly: a key that it does not know, or a value that a key does not accept, is
// an error that names the key.
func decode(conf any) (settings, error) {
	var s settings
	if conf == nil {
		return s, nil
	}
	raw, err := json.Marshal(conf)
	if err != nil {
		return s, fmt.Errorf("settings: %w", err)
	}
	var values map[string]json.RawMessage
	if err := json.Unmarshal(raw, &values); err != nil {
		return s, errors.New("settings: want keys and values, one of " + accepted())
	}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		k, ok := keys[key]
		if !ok {
			name := strings.Trim(strconv.Quote(key), `"`) // whatever it has in it, the error is one line
			return s, fmt.Errorf("settings.%s: there is no such setting: want one of %s", name, accepted())
		}
		switch err := k.read(&s, values[key]); {
		case err == errValue:
			return s, fmt.Errorf("settings.%s: %s is not accepted: want %s", key, values[key], k.want)
		case err != nil:
			return s, fmt.Errorf("settings.%s: %w", key, err)
		}
	}
	if !slices.ContainsFunc(ruleNames(), s.enabled) {
		return s, errors.New("settings.enable and settings.disable: no rule is left")
	}
	return s, nil
}

// enabled reports whether a rule is to run.
func (s *settings) enabled(rule string) bool {
	return (len(s.Enable) == 0 || slices.Contains(s.Enable, rule)) && !slices.Contains(s.Disable, rule)
}

func read[T any](value *T, raw json.RawMessage) error {
	if string(raw) == "null" { // a key without a value, in YAML
		return nil
	}
	if json.Unmarshal(raw, value) != nil {
		return errValue
	}
	return nil
}

func readRules(list *[]string, raw json.RawMessage) error {
	if err := read(list, raw); err != nil {
		return err
	}
	known := ruleNames()
	for _, name := range *list {
		if !slices.Contains(known, name) {
			return fmt.Errorf("there is no rule %q: want %s", name, strings.Join(known, ", "))
		}
	}
	return nil
}

func readScope(s *settings, raw json.RawMessage) error {
	if err := read(&s.Scope, raw); err != nil {
		return err
	}
	if s.Scope != "" && s.Scope != "auto" && s.Scope != "all" {
		return errValue
	}
	return nil
}

func readCodes(s *settings, raw json.RawMessage) error {
	if err := read(&s.Codes, raw); err != nil {
		return err
	}
	if slices.Contains(s.Codes, "") {
		return errValue
	}
	return nil
}

func ruleNames() []string {
	var names []string
	for _, rule := range analyzer.Suite {
		names = append(names, rule.Name)
	}
	return names
}

func accepted() string { return strings.Join(slices.Sorted(maps.Keys(keys)), ", ") }
