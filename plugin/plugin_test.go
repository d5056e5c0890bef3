package plugin

import (
	"encoding/json"
	"go/token"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer"
)

func TestRegistered(t *testing.T) {
	newPlugin, err := register.GetPlugin("medipimlint")
	if err != nil {
		t.Fatal(err)
	}
	linter, err := newPlugin(nil)
	if err != nil {
		t.Fatal(err)
	}
	if mode := linter.GetLoadMode(); mode != register.LoadModeTypesInfo {
		t.Errorf("load mode = %q, want %q", mode, register.LoadModeTypesInfo)
	}
	rules, err := linter.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	if err := analysis.Validate(rules); err != nil {
		t.Error(err)
	}
	if got, want := names(rules), names(analyzer.Suite); !slices.Equal(got, want) {
		t.Errorf("rules without settings = %v, want %v", got, want)
	}
}

func TestEnableAndDisable(t *testing.T) {
	tests := []struct {
		name     string
		settings map[string]any
		want     []string
	}{
		{"enable keeps those named", map[string]any{"enable": []any{"medipimcode", "medipimstatus"}},
			[]string{"medipimstatus", "medipimcode"}},
		{"disable wins", map[string]any{"enable": []string{"medipimcode", "medipimpair"}, "disable": []string{"medipimpair"}},
			[]string{"medipimcode"}},
		{"an empty list is none given", map[string]any{"enable": []string{}, "disable": nil}, names(analyzer.Suite)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			linter, err := New(test.settings)
			if err != nil {
				t.Fatal(err)
			}
			rules, _ := linter.BuildAnalyzers()
			if got := names(rules); !slices.Equal(got, test.want) {
				t.Errorf("rules = %v, want %v", got, test.want)
			}
		})
	}
}

func TestSettingsReachTheRules(t *testing.T) {
	linter, err := New(map[string]any{"tests": true, "generated": true, "scope": "all", "codes": []string{"shop_closed"}})
	if err != nil {
		t.Fatal(err)
	}
	rules, _ := linter.BuildAnalyzers()
	for _, rule := range rules {
		for flag, want := range map[string]string{"tests": "true", "generated": "true", "scope": "all"} {
			if got := rule.Flags.Lookup(flag).Value.String(); got != want {
				t.Errorf("%s.%s = %s, want %s", rule.Name, flag, got, want)
			}
		}
	}
}

func TestBadSettingsAreNamed(t *testing.T) {
	tests := []struct {
		name     string
		settings any
		want     []string // parts of the error
	}{
		{"unknown key", map[string]any{"test": true},
			[]string{"settings.test:", "codes, disable, enable, generated, scope, tests"}},
		{"key in another case", map[string]any{"Tests": true}, []string{"settings.Tests:"}},
		{"unknown rule", map[string]any{"enable": []string{"medipimcodes"}},
			[]string{"settings.enable:", `"medipimcodes"`, "medipimcode, "}},
		{"unknown rule to disable", map[string]any{"disable": []string{"status"}}, []string{"settings.disable:", `"status"`}},
		{"string for a list", map[string]any{"enable": "medipimcode"}, []string{"settings.enable:", "a list of rules"}},
		{"string for a bool", map[string]any{"tests": "yes"}, []string{"settings.tests:", `"yes"`, "true or false"}},
		{"number for a bool", map[string]any{"generated": 1}, []string{"settings.generated:", "true or false"}},
		{"unknown scope", map[string]any{"scope": "everything"}, []string{"settings.scope:", `"everything"`, `"auto" or "all"`}},
		{"empty code", map[string]any{"codes": []string{""}}, []string{"settings.codes:", "list of error codes"}},
		{"numbers for codes", map[string]any{"codes": []int{404}}, []string{"settings.codes:", "[404]"}},
		{"a list for all", []string{"tests"}, []string{"settings:", "codes, disable"}},
		{"no rule left", map[string]any{"enable": []string{"medipimcode"}, "disable": []string{"medipimcode"}},
			[]string{"no rule is left"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := New(test.settings)
			if err == nil {
				t.Fatal("no error")
			}
			for _, part := range test.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("error %q does not say %q", err, part)
				}
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("error %q has several lines", err)
			}
		})
	}
}

// Whatever stands in golangci-lint's configuration, it is an error of one line or settings that can be used.
func FuzzSettings(f *testing.F) {
	for _, conf := range []string{
		`null`, `[]`, `"x"`, `{}`, `{"enable":["medipimcode"],"disable":null}`, `{"enable":["medipimcode"],"disable":["medipimcode"]}`,
		`{"scope":"all","tests":true,"generated":false,"codes":["a","a","not_found"]}`, `{"codes":[""]}`, `{"codes":["\n\u0000\ud800"]}`,
		`{"enable":[[["x"]]]}`, `{"tests":1e400}`, `{"scope\n":{}}`, `{"scope":{"all":[1,2]}}`, `{"enable":["a\nb"]}`,
	} {
		f.Add(conf)
	}
	f.Fuzz(func(t *testing.T, source string) {
		var conf any
		if json.Unmarshal([]byte(source), &conf) != nil {
			return
		}
		linter, err := New(conf)
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\r") {
				t.Errorf("%s: error of several lines: %q", source, err)
			}
			return
		}
		rules, err := linter.BuildAnalyzers()
		if err != nil || len(rules) == 0 || len(rules) > len(analyzer.Suite) {
			t.Errorf("%s: %d rules, %v", source, len(rules), err)
		}
		if err := analysis.Validate(rules); err != nil {
			t.Errorf("%s: %v", source, err)
		}
		for _, rule := range rules {
			if scope := rule.Flags.Lookup("scope").Value.String(); scope != "auto" && scope != "all" {
				t.Errorf("%s: scope %q", source, scope)
			}
		}
	})
}

func TestRelatedIsDropped(t *testing.T) {
	rule := &analysis.Analyzer{Name: "talkative", Run: func(pass *analysis.Pass) (any, error) {
		for n := range 3 {
			pass.Report(analysis.Diagnostic{Pos: token.Pos(n + 1), Related: make([]analysis.RelatedInformation, n)})
		}
		return "result", nil
	}}
	adapt(rule)

	var related []int
	result, err := rule.Run(&analysis.Pass{Fset: token.NewFileSet(), Report: func(d analysis.Diagnostic) { related = append(related, len(d.Related)) }})
	if result != "result" || err != nil {
		t.Errorf("Run = %v, %v, want what the rule returned", result, err)
	}
	if want := []int{0, 0, 0}; !slices.Equal(related, want) {
		t.Errorf("related positions = %v, want %v", related, want)
	}
}

func names(rules []*analysis.Analyzer) []string {
	var names []string
	for _, rule := range rules {
		names = append(names, rule.Name)
	}
	return names
}

// The example configuration has every setting, at its default.
func TestExampleIsComplete(t *testing.T) {
	example, err := os.ReadFile("../.golangci.example.yml")
	if err != nil {
		t.Fatal(err)
	}
	_, settings, found := strings.Cut(string(example), "\n        settings:\n")
	if !found {
		t.Fatal("the example has no settings")
	}
	var shown []string
	for _, m := range regexp.MustCompile(`(?m)^ {10}(\w+): (\S+)$`).FindAllStringSubmatch(settings, -1) {
		shown = append(shown, m[1])
		if want := map[string]string{"tests": "false", "generated": "false", "scope": "auto"}[m[1]]; m[2] != want && m[2] != "[]" {
			t.Errorf("%s is %s in the example, want its default", m[1], m[2])
		}
	}
	slices.Sort(shown)
	if want := slices.Sorted(maps.Keys(keys)); !slices.Equal(shown, want) {
		t.Errorf("the example has %v, want %v", shown, want)
	}
}
