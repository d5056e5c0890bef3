package analyzer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/medipimlint/medipimlint/analyzer"
	"github.com/medipimlint/medipimlint/analyzer/internal/fixture"
)

// TestSettings runs the suite with each setting and looks at what it adds or takes away.
func TestSettings(t *testing.T) {
	for _, tt := range []struct {
		name     string
		settings analyzer.Settings
		patterns []string
		want     []string // file:line rule
	}{
		{"default", analyzer.Settings{}, []string{"./notreported"}, nil},
		{"tests", analyzer.Settings{Tests: true}, []string{"./notreported"}, []string{
			"notreported/client_test.go:12 medipimstatus/branch",
			"notreported/client_test.go:12 medipimcode/unknown",
		}},
		{"generated", analyzer.Settings{Generated: true}, []string{"./notreported"}, []string{
			"notreported/zz_generated.go:9 medipimstatus/branch",
		}},
		{"auto", analyzer.Settings{Scope: "auto"}, []string{"./scope/outofscope"}, nil},
		{"all", analyzer.Settings{Scope: "all"}, []string{"./scope/outofscope"}, []string{
			"scope/outofscope/outofscope.go:27 medipimretry/missing",
			"scope/outofscope/outofscope.go:39 medipimstatus/branch",
			"scope/outofscope/outofscope.go:39 medipimcode/unknown",
			"scope/outofscope/outofscope.go:39 medipimmessage/text",
			"scope/outofscope/outofscope.go:45 medipimunchecked/partial",
			"scope/outofscope/outofscope.go:50 medipimretry/missing",
		}},
		{"codes", analyzer.Settings{Codes: []string{"hidden", "archive"}}, []string{"./medipim/code/addedcodes"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			set, err := fixture.Load(clients, tt.patterns...)
			if err != nil {
				t.Fatal(err)
			}
			findings, err := set.Findings(analyzer.New(tt.settings))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range findings {
				place, _, _ := strings.Cut(f.String(), " ")
				parts := strings.Split(place, ":")
				got = append(got, parts[0]+":"+parts[1]+" "+f.Rule())
			}
			want := slices.Clone(tt.want)
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("found\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
			}
		})
	}
}

// TestFixesOfTheEnabledRulesOnly switches on one rule after the other where fixes of several meet: the text of a fix then
// has nothing that only another rule would put there.
func TestFixesOfTheEnabledRulesOnly(t *testing.T) {
	set, err := fixture.Load(clients, "./medipim/awkward/shared")
	if err != nil {
		t.Fatal(err)
	}
	others := map[string][]string{
		"medipimunchecked": {"WithRetry"},
		"medipimretry":     {"400"},
		"medipimstatus":    {"not_found", "WithRetry"},
		"medipimcode":      {"StatusCode"},
		"medipimmessage":   {"StatusCode"},
	}
	for rule, text := range others {
		var disabled []string
		for _, a := range analyzer.Suite {
			if a.Name != rule {
				disabled = append(disabled, a.Name)
			}
		}
		findings, err := set.Findings(analyzer.New(analyzer.Settings{Disabled: disabled}))
		if err != nil {
			t.Fatal(err)
		}
		fixes := 0
		for _, f := range findings {
			if f.Analyzer != rule {
				t.Errorf("with %s alone: %s", rule, &f)
			}
			for _, fix := range f.Fixes {
				fixes++
				for _, e := range fix.TextEdits {
					for _, other := range text {
						if strings.Contains(string(e.NewText), other) {
							t.Errorf("with %s alone, the fix of %s puts %q", rule, &f, e.NewText)
						}
					}
				}
			}
		}
		if fixes == 0 {
			t.Errorf("with %s alone there is no fix", rule)
		}
	}
}
