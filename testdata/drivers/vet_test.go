package drivers

import (
	"encoding/json"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// go vet finds what the command finds, in packages that the command leaves alone as well.
func TestVetFindsWhatTheCommandFinds(t *testing.T) {
	for _, module := range []string{"demo", "clients"} {
		t.Run(module, func(t *testing.T) {
			dir := copyModule(t, module)
			compare(t, "go vet", vetted(t, dir), command(t, dir))
		})
	}
}

// However many packages are analysed at once, the findings are the same. Each copy is new to the build cache, and
// golangci-lint's own is emptied.
func TestAnyNumberAtOnce(t *testing.T) {
	want := command(t, copyModule(t, "clients"))
	for _, n := range []string{"1", "8"} {
		compare(t, "go vet -p "+n, vetted(t, copyModule(t, "clients"), "-p", n), want)

		dir := copyModule(t, "clients")
		configure(t, dir)
		run(t, dir, program(t, golangci), "cache", "clean")
		compare(t, "golangci-lint --concurrency "+n, issues(t, dir, "--concurrency="+n), want)
	}
}

// vetted returns what go vet finds in the module in dir.
func vetted(t *testing.T, dir string, flags ...string) []finding {
	t.Helper()
	args := append([]string{"vet", "-json", "-vettool=" + program(t, medipimlint)}, flags...)
	stdout, stderr, code := run(t, dir, "go", append(args, "./...")...)
	if code != 0 {
		t.Fatalf("go vet: exit code %d: %s", code, stderr)
	}
	var findings []finding
	for decoder := json.NewDecoder(strings.NewReader(stdout)); decoder.More(); {
		var tree map[string]map[string][]struct{ Posn, Message string }
		if err := decoder.Decode(&tree); err != nil {
			t.Fatal(err)
		}
		for _, rules := range tree {
			for rule, diagnostics := range rules {
				for _, d := range diagnostics {
					parts := strings.Split(d.Posn, ":")
					n := len(parts)
					line, _ := strconv.Atoi(parts[n-2])
					column, _ := strconv.Atoi(parts[n-1])
					file, err := filepath.Rel(dir, strings.Join(parts[:n-2], ":"))
					if err != nil {
						t.Fatal(err)
					}
					findings = append(findings, finding{filepath.ToSlash(file), line, column, rule, d.Message})
				}
			}
		}
	}
	return findings
}
