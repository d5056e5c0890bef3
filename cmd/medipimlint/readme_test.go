package main

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/medipimlint/medipimlint/analyzer"
)

var update = flag.Bool("update", false, "write the demo's findings into the README")

// The README shows what its first command prints.
func TestReadmeShowsTheDemo(t *testing.T) {
	stdout, stderr, code := run(t, root, medipimlint, "-C", "testdata/demo", "./...")
	if code != 1 || stderr != "" {
		t.Fatalf("exit code %d, stderr %q, want 1 and nothing", code, stderr)
	}
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?s)(\\$ go run ./cmd/medipimlint -C testdata/demo ./...\n)(.*?)(```\n)")
	m := block.FindSubmatch(readme)
	if m == nil {
		t.Fatal("the README does not show the demo")
	}
	if string(m[2]) == stdout {
		return
	}
	if !*update {
		t.Fatalf("the README shows:\n%s\nthe demo has (go test ./cmd/medipimlint -run Readme -update writes it into the README):\n%s", m[2], stdout)
	}
	readme = block.ReplaceAllFunc(readme, func([]byte) []byte {
		return append(append(append([]byte(nil), m[1]...), stdout...), m[3]...)
	})
	if err := os.WriteFile(filepath.Join(root, "README.md"), readme, 0o644); err != nil {
		t.Fatal(err)
	}
}

// The README speaks of the versions that the tests of the drivers have, and of every setting and flag.
func TestReadmeIsUpToDate(t *testing.T) {
	readme := read(t, filepath.Join(root, "README.md"))
	pinned := regexp.MustCompile(`github.com/golangci/golangci-lint/v2 (v(\d+\.\d+)\.\d+)`).
		FindStringSubmatch(read(t, filepath.Join(root, "testdata", "drivers", "go.mod")))
	tested := regexp.MustCompile(`Tested = \[\]string\{"v(\d+\.\d+)\.\d+"`).
		FindStringSubmatch(read(t, filepath.Join("internal", "gopls", "build.go")))
	if pinned == nil || tested == nil {
		t.Fatalf("versions of golangci-lint %q and gopls %q", pinned, tested)
	}
	want := []string{"version: " + pinned[1] + "\n", "golangci-lint " + pinned[2], "gopls " + tested[1]}
	settings := regexp.MustCompile(`(?m)^ {10}(\w+): `).
		FindAllStringSubmatch(read(t, filepath.Join(root, ".golangci.example.yml")), -1)
	for _, m := range settings {
		want = append(want, "`"+m[1]+"`")
	}
	for _, flag := range []string{"-fix", "-diff", "-format text", "-since", "-enable", "-disable", "-tests", "-generated", "-scope all", "-C DIR", "-tags LIST"} {
		want = append(want, "`"+flag)
	}
	for _, text := range want {
		if !strings.Contains(readme, text) {
			t.Errorf("the README does not have %q", text)
		}
	}
	if len(settings) != 6 {
		t.Errorf("%d settings in the example, want 6", len(settings))
	}
	for _, m := range regexp.MustCompile(`\]\(([^)#:]+)(?:#[^)]*)?\)`).FindAllStringSubmatch(readme, -1) {
		if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(m[1]))); err != nil {
			t.Errorf("the README leads to %s, which is not there", m[1])
		}
	}
	headings := make(map[string]bool)
	for _, m := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(readme, -1) {
		headings["#"+strings.ToLower(strings.ReplaceAll(m[1], " ", "-"))] = true
	}
	for _, m := range regexp.MustCompile(`\]\((#[^)]*)\)`).FindAllStringSubmatch(readme, -1) {
		if !headings[m[1]] {
			t.Errorf("the README leads to %s, and has no such heading", m[1])
		}
	}
}

// Each rule has a row in the README, a page that the row leads to, and an address.
func TestRulesAreDocumented(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile("(?m)^\\| \\[`(\\w+)`\\]\\(([^)]+)\\) \\|").FindAllStringSubmatch(string(readme), -1)
	if len(rows) != len(analyzer.Suite) {
		t.Fatalf("the README has %d rules, the suite %d", len(rows), len(analyzer.Suite))
	}
	for i, rule := range analyzer.Suite {
		name, page := rows[i][1], rows[i][2]
		if name != rule.Name {
			t.Errorf("row %d of the README is %s, want %s", i+1, name, rule.Name)
		}
		content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(page)))
		if err != nil || !strings.Contains(string(content), "// # Analyzer "+rule.Name+"\n") {
			t.Errorf("%s is not the page of %s: %v", page, rule.Name, err)
		}
		if !strings.HasSuffix(rule.URL, "/"+rule.Name) {
			t.Errorf("%s has the address %q, which does not end in its name", rule.Name, rule.URL)
		}
		title, body, _ := strings.Cut(rule.Doc, "\n")
		if title == "" || strings.TrimSpace(body) == "" {
			t.Errorf("%s has no page: %q", rule.Name, rule.Doc)
		}
		if stdout, _, code := run(t, root, medipimlint, "help", rule.Name); code != 0 || !strings.Contains(stdout, title) {
			t.Errorf("help %s: exit code %d, stdout:\n%s", rule.Name, code, stdout)
		}
	}
}
