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
