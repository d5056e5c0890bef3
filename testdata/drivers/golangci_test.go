package drivers

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// everything lets golangci-lint report all that our linter does, and nothing else.
var everything = []string{
	"run", "--default=none", "--uniq-by-line=false", "--max-issues-per-linter=0", "--max-same-issues=0",
	"--show-stats=false", "--allow-parallel-runners",
}

// configure puts the example configuration into the module in dir, with some of its text replaced.
func configure(t *testing.T, dir string, oldnew ...string) {
	t.Helper()
	example, err := os.ReadFile(filepath.Join(root, ".golangci.example.yml"))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(oldnew); i += 2 {
		if !strings.Contains(string(example), oldnew[i]) {
			t.Fatalf("the example has no %q", oldnew[i])
		}
	}
	text := strings.NewReplacer(oldnew...).Replace(string(example))
	if err := os.WriteFile(filepath.Join(dir, ".golangci.yml"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// issues returns what golangci-lint finds in the module in dir.
func issues(t *testing.T, dir string, flags ...string) []finding {
	t.Helper()
	args := append(append(append([]string(nil), everything...), flags...), "--output.json.path=stdout", "./...")
	stdout, stderr, code := run(t, dir, program(t, golangci), args...)
	if code > 1 {
		t.Fatalf("golangci-lint: exit code %d: %s", code, stderr)
	}
	var report struct {
		Issues []struct {
			FromLinter string
			Text       string
			Pos        struct {
				Filename     string
				Line, Column int
			}
		}
	}
	if err := json.NewDecoder(strings.NewReader(stdout)).Decode(&report); err != nil {
		t.Fatalf("%v in:\n%s", err, stdout)
	}
	var findings []finding
	for _, issue := range report.Issues {
		rule, message, _ := strings.Cut(issue.Text, ": ")
		if issue.FromLinter != "medipimlint" {
			rule, message = issue.FromLinter, issue.Text
		}
		findings = append(findings, finding{filepath.ToSlash(issue.Pos.Filename), issue.Pos.Line, issue.Pos.Column, rule, message})
	}
	return findings
}

func TestGolangciFindsWhatTheCommandFinds(t *testing.T) {
	for _, module := range []string{"demo", "clients"} {
		t.Run(module, func(t *testing.T) {
			dir := copyModule(t, module)
			configure(t, dir)
			compare(t, "golangci-lint", issues(t, dir), command(t, dir))
		})
	}
}

func TestGolangciSettings(t *testing.T) {
	dir := copyModule(t, "demo")
	configure(t, dir, "enable: []", "enable: [medipimcode, medipimstatus]", "disable: []", "disable: [medipimstatus]",
		"codes: []", "codes: [method_not_allowed]")
	var want []finding
	for _, f := range command(t, dir, "-medipimcode") {
		if !strings.Contains(f.Message, `"method_not_allowed"`) {
			want = append(want, f)
		}
	}
	compare(t, "golangci-lint", issues(t, dir), want)
}

func TestGolangciRefusesBadSettings(t *testing.T) {
	for oldnew, want := range map[[2]string]string{
		{"scope: auto", "scop: auto"}:                "settings.scop: there is no such setting: want one of codes, disable, enable, generated, scope, tests",
		{"enable: []", "enable: [medipimcodes]"}:     `settings.enable: there is no rule "medipimcodes"`,
		{"tests: false", "tests: sometimes"}:         `settings.tests: "sometimes" is not accepted: want true or false`,
		{"scope: auto", "scope: some"}:               `settings.scope: "some" is not accepted: want "auto" or "all"`,
		{"codes: []", "codes: {validation: failed}"}: "settings.codes:",
	} {
		dir := copyModule(t, "demo")
		configure(t, dir, oldnew[0], oldnew[1])
		_, stderr, code := run(t, dir, program(t, golangci), append(everything, "./...")...)
		if code == 0 || code == 1 || !strings.Contains(stderr, want) {
			t.Errorf("%s: exit code %d, stderr %q, want %q", oldnew[1], code, stderr, want)
		}
	}
}

// golangci-lint repairs what the command repairs, and as the command does. It needs two runs: the
// plugin withholds a fix that reaches into another file, as that of a send does whose helper stands
// elsewhere; in the second run the helper is there.
func TestGolangciFix(t *testing.T) {
	want := copyModule(t, "demo")
	run(t, want, program(t, medipimlint), "-fix")

	dir := copyModule(t, "demo")
	configure(t, dir)
	for range 2 {
		_, stderr, _ := run(t, dir, program(t, golangci), append(everything, "--fix", "./...")...)
		if strings.Contains(stderr, "skip") {
			t.Errorf("golangci-lint did not apply all: %s", stderr)
		}
	}
	fixed, untouched := contents(t, want), contents(t, copyModule(t, "demo"))
	changed := 0
	for name, got := range contents(t, dir) {
		if got != fixed[name] {
			t.Errorf("%s after golangci-lint --fix:\n%s\nafter medipimlint -fix:\n%s", name, got, fixed[name])
		}
		if got != untouched[name] {
			changed++
		}
	}
	if changed == 0 {
		t.Error("nothing was repaired")
	}
}

// What needs a new field in another file is nothing that a further run finds there: the command repairs it.
func TestGolangciKeepsToTheFile(t *testing.T) {
	dir := copyModule(t, "demo")
	configure(t, dir)
	for name, text := range map[string]string{
		"fault/type.go": `package fault

type Fault struct {
	Status int    ` + "`json:\"status\"`" + `
	Code   string ` + "`json:\"code\"`" + `
}

func (f *Fault) Error() string { return f.Code }
`,
		"fault/medipim.go": `package fault

import (
	"encoding/json"
	"net/http"
)

func decode(resp *http.Response) error {
	var medipim struct {
		Error Fault ` + "`json:\"error\"`" + `
	}
	if err := json.NewDecoder(resp.Body).Decode(&medipim); err != nil {
		return err
	}
	return &medipim.Error
}

func (f *Fault) Gone() bool { return f.Status == http.StatusNotFound }
`,
	} {
		if err := os.MkdirAll(filepath.Join(dir, "fault"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	fault := func() [2]string {
		files := contents(t, dir)
		return [2]string{files[filepath.Join("fault", "type.go")], files[filepath.Join("fault", "medipim.go")]}
	}
	before := fault()
	if before[0] == "" || before[1] == "" {
		t.Fatal("the package is not there")
	}
	for range 2 {
		run(t, dir, program(t, golangci), append(everything, "--fix", "./...")...)
	}
	if after := fault(); after != before {
		t.Errorf("golangci-lint --fix edits another file, or leaves half of a repair: %s", after)
	}
	run(t, dir, program(t, medipimlint), "-fix", "./...")
	if after := fault(); after[0] == before[0] || after[1] == before[1] {
		t.Errorf("medipimlint -fix does not edit both files: %s", after)
	}
}

// A directive may name a rule, of which golangci-lint itself knows nothing.
func TestNolintOfARule(t *testing.T) {
	dir := copyModule(t, "demo")
	configure(t, dir)
	name := filepath.Join(dir, "main.go")
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	const wrong = `case apiErr.Code == "method_not_allowed":`
	for directive, reported := range map[string]bool{"medipimcode": false, "medipimpair,medipimcode": false, "medipimpair": true} {
		text := strings.Replace(string(content), wrong, wrong+" //nolint:"+directive+" // the old server says so", 1)
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		found := false
		for _, f := range issues(t, dir) {
			found = found || f.File == "main.go" && f.Rule == "medipimcode"
		}
		if found != reported {
			t.Errorf("with //nolint:%s: reported %t, want %t", directive, found, reported)
		}
	}
}

// A directive that silences something is not unused for nolintlint, one that silences nothing is.
func TestNolintlint(t *testing.T) {
	dir := copyModule(t, "demo")
	configure(t, dir, "    - medipimlint\n", "    - medipimlint\n    - nolintlint\n",
		"  settings:\n    custom:\n", "  settings:\n    nolintlint:\n      allow-unused: false\n    custom:\n")
	name := filepath.Join(dir, "main.go")
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	const wrong, right = `case apiErr.Code == "method_not_allowed":`, `case apiErr.Temporary():`
	text := strings.NewReplacer(
		wrong, wrong+" //nolint:medipimlint // the old server says so",
		right, right+" //nolint:medipimlint // there is nothing here",
	).Replace(string(content))
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var inMain []string
	for _, f := range issues(t, dir) {
		if f.File == "main.go" {
			inMain = append(inMain, f.Rule+": "+f.Message)
		}
	}
	if len(inMain) != 1 || !strings.Contains(inMain[0], "is unused for linter") || !strings.HasPrefix(inMain[0], "nolintlint") ||
		!strings.Contains(inMain[0], "there is nothing here") {
		t.Errorf("issues in main.go: %q, want one, on the directive that silences nothing", inMain)
	}
	for _, f := range command(t, dir) {
		if f.File == "main.go" {
			t.Errorf("the command reports what is silenced: %v", f)
		}
	}
}
