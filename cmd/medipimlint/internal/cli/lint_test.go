package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// shop is a module with one package that is Medipim's by its text, one that uses it, one that has nothing
// to do with it, and the same bad names in all of them.
var shop = map[string]string{
	"api/api.go":      "package api\n\n// Base is the Medipim API's.\nfunc Base() string {\n\tbadURL := \"https://api.medipim.be\"\n\treturn badURL\n}\n\nvar SHOUT = 1\n",
	"api/api_test.go": "package api\n\nvar badInTest = Base()\n",
	"use/use.go":      "package use\n\nimport \"example.com/m/api\"\n\nvar badUse = api.Base()\n",
	"mid/mid.go":      "package mid\n\nimport \"example.com/m/use\"\n\nfunc F() { use.G() }\n",
	"use/g.go":        "package use\n\nfunc G() {}\n",
	"other/other.go":  "package other\n\nvar badOther = 1\n",
}

func TestText(t *testing.T) {
	dir := module(t, shop)
	got := run(t, dir)
	want := `api/api.go:5:2: badURL is a bad name (badname)
    badURL := "https://api.medipim.be"
    ^~~~~~
  api/api.go:1: in this package
api/api.go:6:9: badURL is a bad name (badname)
    return badURL
           ^~~~~~
  api/api.go:1: in this package
api/api.go:9:5: SHOUT is a SHOUT name (shouting)
    var SHOUT = 1
        ^~~~~
  api/api.go:1: in this package
use/use.go:5:5: badUse is a bad name (badname)
    var badUse = api.Base()
        ^~~~~~
  api/api.go:1: in this package
4 findings in 2 packages: 3 badname, 1 shouting; 3 can be repaired with -fix
`
	want = strings.Replace(want, "  api/api.go:1: in this package\n4 findings", "  use/use.go:1: in this package\n4 findings", 1)
	if got.stdout != want {
		t.Errorf("stdout:\n%s\nwant:\n%s", got.stdout, want)
	}
	if got.stderr != "" || got.code != 1 {
		t.Errorf("exit code %d, stderr %q, want 1 and nothing", got.code, got.stderr)
	}
}

// Each call names what it must print a finding about, by its name.
func TestSelection(t *testing.T) {
	dir := module(t, shop)
	tests := []struct {
		args string
		want string // the names that are reported, in order
	}{
		{"./...", "badURL badURL SHOUT badUse"},
		{"./api ./other", "badURL badURL SHOUT"},
		{"./use", "badUse"},
		{"example.com/m/use", "badUse"},
		{"./other ./mid", ""},
		{"-scope all ./other ./use", "badOther badUse"},
		{"-scope=all", "badURL badURL SHOUT badOther badUse"},
		{"-tests", "badURL badURL SHOUT badInTest badUse"},
		{"-badname.tests", "badURL badURL SHOUT badInTest badUse"},
		{"-shouting.tests", "badURL badURL SHOUT badUse"},
		{"-enable shouting", "SHOUT"},
		{"-shouting", "SHOUT"},
		{"-shouting=false", "badURL badURL badUse"},
		{"-disable shouting", "badURL badURL badUse"},
		{"-enable badname,shouting -disable badname", "SHOUT"},
	}
	for _, test := range tests {
		t.Run(test.args, func(t *testing.T) {
			got := run(t, dir, append([]string{"-format", "json"}, strings.Fields(test.args)...)...)
			if names := namesIn(t, got.stdout); names != test.want {
				t.Errorf("findings: %s\nwant:     %s\nstderr: %s", names, test.want, got.stderr)
			}
			code := 1
			if test.want == "" {
				code = 0
			}
			if got.code != code {
				t.Errorf("exit code %d, want %d", got.code, code)
			}
		})
	}
}

// namesIn returns the first words of the messages in a document of -format json.
func namesIn(t *testing.T, stdout string) string {
	t.Helper()
	var doc struct {
		Findings []struct{ Message string }
	}
	if err := json.Unmarshal([]byte(stdout), &doc); err != nil {
		t.Fatalf("%v in %s", err, stdout)
	}
	var names []string
	for _, f := range doc.Findings {
		name, _, _ := strings.Cut(f.Message, " ")
		names = append(names, name)
	}
	return strings.Join(names, " ")
}

func TestNothingToReport(t *testing.T) {
	dir := module(t, shop)
	for args, want := range map[string]string{
		"./other":           "no findings: nothing in 1 package talks to the Medipim API\n",
		"./mid":             "no findings in 1 package\n",
		"-shouting ./use/.": "no findings in 1 package\n",
	} {
		if got := run(t, dir, strings.Fields(args)...); got.stdout != want || got.code != 0 || got.stderr != "" {
			t.Errorf("%s: exit code %d, stdout %q, stderr %q, want 0 and %q", args, got.code, got.stdout, got.stderr, want)
		}
	}
}

func TestDirectory(t *testing.T) {
	dir := module(t, shop)
	parent, name := filepath.Split(dir)
	got := run(t, parent, "-C", name, "./use")
	if want := filepath.Join(name, "use/use.go") + ":5:5: badUse"; !strings.HasPrefix(got.stdout, want) {
		t.Errorf("stdout:\n%s\nwant a path below the working directory: %s", got.stdout, want)
	}
	got = run(t, filepath.Join(dir, "mid"), "-C", dir, "./use")
	if want := filepath.Join(dir, "use/use.go") + ":5:5: badUse"; !strings.HasPrefix(got.stdout, want) {
		t.Errorf("stdout:\n%s\nwant an absolute path: %s", got.stdout, want)
	}
}

// Whatever goes wrong is one line on stderr, and exit code 2.
func TestFailures(t *testing.T) {
	dir := module(t, map[string]string{
		"types/types.go":   "package types\n\nconst medipim = 1\n\nvar badTypes = undefined\n\nvar more = undefined2\n",
		"syntax/syntax.go": "package syntax\n\nconst medipim = 1\n\nfunc F() { x := 1 y := 2 }\n",
		"imports/i.go":     "package imports\n\nimport \"example.com/nowhere\"\n\nconst medipim = nowhere.X\n",
		"two/one.go":       "package one // medipim\n",
		"two/two.go":       "package two\n",
		"excluded/e.go":    "//go:build never\n\npackage excluded // medipim\n",
		"file":             "not a folder\n",
	})
	tests := []struct {
		args string
		want []string // parts of the line
	}{
		{"-nosuchflag", []string{"-nosuchflag", "medipimlint help"}},
		{"-fix=maybe", []string{"-fix", "maybe"}},
		{"-format xml", []string{"-format", "text, json, sarif, github, gitlab"}},
		{"-json -format sarif", []string{"-json and -format sarif"}},
		{"-since HEAD -fix", []string{"-since reports"}},
		{"-since HEAD -json", []string{"-since reports"}},
		{"-json -fix", []string{"-fix and -diff print text"}},
		{"-scope everything", []string{"-scope", "auto or all"}},
		{"-enable nosuchrule", []string{`no rule "nosuchrule"`, "badname, shouting"}},
		{"-badname -disable badname", []string{"no rule is enabled"}},
		{"./types -fix", []string{"flags come before packages", "-fix"}},
		{"help nosuchrule", []string{`no rule "nosuchrule"`, "badname, shouting"}},
		{"help badname shouting", []string{"help takes one rule"}},
		{"version 2", []string{"version takes no arguments"}},
		{"catalog 2", []string{"catalog takes no arguments"}},
		{"-C nosuchdir", []string{"nosuchdir", "no such directory"}},
		{"-C file", []string{"-C file", "not a directory"}},
		{"./nosuchdir", []string{"nosuchdir", "directory not found"}},
		{"./nosuchdir/...", []string{"nosuchdir"}},
		{"example.com/nothing/...", []string{"example.com/nothing/...: no package"}},
		{"./excluded/...", []string{"./excluded/...: no package", "-tags"}},
		{"nosuchfile.go", []string{"nosuchfile.go"}},
		{"./two/one.go ./types", []string{"named files must be .go files"}},
		{"nosuch/package", []string{"nosuch/package is not in std"}},
		{"./excluded", []string{"build constraints exclude all Go files"}},
		{"./types", []string{"types/types.go:5:16", "undefined: undefined"}},
		{"./syntax", []string{"syntax/syntax.go:5:19", "expected ';', found y"}},
		{"./imports", []string{"imports/i.go:3:8", "example.com/nowhere"}},
		{"./two", []string{"found packages one (one.go) and two (two.go)"}},
	}
	for _, test := range tests {
		t.Run(test.args, func(t *testing.T) {
			got := run(t, dir, strings.Fields(test.args)...)
			if got.code != 2 {
				t.Errorf("exit code %d, want 2", got.code)
			}
			if !strings.HasPrefix(got.stderr, "medipimlint: ") || strings.Count(got.stderr, "\n") != 1 {
				t.Errorf("stderr is not one line:\n%s", got.stderr)
			}
			for _, part := range test.want {
				if !strings.Contains(got.stderr, filepath.FromSlash(part)) {
					t.Errorf("stderr does not say %q: %s", part, got.stderr)
				}
			}
		})
	}
}

func TestOutsideAModule(t *testing.T) {
	dir := t.TempDir()
	got := run(t, dir, "./...")
	if want := "medipimlint: ./...: there is no go.mod in "; got.code != 2 || !strings.HasPrefix(got.stderr, want) || strings.Count(got.stderr, "\n") != 1 {
		t.Errorf("exit code %d, stderr %q, want 2 and %q", got.code, got.stderr, want)
	}
}

// What can be analysed is, whatever is wrong with the rest.
func TestPartialFailure(t *testing.T) {
	dir := module(t, map[string]string{
		"good/good.go":   "package good\n\nvar badMedipim = 1\n",
		"types/types.go": "package types\n\nvar badMedipim = undefined\n",
		"imports/i.go":   "package imports\n\nimport \"example.com/nowhere\"\n\nvar badMedipim = nowhere.X\n",
		"broken/b.go":    "package broken\n\nimport _ \"example.com/m/imports\"\n",
	})
	got := run(t, dir)
	if got.code != 2 {
		t.Errorf("exit code %d, want 2", got.code)
	}
	if !strings.HasPrefix(got.stdout, filepath.Join("good", "good.go")+":3:5: badMedipim is a bad name") {
		t.Errorf("stdout does not have the finding:\n%s", got.stdout)
	}
	if !strings.Contains(got.stdout, "1 finding in 1 package: 1 badname; 1 can be repaired with -fix; not all could be analysed") {
		t.Errorf("stdout does not say that something is missing:\n%s", got.stdout)
	}
	for _, part := range []string{"types.go:3:18: undefined: undefined", "i.go:3:8: no required module provides package example.com/nowhere"} {
		if strings.Count(got.stderr, part) != 1 {
			t.Errorf("stderr does not say %q once:\n%s", part, got.stderr)
		}
	}
}

func TestHelp(t *testing.T) {
	for _, args := range []string{"help", "-h", "-help", "--help"} {
		got := run(t, t.TempDir(), args)
		if got.code != 0 || !strings.Contains(got.stdout, "badname    report bad names") || !strings.Contains(got.stdout, "-enable LIST") {
			t.Errorf("%s: exit code %d, stdout:\n%s", args, got.code, got.stdout)
		}
	}
	got := run(t, t.TempDir(), "help", "shouting")
	if want := "shouting: report SHOUT names\n\nThe page of shouting.\n\nhttps://example.com/shouting\n"; got.stdout != want {
		t.Errorf("help shouting:\n%s\nwant:\n%s", got.stdout, want)
	}
	if got := run(t, t.TempDir(), "catalog"); got.code != 0 || !strings.Contains(got.stdout, "429   too_many_requests") {
		t.Errorf("catalog: exit code %d, stdout:\n%s", got.code, got.stdout)
	}
	if got := run(t, t.TempDir(), "version"); got.code != 0 || !strings.HasPrefix(got.stdout, "medipimlint ") {
		t.Errorf("version: exit code %d, stdout:\n%s", got.code, got.stdout)
	}
}

// Every flag is in the help, and every flag in the help is one.
func TestHelpListsTheFlags(t *testing.T) {
	help := run(t, t.TempDir(), "help").stdout
	listed := regexp.MustCompile(`(?m)^\t-([A-Za-z]+) `).FindAllStringSubmatch(help, -1)
	for _, m := range listed {
		value := map[string]string{"format": "json", "C": ".", "tags": "x", "since": "x", "scope": "auto", "enable": "badname", "disable": "badname"}[m[1]]
		args := []string{"-" + m[1]}
		if value != "" {
			args = append(args, value)
		}
		if _, err := (&command{suite: testSuite()}).parse(args); err != nil && m[1] != "generated" { // the tests' rules have no such flag
			t.Errorf("help lists -%s: %v", m[1], err)
		}
	}
	if len(listed) < 12 {
		t.Errorf("help lists %d flags:\n%s", len(listed), help)
	}
	source := readFile(t, "options.go")
	for _, m := range regexp.MustCompile(`fs\.\w+\((?:&[\w.]+, )?"(\w+)"`).FindAllStringSubmatch(source, -1) {
		if !strings.Contains(help, "\t-"+m[1]+" ") {
			t.Errorf("help does not list -%s", m[1])
		}
	}
}

// The same binary is go vet's tool.
func TestVetTool(t *testing.T) {
	dir := module(t, shop)
	got := start(t, dir, "go", "vet", "-vettool="+os.Args[0], "-shouting", "./...")
	if want := "api/api.go:9:5: SHOUT is a SHOUT name\n"; !strings.HasPrefix(got.stderr, want) || got.code != 1 {
		t.Errorf("exit code %d, stderr:\n%s\nwant 1 and:\n%s", got.code, got.stderr, want)
	}

	// One call of the command says what one call of go vet says, as one object.
	vet := start(t, dir, "go", "vet", "-json", "-vettool="+os.Args[0], "./api")
	alone := run(t, dir, "-json", "./api")
	var want, have any
	if json.Unmarshal([]byte(vet.stdout), &want) != nil || json.Unmarshal([]byte(alone.stdout), &have) != nil {
		t.Fatalf("no JSON:\n%s\n%s", vet.stdout, alone.stdout)
	}
	w, _ := json.Marshal(want)
	h, _ := json.Marshal(have)
	if string(w) != string(h) {
		t.Errorf("-json:\n%s\nwant:\n%s", h, w)
	}
}

// Go 1.26 replays what a tool printed about a package when that was only imported: nothing must be lost
// by it, nor come twice.
func TestFindingsDoNotDependOnEarlierRuns(t *testing.T) {
	dir := module(t, shop)
	for _, patterns := range []string{"./mid", "./use", "./mid ./use", "./mid", "./..."} {
		vet := start(t, dir, "go", append([]string{"vet", "-vettool=" + os.Args[0]}, strings.Fields(patterns)...)...)
		if n := strings.Count(vet.stderr, "badUse is a bad name"); n != 1 {
			t.Errorf("go vet %s: badUse was reported %d times, want once:\n%s", patterns, n, vet.stderr)
		}
		if n := strings.Count(vet.stderr, "SHOUT is a SHOUT name"); n > 1 {
			t.Errorf("go vet %s: SHOUT was reported %d times:\n%s", patterns, n, vet.stderr)
		}
		want := 1
		if patterns == "./mid" {
			want = 0 // it uses the package, but the package was not asked for
		}
		alone := run(t, dir, strings.Fields(patterns)...)
		if n := strings.Count(alone.stdout, "badUse is a bad name"); n != want {
			t.Errorf("medipimlint %s: badUse was reported %d times, want %d:\n%s", patterns, n, want, alone.stdout)
		}
	}
}

func TestSince(t *testing.T) {
	dir := module(t, shop)
	for _, args := range [][]string{{"init", "-q"}, {"add", "."},
		{"-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "all"}} {
		if got := start(t, dir, "git", args...); got.code != 0 {
			t.Fatalf("git %v: %s", args, got.stderr)
		}
	}
	if got := run(t, dir, "-since", "HEAD"); got.code != 0 || !strings.HasPrefix(got.stdout, "no findings") {
		t.Errorf("nothing changed: exit code %d, stdout:\n%s", got.code, got.stdout)
	}
	write(t, filepath.Join(dir, "api/api.go"), shop["api/api.go"]+"\nvar SHOUT2 = 2\n")
	write(t, filepath.Join(dir, "use/new.go"), "package use\n\nvar badNew = 1\n")
	if got := run(t, dir, "-since", "HEAD", "-format", "json"); namesIn(t, got.stdout) != "SHOUT2 badNew" || got.code != 1 {
		t.Errorf("exit code %d, findings %s, want SHOUT2 badNew", got.code, namesIn(t, got.stdout))
	}
	if got := run(t, dir, "-since", "nosuch"); got.code != 2 || !strings.Contains(got.stderr, "git does not know this revision") {
		t.Errorf("exit code %d, stderr %q", got.code, got.stderr)
	}
}
