package render

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/vet"
)

// sample is a report on one file with a tab, characters of several bytes, and one that a terminal obeys.
func sample(t *testing.T) *Report {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "shop, main.go")
	if err := os.WriteFile(file, []byte("package p\n\nfunc f() {\n\tif é := g(\"\x1b[31m\",\tx); é == 4 {\n\t}\n}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	at := func(line, column int) vet.Position { return vet.Position{File: file, Line: line, Column: column} }
	return &Report{
		Paths:    Paths{Base: dir},
		Version:  "v1.2.3",
		Listed:   5,
		Analyzed: 2,
		Sources:  map[string]bool{file: true},
		Rules: []*analysis.Analyzer{
			{Name: "first", Doc: "first: report firsts\n\nThe page.", URL: "https://example.com/first"},
			{Name: "second", Doc: "second: report seconds"},
		},
		Findings: []vet.Finding{
			{Package: "m/p", Rule: "second", Category: "kind", Message: "50% is <bad>", Start: at(4, 26), End: at(4, 33),
				Related: []vet.Related{{Start: at(3, 6), End: at(3, 7), Message: "in f"}},
				Fixes:   []vet.Fix{{Message: "mend", Edits: []vet.Edit{{File: file, Start: 47, End: 54, New: "ok"}}}}},
			{Package: "m/p", Rule: "first", Message: "several lines", Start: at(4, 22), End: at(5, 3)},
		},
	}
}

func TestText(t *testing.T) {
	var out strings.Builder
	if err := Text(&out, sample(t)); err != nil {
		t.Fatal(err)
	}
	want := "shop, main.go:4:26: 50% is <bad> (second)\n" +
		"    if é := g(\"?[31m\",\tx); é == 4 {\n" +
		"                      \t    ^~~~~~\n" +
		"  shop, main.go:3: in f\n" +
		"shop, main.go:4:22: several lines (first)\n" +
		"    if é := g(\"?[31m\",\tx); é == 4 {\n" +
		"                      \t^~~~~~~~~~~~\n" +
		"2 findings in 1 package: 1 first, 1 second; 1 can be repaired with -fix\n"
	if out.String() != want {
		t.Errorf("text:\n%s\nwant:\n%s", out.String(), want)
	}
}

func TestTextOfAFileThatIsGone(t *testing.T) {
	r := sample(t)
	for i := range r.Findings {
		r.Findings[i].Start.File += ".gone"
	}
	var out strings.Builder
	if err := Text(&out, r); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), "\n"); n != 4 {
		t.Errorf("%d lines, want two findings, a related position and the summary:\n%s", n, out.String())
	}
}

func TestSummary(t *testing.T) {
	two := sample(t).Findings
	for want, r := range map[string]*Report{
		"no findings: nothing in 5 packages talks to the Medipim API":                              {Listed: 5},
		"no findings in 1 package":                                                                 {Listed: 5, Analyzed: 1},
		"no findings in 2 packages, but not all could be analysed":                                 {Analyzed: 2, Failed: 1},
		"repaired 1 finding in 1 file; no findings left":                                           {Analyzed: 2, Repaired: 1, Files: 1},
		"repaired 3 findings in 2 files; 1 finding left in 1 package: 1 first":                     {Repaired: 3, Files: 2, Findings: two[1:]},
		"1 finding in 1 package: 1 second; 1 can be repaired with -fix; not all could be analysed": {Failed: 1, Findings: two[:1]},
	} {
		r.Rules = sample(t).Rules
		if got := r.Summary(); got != want {
			t.Errorf("summary %q, want %q", got, want)
		}
	}
}

func TestJSON(t *testing.T) {
	var out strings.Builder
	if err := JSON(&out, sample(t)); err != nil {
		t.Fatal(err)
	}
	want := `{
	"findings": [
		{
			"rule": "second",
			"category": "kind",
			"message": "50% is <bad>",
			"package": "m/p",
			"file": "shop, main.go",
			"line": 4,
			"column": 26,
			"endLine": 4,
			"endColumn": 33,
			"related": [
				{
					"file": "shop, main.go",
					"line": 3,
					"column": 6,
					"endLine": 3,
					"endColumn": 7,
					"message": "in f"
				}
			],
			"fix": {
				"message": "mend",
				"edits": [
					{
						"filename": "shop, main.go",
						"start": 47,
						"end": 54,
						"new": "ok"
					}
				]
			}
		},
		{
			"rule": "first",
			"category": "",
			"message": "several lines",
			"url": "https://example.com/first",
			"package": "m/p",
			"file": "shop, main.go",
			"line": 4,
			"column": 22,
			"endLine": 5,
			"endColumn": 3
		}
	],
	"packagesListed": 5,
	"packagesAnalyzed": 2
}
`
	if out.String() != want {
		t.Errorf("JSON:\n%s\nwant:\n%s", out.String(), want)
	}
}

func TestGitHub(t *testing.T) {
	var out strings.Builder
	if err := GitHub(&out, sample(t)); err != nil {
		t.Fatal(err)
	}
	want := "::error file=shop%2C main.go,line=4,endLine=4,col=26,endColumn=33,title=second::50%25 is <bad>\n" +
		"::error file=shop%2C main.go,line=4,endLine=5,col=22,endColumn=22,title=first::several lines\n"
	if out.String() != want {
		t.Errorf("annotations:\n%s\nwant:\n%s", out.String(), want)
	}
}

func TestGitLab(t *testing.T) {
	issues := func(r *Report) (list []gitlabIssue) {
		t.Helper()
		var out strings.Builder
		if err := GitLab(&out, r); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(out.String()), &list); err != nil {
			t.Fatalf("%v in %s", err, out.String())
		}
		return list
	}
	before := issues(sample(t))
	want := gitlabIssue{"50% is <bad>", "second", before[0].Fingerprint, "major", gitlabLocation{"shop, main.go", gitlabLines{4, 4}}}
	if len(before) != 2 || before[0] != want {
		t.Errorf("issues = %+v, want two, the first %+v", before, want)
	}

	// A line further down, after one like it, and with a checkout elsewhere.
	r := sample(t)
	for i := range r.Findings {
		r.Findings[i].Start.Line++
	}
	r.Findings = append(r.Findings, r.Findings[0])
	after := issues(r)
	for i := range before {
		if after[i].Fingerprint != before[i].Fingerprint {
			t.Errorf("%q has another fingerprint on another line", before[i].Description)
		}
	}
	if after[2].Fingerprint == after[0].Fingerprint || after[1].Fingerprint == after[0].Fingerprint {
		t.Error("different findings have one fingerprint")
	}
	if none := issues(&Report{}); none == nil {
		t.Error("no findings are no list")
	}
}

func TestSARIF(t *testing.T) {
	var out strings.Builder
	if err := SARIF(&out, sample(t)); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	decoder := json.NewDecoder(strings.NewReader(out.String()))
	if err := decoder.Decode(&log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if len(run.Tool.Driver.Rules) != 2 || run.Tool.Driver.Rules[0].Help != (sarifHelp{"The page.", "The page."}) {
		t.Errorf("rules = %+v, want both with their pages", run.Tool.Driver.Rules)
	}
	if run.Tool.Driver.Version != "v1.2.3" {
		t.Errorf("version %q, want the report's", run.Tool.Driver.Version)
	}
	first := run.Results[0]
	if run.Tool.Driver.Rules[first.RuleIndex].ID != first.RuleID || first.RuleID != "second" {
		t.Errorf("rule %q has index %d", first.RuleID, first.RuleIndex)
	}
	place := first.Locations[0].Physical
	// é is two bytes and one code point: columns are smaller by one for each before it.
	if want := (sarifRegion{4, 25, 4, 31}); place.Region != want {
		t.Errorf("region = %+v, want %+v", place.Region, want)
	}
	if want := "shop,%20main.go"; place.Artifact.URI != want {
		t.Errorf("uri = %q, want %q", place.Artifact.URI, want)
	}
	replacement := first.Fixes[0].Changes[0].Replacements[0]
	if replacement.Deleted != place.Region || replacement.Inserted.Text != "ok" {
		t.Errorf("replacement = %+v, want the finding's region by ok", replacement)
	}
}

func TestPaths(t *testing.T) {
	base := filepath.FromSlash("/home/me")
	p := Paths{Base: base}
	for file, want := range map[string]string{
		"/home/me/a/b.go":   "a/b.go",
		"/home/me/..b.go":   "..b.go",
		"/home/you/b.go":    "/home/you/b.go",
		"/home/meandyou.go": "/home/meandyou.go",
	} {
		if got := p.Short(filepath.FromSlash(file)); got != filepath.FromSlash(want) {
			t.Errorf("Short(%q) = %q, want %q", file, got, want)
		}
	}
	if got, want := p.Line(filepath.FromSlash("/home/me/a/b.go")+":3:4: bad"), filepath.FromSlash("a/b.go")+":3:4: bad"; got != want {
		t.Errorf("Line = %q, want %q", got, want)
	}
	if got := p.Line("no package in x.go: nothing"); got != "no package in x.go: nothing" {
		t.Errorf("Line changed %q", got)
	}
}
